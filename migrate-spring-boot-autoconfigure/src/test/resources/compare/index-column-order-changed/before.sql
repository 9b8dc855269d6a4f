CREATE TABLE order_change (id INT PRIMARY KEY, x INT, y INT);
CREATE INDEX "SomeIndex" ON order_change(x,y);
