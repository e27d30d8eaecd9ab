-- What 0.3 adds so that no folder becomes a twin unawares. No row of an older version changes its meaning.

-- A database that was restored from a backup says so until somebody takes over (or for good: only_looked_at); a copy made by hand
-- gets its row, without a source, when it is taken over.
CREATE TABLE restorings (
    key INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    source TEXT NOT NULL,
    until TEXT,
    only_looked_at INTEGER NOT NULL CHECK (only_looked_at IN (0, 1)),
    taken_over_at TEXT,
    taken_over_by TEXT REFERENCES officers (name) ON UPDATE CASCADE,
    reason TEXT,
    last_numbers TEXT CHECK (json_valid(last_numbers)),
    CHECK (only_looked_at = 0 OR taken_over_at IS NULL),
    CHECK ((taken_over_at IS NULL) = (taken_over_by IS NULL) AND (taken_over_at IS NULL) = (reason IS NULL))
) STRICT;

CREATE TRIGGER restorings_are_never_deleted BEFORE DELETE ON restorings
BEGIN
    SELECT RAISE(ABORT, 'a restoring is never deleted');
END;

-- Where the folder is used: digests of the computer, of the folder's number on its disk and of its path.
CREATE TABLE places_of_use (
    computer TEXT NOT NULL,
    folder TEXT NOT NULL,
    path TEXT NOT NULL,
    since TEXT NOT NULL
) STRICT;

-- Numbers of cases that were given out before the taking over, where this folder did not see it: the run of a kind and a year goes on after them.
CREATE TABLE case_numbers_used_elsewhere (
    kind TEXT NOT NULL,
    year INTEGER NOT NULL,
    last INTEGER NOT NULL CHECK (last > 0),
    restoring INTEGER NOT NULL REFERENCES restorings (key)
) STRICT;
