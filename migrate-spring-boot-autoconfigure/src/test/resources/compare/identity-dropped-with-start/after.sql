CREATE TABLE "user" (id INTEGER, other TEXT);
