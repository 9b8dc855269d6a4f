CREATE TABLE "user" (
  id INTEGER PRIMARY KEY,
  name VARCHAR(50),
  a1 TEXT,
  pw VARCHAR(50)
);
CREATE INDEX pw_idx ON "user"(pw);
CREATE TABLE address (
  id INTEGER PRIMARY KEY,
  email_address VARCHAR(100) NOT NULL
);
CREATE TABLE "order" (
  order_id INTEGER PRIMARY KEY,
  amount NUMERIC(8,2) NOT NULL DEFAULT 0,
  CONSTRAINT ck_order_amount CHECK (amount >= 0)
);
CREATE TABLE extra (x CHAR, uid INTEGER REFERENCES "user"(id));
