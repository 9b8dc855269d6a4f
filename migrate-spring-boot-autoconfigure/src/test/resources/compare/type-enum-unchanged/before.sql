CREATE TYPE the_enum AS ENUM ('one','two','three');
CREATE TABLE sometable (col the_enum);
