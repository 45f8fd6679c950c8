-- When a version that says when it was published was first fetched: versions of
-- one moment, as of a page that was changed without a word about when, are in
-- that order. The next step fills it in from the reports.

-- +goose Up
ALTER TABLE version ADD COLUMN fetched BIGINT NOT NULL DEFAULT 0; -- Unix microseconds, UTC; 0: not known, or it says not when it was published

-- +goose Down
ALTER TABLE version DROP COLUMN fetched;
