CREATE TABLE nothing_changed (
  id1 INT,
  id2 INT,
  x_very_long_column_name_that_goes_past_the_sixty_three_byte_limit VARCHAR(20),
  PRIMARY KEY (id1,id2)
);
CREATE UNIQUE INDEX ix_nothing_changed_x_very_long_column_name_that_goes_past_the_sixty_three_byte_limit ON nothing_changed(x_very_long_column_name_that_goes_past_the_sixty_three_byte_limit);
