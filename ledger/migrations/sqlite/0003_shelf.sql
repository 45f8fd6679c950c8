-- What views keep to be quick the next time. It may be thrown away at any time.

-- +goose Up
CREATE TABLE shelf (
  name   TEXT PRIMARY KEY,
  maker  TEXT NOT NULL, -- the program that can read it
  seq    INTEGER NOT NULL,   -- up to where it counts
  body   BLOB NOT NULL
);

-- +goose Down
DROP TABLE shelf;
