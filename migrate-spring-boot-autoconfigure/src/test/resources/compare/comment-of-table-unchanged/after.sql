CREATE TABLE some_table (test VARCHAR(10) PRIMARY KEY);
COMMENT ON TABLE some_table IS 'this is some table';
