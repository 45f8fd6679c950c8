-- Cases, what analysts decided, and which reports belong to which case.

-- +goose Up
CREATE TABLE case_file (
  seq    INTEGER PRIMARY KEY, -- every wording is kept; the latest counts
  name   TEXT NOT NULL,
  body   TEXT NOT NULL, -- JSON
  stored INTEGER NOT NULL
);
CREATE INDEX case_file_name ON case_file (name, seq);

CREATE TABLE decision (
  id        TEXT PRIMARY KEY,
  seq       INTEGER NOT NULL,
  case_name TEXT NOT NULL, -- empty: of every case
  body      TEXT NOT NULL, -- JSON
  stored    INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX decision_seq ON decision (seq);

CREATE TABLE member (
  case_name TEXT NOT NULL,
  version   INTEGER NOT NULL REFERENCES version (id),
  belongs   INTEGER NOT NULL, -- 0: once did
  seq       INTEGER NOT NULL, -- of the latest change
  PRIMARY KEY (case_name, version)
) WITHOUT ROWID;
CREATE INDEX member_seq ON member (case_name, seq);
CREATE INDEX member_version ON member (version);

-- +goose Down
DROP TABLE member;
DROP TABLE decision;
DROP TABLE case_file;
