-- Cases, what analysts decided, and which reports belong to which case.

-- +goose Up
CREATE TABLE case_file (
  seq    BIGINT PRIMARY KEY, -- every wording is kept; the latest counts
  name   TEXT COLLATE "C" NOT NULL,
  body   TEXT NOT NULL, -- JSON
  stored BIGINT NOT NULL
);
CREATE INDEX case_file_name ON case_file (name, seq);

CREATE TABLE decision (
  id        TEXT COLLATE "C" PRIMARY KEY,
  seq       BIGINT NOT NULL,
  case_name TEXT COLLATE "C" NOT NULL, -- empty: of every case
  body      TEXT NOT NULL, -- JSON
  stored    BIGINT NOT NULL
);
CREATE INDEX decision_seq ON decision (seq);

CREATE TABLE member (
  case_name TEXT COLLATE "C" NOT NULL,
  version   BIGINT NOT NULL REFERENCES version (id),
  belongs   SMALLINT NOT NULL, -- 0: once did
  seq       BIGINT NOT NULL, -- of the latest change
  PRIMARY KEY (case_name, version)
);
CREATE INDEX member_seq ON member (case_name, seq);
CREATE INDEX member_version ON member (version);

-- +goose Down
DROP TABLE member;
DROP TABLE decision;
DROP TABLE case_file;
