CREATE TABLE "NothingChanged" (id INT PRIMARY KEY, "XCol" INT);
CREATE INDEX "index_NothingChanged_XCol" ON "NothingChanged"("XCol");
