-- Reports, what readers made of them, and what is looked up of both.
-- Days are counted from 1970-01-01, moments are Unix seconds (stored: microseconds), both UTC.

-- +goose Up
CREATE TABLE clock (
  one  INTEGER PRIMARY KEY CHECK (one = 1),
  seq  INTEGER NOT NULL -- of the latest append; every append takes the next ones
);
INSERT INTO clock VALUES (1, 0);

CREATE TABLE report (
  id       INTEGER PRIMARY KEY,
  identity TEXT NOT NULL UNIQUE -- its address, else outlet and id
);

CREATE TABLE version (
  id          INTEGER PRIMARY KEY, -- the seq of its append
  report      INTEGER NOT NULL REFERENCES report (id),
  hash        BLOB NOT NULL,       -- of what was published
  origin      BLOB NOT NULL,       -- of its words alone: the same at two addresses is one origin
  fingerprint INTEGER NOT NULL,    -- of its words in groups: few bits differ where few words do
  dated       INTEGER NOT NULL,    -- 1 where it says when it was published
  available   INTEGER NOT NULL,
  subjects    TEXT NOT NULL,       -- actors and @countries, between spaces
  reading     INTEGER NOT NULL,    -- the seq of the reading that counts
  stored      INTEGER NOT NULL,
  UNIQUE (report, hash)
);
CREATE INDEX version_available ON version (available);
CREATE INDEX version_reading ON version (reading);
CREATE INDEX version_origin ON version (origin);

CREATE TABLE document (
  version INTEGER PRIMARY KEY REFERENCES version (id),
  body    BLOB NOT NULL -- the report: JSON, zstd
);

CREATE TABLE reading (
  seq     INTEGER PRIMARY KEY,
  version INTEGER NOT NULL REFERENCES version (id),
  reader  TEXT NOT NULL,
  claims  INTEGER NOT NULL,
  record  BLOB NOT NULL, -- JSON, zstd
  extract BLOB NOT NULL, -- what views need of it
  stored  INTEGER NOT NULL
);
CREATE INDEX reading_version ON reading (version, reader);

-- The claims of the readings that count: what they are found by. The whole claim stands in the record.
CREATE TABLE claim (
  version INTEGER NOT NULL REFERENCES version (id),
  n       INTEGER NOT NULL, -- index into the record's claims
  kind    INTEGER NOT NULL,
  first   INTEGER, -- day, as the claim says
  last    INTEGER,
  country TEXT,
  actor   TEXT,
  measure TEXT,
  PRIMARY KEY (version, n)
) WITHOUT ROWID;
CREATE INDEX claim_kind ON claim (kind, first);

CREATE TABLE refused (
  hash     BLOB PRIMARY KEY,
  seq      INTEGER NOT NULL,
  name     TEXT NOT NULL,
  source   TEXT NOT NULL,
  code     TEXT NOT NULL,
  message  TEXT NOT NULL,
  document BLOB NOT NULL, -- as it came, zstd
  stored   INTEGER NOT NULL
) WITHOUT ROWID;

-- The words of a report (kind 0) and of its claims by kind; rowid is version * 16 + kind.
-- They come stemmed from the program, so that both stores find the same.
CREATE VIRTUAL TABLE words USING fts5(stems, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0');

-- +goose Down
DROP TABLE words;
DROP TABLE refused;
DROP TABLE claim;
DROP TABLE reading;
DROP TABLE document;
DROP TABLE version;
DROP TABLE report;
DROP TABLE clock;
