-- Who may sign in, who has, and what was done by whom. None of it decides what a view shows.
-- Moments are Unix microseconds, UTC.

-- +goose Up
CREATE TABLE account (
  name     TEXT PRIMARY KEY,
  password TEXT NOT NULL, -- argon2id as a PHC string; empty: signs in elsewhere
  subject  TEXT UNIQUE,   -- issuer and subject of OpenID Connect
  admin    INTEGER NOT NULL,
  roles    TEXT NOT NULL, -- JSON: role by case
  created  INTEGER NOT NULL
);

CREATE TABLE account_session (
  hash    BLOB PRIMARY KEY, -- SHA-256 of the token that the browser holds
  account TEXT NOT NULL REFERENCES account (name) ON DELETE CASCADE,
  began   INTEGER NOT NULL,
  seen    INTEGER NOT NULL
);
CREATE INDEX account_session_account ON account_session (account);

CREATE TABLE audit_line (
  n         INTEGER PRIMARY KEY,
  at        INTEGER NOT NULL,
  who       TEXT NOT NULL,
  origin    TEXT NOT NULL, -- network address
  what      TEXT NOT NULL,
  case_name TEXT NOT NULL, -- empty: of no case
  about     TEXT NOT NULL
);
CREATE INDEX audit_line_case ON audit_line (case_name, n);

-- +goose StatementBegin
CREATE TRIGGER audit_line_kept BEFORE UPDATE ON audit_line
BEGIN SELECT RAISE(ABORT, 'the audit log is only ever added to'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER audit_line_stays BEFORE DELETE ON audit_line
BEGIN SELECT RAISE(ABORT, 'the audit log is only ever added to'); END;
-- +goose StatementEnd

-- +goose Down
DROP TABLE audit_line;
DROP TABLE account_session;
DROP TABLE account;
