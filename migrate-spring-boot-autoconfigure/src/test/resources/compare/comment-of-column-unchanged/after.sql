CREATE TABLE some_table (test VARCHAR(10) PRIMARY KEY, amount FLOAT);
COMMENT ON COLUMN some_table.amount IS 'the amount';
