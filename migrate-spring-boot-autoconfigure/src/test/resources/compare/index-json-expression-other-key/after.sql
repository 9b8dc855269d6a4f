CREATE TABLE exp_index (
  id INT PRIMARY KEY,
  aa INTEGER[],
  jb JSONB,
  not_jsonb_path_ops INTEGER
);
CREATE INDEX idx ON exp_index ((jb->>'bar'));
