CREATE TABLE order_change (y INT);
CREATE INDEX "SomeIndex" ON order_change(y);
