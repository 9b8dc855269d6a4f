CREATE TABLE add_ix (reg_number VARCHAR(50));
CREATE INDEX "regNumber_idx" ON add_ix(lower(reg_number));
