-- What 0.3 adds so that a mistake can be taken back. No row of an older version changes its meaning.

-- A step stands at a place of the timeline: its own position, or that of the step it was entered instead of. Positions never change.
ALTER TABLE steps ADD COLUMN place INTEGER NOT NULL DEFAULT 0;
UPDATE steps SET place = position;
CREATE INDEX steps_by_place ON steps (case_key, place);

-- One act that takes facts of a case back, or folds the case into another (into_key); it can itself be taken back.
CREATE TABLE withdrawals (
    key INTEGER PRIMARY KEY,
    case_key INTEGER NOT NULL REFERENCES cases (key),
    into_key INTEGER REFERENCES cases (key),
    at TEXT NOT NULL,
    by TEXT NOT NULL REFERENCES officers (name) ON UPDATE CASCADE,
    reason TEXT NOT NULL,
    undone_at TEXT,
    undone_by TEXT REFERENCES officers (name) ON UPDATE CASCADE,
    undone_why TEXT,
    CHECK (into_key IS NULL OR into_key <> case_key),
    CHECK ((undone_at IS NULL) = (undone_by IS NULL) AND (undone_at IS NULL) = (undone_why IS NULL))
) STRICT;

CREATE INDEX withdrawals_by_case ON withdrawals (case_key);

CREATE INDEX withdrawals_by_other ON withdrawals (into_key);

CREATE TRIGGER withdrawals_are_never_deleted BEFORE DELETE ON withdrawals
BEGIN
    SELECT RAISE(ABORT, 'a withdrawal is never deleted');
END;

-- Steps that were taken back, as they stood: what does not stand among the steps no figure can count.
CREATE TABLE withdrawn_steps (
    key INTEGER PRIMARY KEY,
    case_key INTEGER NOT NULL REFERENCES cases (key),
    position INTEGER NOT NULL,
    place INTEGER NOT NULL,
    step TEXT NOT NULL,
    from_state TEXT NOT NULL,
    to_state TEXT NOT NULL,
    day TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL REFERENCES officers (name) ON UPDATE CASCADE,
    entry TEXT NOT NULL CHECK (json_valid(entry)),
    withdrawal INTEGER NOT NULL REFERENCES withdrawals (key),
    UNIQUE (case_key, position)
) STRICT;

CREATE INDEX withdrawn_steps_by_withdrawal ON withdrawn_steps (withdrawal);

-- Cases that were taken back or folded into another: their fields as in an entry, the state they were in.
CREATE TABLE withdrawn_cases (
    case_key INTEGER PRIMARY KEY REFERENCES cases (key),
    state TEXT NOT NULL,
    entry TEXT NOT NULL CHECK (json_valid(entry)),
    withdrawal INTEGER NOT NULL REFERENCES withdrawals (key)
) STRICT;

-- What a case folded into another gave to it: steps (by the position they have there, with position and place they had) and cases that named it.
CREATE TABLE moved_steps (
    withdrawal INTEGER NOT NULL REFERENCES withdrawals (key),
    position INTEGER NOT NULL,
    from_position INTEGER NOT NULL,
    from_place INTEGER NOT NULL,
    PRIMARY KEY (withdrawal, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE moved_references (
    withdrawal INTEGER NOT NULL REFERENCES withdrawals (key),
    case_key INTEGER NOT NULL REFERENCES cases (key),
    PRIMARY KEY (withdrawal, case_key)
) STRICT, WITHOUT ROWID;

-- The fields of a case as they were received, kept from its first change on, and every correction with the position of the last step before it:
-- the case is folded anew from these and its steps. Cases changed by an older version get theirs from the audit at their next change.
CREATE TABLE case_origins (
    case_key INTEGER PRIMARY KEY REFERENCES cases (key),
    entry TEXT NOT NULL CHECK (json_valid(entry))
) STRICT;

CREATE TABLE case_corrections (
    key INTEGER PRIMARY KEY,
    case_key INTEGER NOT NULL REFERENCES cases (key),
    after INTEGER NOT NULL CHECK (after >= 0),
    at TEXT NOT NULL,
    by TEXT NOT NULL REFERENCES officers (name) ON UPDATE CASCADE,
    reason TEXT NOT NULL DEFAULT '',
    changes TEXT NOT NULL CHECK (json_valid(changes))
) STRICT;

CREATE INDEX case_corrections_by_case ON case_corrections (case_key);

-- A file of a case that was taken back; its bytes stay.
ALTER TABLE attachments ADD COLUMN withdrawn_at TEXT;
ALTER TABLE attachments ADD COLUMN withdrawn_by TEXT REFERENCES officers (name) ON UPDATE CASCADE;
ALTER TABLE attachments ADD COLUMN withdrawn_why TEXT;

-- Issued papers whose facts were changed since (依据已变更): the digest of what they said, since when, and who let them stand nevertheless.
ALTER TABLE documents ADD COLUMN basis_digest TEXT;
ALTER TABLE documents ADD COLUMN basis_changed_at TEXT;
ALTER TABLE documents ADD COLUMN basis_confirmed_at TEXT;
ALTER TABLE documents ADD COLUMN basis_confirmed_by TEXT REFERENCES officers (name) ON UPDATE CASCADE;
ALTER TABLE documents ADD COLUMN basis_confirmed_why TEXT;

-- Half-filled forms and drafts that were thrown away; they lie some days and come back whole.
CREATE TABLE thrown_away (
    key INTEGER PRIMARY KEY,
    officer TEXT NOT NULL,
    form TEXT NOT NULL,
    first_words TEXT NOT NULL,
    entry TEXT NOT NULL CHECK (json_valid(entry)),
    saved_at TEXT NOT NULL,
    thrown_at TEXT NOT NULL
) STRICT;

CREATE INDEX thrown_away_by_officer ON thrown_away (officer, thrown_at);

-- When somebody last looked at a case: what came since is marked for him.
CREATE TABLE case_views (
    officer TEXT NOT NULL,
    case_key INTEGER NOT NULL REFERENCES cases (key),
    seen_at TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (officer, case_key)
) STRICT, WITHOUT ROWID;
