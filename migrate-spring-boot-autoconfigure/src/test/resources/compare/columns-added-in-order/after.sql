CREATE TABLE "user" (
  id INTEGER PRIMARY KEY,
  name VARCHAR(50),
  username VARCHAR(50),
  password_hash VARCHAR(32),
  "timestamp" TIMESTAMP
);
