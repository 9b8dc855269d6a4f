CREATE TABLE nothing_changed (x VARCHAR(20));
CREATE INDEX ix_nothing_changed_x ON nothing_changed(x);
