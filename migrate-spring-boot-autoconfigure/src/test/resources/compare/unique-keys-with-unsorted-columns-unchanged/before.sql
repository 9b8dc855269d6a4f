CREATE TABLE nothing_changed (
  id INT PRIMARY KEY,
  sid INT NOT NULL,
  label VARCHAR(30) NOT NULL,
  fid INT NOT NULL,
  UNIQUE (sid,label),
  UNIQUE (sid,fid)
);
