CREATE TABLE "order" (
  order_id INTEGER PRIMARY KEY,
  amount NUMERIC(8,2) NOT NULL
);
