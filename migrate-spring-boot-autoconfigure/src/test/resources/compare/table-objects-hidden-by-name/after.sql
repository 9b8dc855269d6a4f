CREATE TABLE "user" (
  id INTEGER PRIMARY KEY,
  name VARCHAR(50) NOT NULL,
  a1 TEXT DEFAULT 'x'
);
CREATE TABLE address (
  id INTEGER PRIMARY KEY,
  email_address VARCHAR(100) NOT NULL,
  street VARCHAR(50),
  CONSTRAINT uq_email UNIQUE (email_address)
);
CREATE TABLE "order" (
  order_id INTEGER PRIMARY KEY,
  amount NUMERIC(10,2) NULL DEFAULT 0,
  user_id INTEGER REFERENCES "user"(id),
  CONSTRAINT ck_order_amount CHECK (amount > -1)
);
CREATE TABLE item (
  id INTEGER PRIMARY KEY,
  description VARCHAR(100),
  order_id INTEGER REFERENCES "order"(order_id),
  CHECK (length(description) > 5)
);
