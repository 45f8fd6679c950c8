-- Sources, where following them stands, what was fetched, and which of it is still to be read.

-- +goose Up
CREATE TABLE source (
  seq    BIGINT PRIMARY KEY, -- every wording is kept; the latest counts
  name   TEXT COLLATE "C" NOT NULL,
  body   TEXT NOT NULL, -- JSON; empty: removed
  stored BIGINT NOT NULL
);
CREATE INDEX source_name ON source (name, seq);

CREATE TABLE source_state (
  name TEXT COLLATE "C" PRIMARY KEY,
  body TEXT NOT NULL -- JSON
);

-- What was asked for and how it stands; all of it follows from what was fetched.
CREATE TABLE page (
  address TEXT COLLATE "C" PRIMARY KEY,
  source  TEXT COLLATE "C" NOT NULL,    -- that led to it last
  first   BIGINT NOT NULL, -- answer, and the latest one
  last    BIGINT NOT NULL,
  updated TEXT NOT NULL,    -- as its list said before the latest look
  status  BIGINT NOT NULL, -- of the latest answer
  gone    BIGINT NOT NULL  -- since when it is answered with 404 or 410; 0: it is there
);
CREATE INDEX page_gone ON page (gone);
CREATE INDEX page_source ON page (source, first);

-- Every look that brought an answer. A body that was there already is named again, not stored again.
CREATE TABLE fetched (
  seq     BIGINT PRIMARY KEY,
  source  TEXT COLLATE "C" NOT NULL,
  address TEXT COLLATE "C" NOT NULL,
  hash    BYTEA NOT NULL,    -- SHA-256 of the body
  at      BIGINT NOT NULL, -- microseconds
  body    TEXT NOT NULL,    -- the document but its body: JSON
  size    BIGINT NOT NULL, -- of its record of evidence; 0 where that was there already
  stored  BIGINT NOT NULL,
  UNIQUE (address, hash, at)
);
CREATE INDEX fetched_hash ON fetched (hash);
CREATE INDEX fetched_address ON fetched (address, seq);

-- WARC records of bodies, where the ledger has no folder for them.
CREATE TABLE evidence (
  hash   BYTEA PRIMARY KEY,
  record BYTEA NOT NULL
);

CREATE TABLE task (
  id     BIGINT PRIMARY KEY, -- the seq of what was fetched
  ready  BIGINT NOT NULL,    -- not before: milliseconds; whoever takes it puts it off
  tries  BIGINT NOT NULL,    -- how often it was taken
  failed BIGINT NOT NULL,    -- how often whoever took it said that it failed
  reason TEXT NOT NULL,       -- why, the last time
  dead   BIGINT NOT NULL     -- 1: it is tried no more
);
CREATE INDEX task_ready ON task (dead, ready);

ALTER TABLE refused ADD COLUMN address TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE refused ADD COLUMN about TEXT NOT NULL DEFAULT '{}';
ALTER TABLE refused ADD COLUMN available BIGINT NOT NULL DEFAULT 0;
UPDATE refused SET available = stored / 1000000;
CREATE INDEX refused_address ON refused (address);

ALTER TABLE evidence ALTER COLUMN record SET STORAGE EXTERNAL; -- packed already

-- +goose Down
DROP INDEX refused_address;
ALTER TABLE refused DROP COLUMN available;
ALTER TABLE refused DROP COLUMN about;
ALTER TABLE refused DROP COLUMN address;
DROP TABLE task;
DROP TABLE evidence;
DROP TABLE fetched;
DROP TABLE page;
DROP TABLE source_state;
DROP TABLE source;
