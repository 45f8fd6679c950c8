-- What views need of a record stands apart from it: a view reads thousands of
-- these, and passed over the record of each on the way.

-- +goose Up
CREATE TABLE extract (
  version BIGINT PRIMARY KEY REFERENCES version (id),
  body    BYTEA NOT NULL
);
INSERT INTO extract SELECT v.id, g.extract FROM version v JOIN reading g ON g.seq = v.reading;
ALTER TABLE reading DROP COLUMN extract;

-- +goose Down
ALTER TABLE reading ADD COLUMN extract BYTEA NOT NULL DEFAULT '';
UPDATE reading SET extract = (SELECT e.body FROM extract e WHERE e.version = reading.version);
DROP TABLE extract;
