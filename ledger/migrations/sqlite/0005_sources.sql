-- Sources, where following them stands, what was fetched, and which of it is still to be read.

-- +goose Up
CREATE TABLE source (
  seq    INTEGER PRIMARY KEY, -- every wording is kept; the latest counts
  name   TEXT NOT NULL,
  body   TEXT NOT NULL, -- JSON; empty: removed
  stored INTEGER NOT NULL
);
CREATE INDEX source_name ON source (name, seq);

CREATE TABLE source_state (
  name TEXT PRIMARY KEY,
  body TEXT NOT NULL -- JSON
);

-- What was asked for and how it stands; all of it follows from what was fetched.
CREATE TABLE page (
  address TEXT PRIMARY KEY,
  source  TEXT NOT NULL,    -- that led to it last
  first   INTEGER NOT NULL, -- answer, and the latest one
  last    INTEGER NOT NULL,
  updated TEXT NOT NULL,    -- as its list said before the latest look
  status  INTEGER NOT NULL, -- of the latest answer
  gone    INTEGER NOT NULL  -- since when it is answered with 404 or 410; 0: it is there
) WITHOUT ROWID;
CREATE INDEX page_gone ON page (gone);
CREATE INDEX page_source ON page (source, first);

-- Every look that brought an answer. A body that was there already is named again, not stored again.
CREATE TABLE fetched (
  seq     INTEGER PRIMARY KEY,
  source  TEXT NOT NULL,
  address TEXT NOT NULL,
  hash    BLOB NOT NULL,    -- SHA-256 of the body
  at      INTEGER NOT NULL, -- microseconds
  body    TEXT NOT NULL,    -- the document but its body: JSON
  size    INTEGER NOT NULL, -- of its record of evidence; 0 where that was there already
  stored  INTEGER NOT NULL,
  UNIQUE (address, hash, at)
);
CREATE INDEX fetched_hash ON fetched (hash);
CREATE INDEX fetched_address ON fetched (address, seq);

-- WARC records of bodies, where the ledger has no folder for them.
CREATE TABLE evidence (
  hash   BLOB PRIMARY KEY,
  record BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE task (
  id     INTEGER PRIMARY KEY, -- the seq of what was fetched
  ready  INTEGER NOT NULL,    -- not before: milliseconds; whoever takes it puts it off
  tries  INTEGER NOT NULL,    -- how often it was taken
  failed INTEGER NOT NULL,    -- how often whoever took it said that it failed
  reason TEXT NOT NULL,       -- why, the last time
  dead   INTEGER NOT NULL     -- 1: it is tried no more
);
CREATE INDEX task_ready ON task (dead, ready);

ALTER TABLE refused ADD COLUMN address TEXT NOT NULL DEFAULT '';
ALTER TABLE refused ADD COLUMN about TEXT NOT NULL DEFAULT '{}';
ALTER TABLE refused ADD COLUMN available INTEGER NOT NULL DEFAULT 0;
UPDATE refused SET available = stored / 1000000;
CREATE INDEX refused_address ON refused (address);

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
