CREATE TABLE add_excl (
  id INT PRIMARY KEY,
  period TSRANGE,
  CONSTRAINT quarters_period_excl EXCLUDE USING gist (period WITH &&)
);
