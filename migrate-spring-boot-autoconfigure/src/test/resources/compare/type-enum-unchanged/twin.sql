CREATE TYPE the_enum AS ENUM ('one','two','four');
CREATE TABLE sometable (col the_enum);
