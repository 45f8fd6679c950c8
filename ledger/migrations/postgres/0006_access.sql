-- Who may sign in, who has, and what was done by whom. None of it decides what a view shows.
-- Moments are Unix microseconds, UTC.

-- +goose Up
CREATE TABLE account (
  name     TEXT COLLATE "C" PRIMARY KEY,
  password TEXT NOT NULL, -- argon2id as a PHC string; empty: signs in elsewhere
  subject  TEXT UNIQUE,   -- issuer and subject of OpenID Connect
  admin    SMALLINT NOT NULL,
  roles    TEXT NOT NULL, -- JSON: role by case
  created  BIGINT NOT NULL
);

CREATE TABLE account_session (
  hash    BYTEA PRIMARY KEY, -- SHA-256 of the token that the browser holds
  account TEXT COLLATE "C" NOT NULL REFERENCES account (name) ON DELETE CASCADE,
  began   BIGINT NOT NULL,
  seen    BIGINT NOT NULL
);
CREATE INDEX account_session_account ON account_session (account);

CREATE TABLE audit_line (
  n         BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at        BIGINT NOT NULL,
  who       TEXT NOT NULL,
  origin    TEXT NOT NULL, -- network address
  what      TEXT NOT NULL,
  case_name TEXT NOT NULL, -- empty: of no case
  about     TEXT NOT NULL
);
CREATE INDEX audit_line_case ON audit_line (case_name, n);

-- +goose StatementBegin
CREATE OR REPLACE FUNCTION audit_line_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the audit log is only ever added to'; END $$;
-- +goose StatementEnd
CREATE TRIGGER audit_line_kept BEFORE UPDATE OR DELETE ON audit_line FOR EACH ROW EXECUTE FUNCTION audit_line_kept();

-- +goose Down
DROP TABLE audit_line;
DROP FUNCTION audit_line_kept;
DROP TABLE account_session;
DROP TABLE account;
