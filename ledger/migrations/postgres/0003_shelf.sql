-- What views keep to be quick the next time. It may be thrown away at any time.

-- +goose Up
CREATE TABLE shelf (
  name   TEXT COLLATE "C" PRIMARY KEY,
  maker  TEXT NOT NULL, -- the program that can read it
  seq    BIGINT NOT NULL,   -- up to where it counts
  body   BYTEA NOT NULL
);

-- +goose Down
DROP TABLE shelf;
