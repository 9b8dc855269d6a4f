CREATE TABLE "user" (
  id INTEGER PRIMARY KEY,
  name VARCHAR(50),
  username VARCHAR(50)
);
