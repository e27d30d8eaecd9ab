-- The shared tables of a station folder. Days are YYYY-MM-DD, moments YYYY-MM-DDTHH:MM[:SS], money is fen,
-- quantities are thousandths, lists are JSON.

CREATE TABLE station_settings (
    key INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    value TEXT NOT NULL CHECK (json_valid(value)),
    valid_from TEXT NOT NULL,
    UNIQUE (name, valid_from)
) STRICT;

CREATE TABLE officers (
    key INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    role TEXT NOT NULL CHECK (role IN ('民警', '辅警', '所领导', '管理员')),
    badge TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    left_on TEXT
) STRICT;

CREATE TABLE areas (
    key INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    level TEXT NOT NULL CHECK (level IN ('社区', '网格', '小区')),
    parent TEXT REFERENCES areas (name),
    valid_to TEXT
) STRICT;

CREATE TABLE terms (
    key INTEGER PRIMARY KEY,
    vocabulary TEXT NOT NULL,
    label TEXT NOT NULL,
    position INTEGER NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT CHECK (valid_to IS NULL OR valid_to > valid_from),
    facts TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(facts)),
    UNIQUE (vocabulary, label, valid_from)
) STRICT;

CREATE TABLE calendar_days (
    day TEXT PRIMARY KEY,
    working INTEGER NOT NULL CHECK (working IN (0, 1)),
    title TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE half_filled_forms (
    key INTEGER PRIMARY KEY,
    officer TEXT NOT NULL,
    form TEXT NOT NULL,
    entry TEXT NOT NULL CHECK (json_valid(entry)),
    saved_at TEXT NOT NULL,
    UNIQUE (officer, form)
) STRICT;

CREATE TABLE cases (
    key INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    number TEXT NOT NULL UNIQUE,
    year INTEGER NOT NULL,
    sequence INTEGER NOT NULL CHECK (sequence > 0),
    title TEXT NOT NULL,
    state TEXT NOT NULL,
    day TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL REFERENCES officers (name) ON UPDATE CASCADE,
    UNIQUE (kind, year, sequence)
) STRICT;

CREATE INDEX cases_by_day ON cases (kind, day, key);

CREATE INDEX cases_by_state ON cases (kind, state, day, key);

CREATE TRIGGER cases_are_never_deleted BEFORE DELETE ON cases
BEGIN
    SELECT RAISE(ABORT, 'a case is never deleted');
END;

CREATE TRIGGER a_case_keeps_its_number BEFORE UPDATE OF kind, number, year, sequence ON cases
BEGIN
    SELECT RAISE(ABORT, 'a case keeps its number');
END;

CREATE TABLE steps (
    key INTEGER PRIMARY KEY,
    case_key INTEGER NOT NULL REFERENCES cases (key),
    position INTEGER NOT NULL,
    step TEXT NOT NULL,
    from_state TEXT NOT NULL,
    to_state TEXT NOT NULL,
    day TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL REFERENCES officers (name) ON UPDATE CASCADE,
    UNIQUE (case_key, position)
) STRICT;

CREATE INDEX steps_by_day ON steps (step, day);

CREATE TABLE attachments (
    key INTEGER PRIMARY KEY,
    case_key INTEGER NOT NULL REFERENCES cases (key),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    name TEXT NOT NULL,
    title TEXT NOT NULL,
    media TEXT NOT NULL CHECK (media IN ('image', 'pdf')),
    size INTEGER NOT NULL CHECK (size > 0),
    added_at TEXT NOT NULL,
    added_by TEXT NOT NULL REFERENCES officers (name) ON UPDATE CASCADE,
    UNIQUE (case_key, sha256)
) STRICT;

CREATE TABLE case_links (
    key INTEGER PRIMARY KEY,
    case_key INTEGER NOT NULL REFERENCES cases (key),
    other_key INTEGER NOT NULL REFERENCES cases (key),
    relation TEXT NOT NULL CHECK (relation IN ('同一事项', '同一当事人', '后续')),
    person TEXT NOT NULL DEFAULT '',
    why TEXT NOT NULL,
    made_at TEXT NOT NULL,
    made_by TEXT NOT NULL REFERENCES officers (name) ON UPDATE CASCADE,
    undone_at TEXT,
    undone_by TEXT REFERENCES officers (name) ON UPDATE CASCADE,
    undone_why TEXT,
    CHECK (case_key <> other_key)
) STRICT;

CREATE INDEX case_links_by_case ON case_links (case_key);

CREATE INDEX case_links_by_other ON case_links (other_key);

CREATE TABLE deadlines (
    key INTEGER PRIMARY KEY,
    case_key INTEGER NOT NULL REFERENCES cases (key),
    code TEXT NOT NULL,
    title TEXT NOT NULL,
    due_on TEXT NOT NULL,
    plain_on TEXT NOT NULL,
    provisional INTEGER NOT NULL CHECK (provisional IN (0, 1)),
    act TEXT NOT NULL
) STRICT;

CREATE INDEX deadlines_by_day ON deadlines (due_on);

CREATE INDEX deadlines_by_case ON deadlines (case_key);

CREATE TABLE documents (
    key INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    organ TEXT NOT NULL,
    unit TEXT NOT NULL,
    word TEXT NOT NULL,
    year INTEGER NOT NULL,
    sequence INTEGER NOT NULL CHECK (sequence > 0),
    document TEXT NOT NULL,
    title TEXT NOT NULL,
    case_key INTEGER REFERENCES cases (key),
    object TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('issued', 'void', 'replaced')),
    issued_on TEXT NOT NULL,
    issued_by TEXT NOT NULL REFERENCES officers (name) ON UPDATE CASCADE,
    drafted_by TEXT NOT NULL REFERENCES officers (name) ON UPDATE CASCADE,
    checked_by TEXT REFERENCES officers (name) ON UPDATE CASCADE,
    replaces TEXT REFERENCES documents (number),
    file TEXT NOT NULL UNIQUE,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    pages INTEGER NOT NULL CHECK (pages > 0),
    source TEXT NOT NULL CHECK (json_valid(source)),
    void_reason TEXT,
    void_by TEXT REFERENCES officers (name) ON UPDATE CASCADE,
    UNIQUE (organ, unit, word, year, sequence),
    CHECK ((state = 'void') = (void_reason IS NOT NULL AND void_by IS NOT NULL))
) STRICT;

CREATE INDEX documents_by_case ON documents (case_key);

CREATE TRIGGER documents_are_never_deleted BEFORE DELETE ON documents
BEGIN
    SELECT RAISE(ABORT, 'a numbered document is never deleted');
END;

CREATE TRIGGER an_issued_document_never_changes
BEFORE UPDATE OF number, organ, unit, word, year, sequence, document, object, issued_on, issued_by, drafted_by,
checked_by, replaces, file, sha256, source ON documents
BEGIN
    SELECT RAISE(ABORT, 'an issued document never changes');
END;

CREATE TABLE document_drafts (
    key INTEGER PRIMARY KEY,
    case_key INTEGER NOT NULL REFERENCES cases (key),
    document TEXT NOT NULL,
    drafted_by TEXT NOT NULL REFERENCES officers (name) ON UPDATE CASCADE,
    drafted_at TEXT NOT NULL,
    checked_by TEXT REFERENCES officers (name) ON UPDATE CASCADE,
    checked_at TEXT,
    UNIQUE (case_key, document)
) STRICT;

CREATE TABLE text_versions (
    key INTEGER PRIMARY KEY,
    text TEXT NOT NULL,
    body TEXT NOT NULL CHECK (json_valid(body)),
    valid_from TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    saved_by TEXT NOT NULL
) STRICT;

CREATE INDEX text_versions_by_text ON text_versions (text, valid_from);

CREATE TABLE closings (
    key INTEGER PRIMARY KEY,
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL CHECK (last_day >= first_day),
    closed_at TEXT NOT NULL,
    closed_by TEXT NOT NULL REFERENCES officers (name) ON UPDATE CASCADE,
    figures TEXT NOT NULL CHECK (json_valid(figures)),
    records TEXT NOT NULL CHECK (json_valid(records)),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    file TEXT NOT NULL UNIQUE,
    pdf_sha256 TEXT NOT NULL CHECK (length(pdf_sha256) = 64),
    UNIQUE (first_day, last_day)
) STRICT;

CREATE TRIGGER a_closed_period_never_changes BEFORE UPDATE ON closings
BEGIN
    SELECT RAISE(ABORT, 'a closed period never changes');
END;

CREATE TRIGGER a_closed_period_is_never_deleted BEFORE DELETE ON closings
BEGIN
    SELECT RAISE(ABORT, 'a closed period is never deleted');
END;

CREATE TABLE summary_notes (
    key INTEGER PRIMARY KEY,
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    part TEXT NOT NULL,
    text TEXT NOT NULL,
    UNIQUE (first_day, last_day, part)
) STRICT;

CREATE TABLE audit (
    key INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    officer TEXT NOT NULL,
    verb TEXT NOT NULL,
    subject TEXT NOT NULL,
    changes TEXT NOT NULL CHECK (json_valid(changes)),
    previous_hash TEXT NOT NULL CHECK (length(previous_hash) = 64),
    hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64)
) STRICT;

CREATE INDEX audit_by_subject ON audit (subject);

CREATE TRIGGER audit_rows_never_change BEFORE UPDATE ON audit
BEGIN
    SELECT RAISE(ABORT, 'an audit row never changes');
END;

CREATE TRIGGER audit_rows_are_never_deleted BEFORE DELETE ON audit
BEGIN
    SELECT RAISE(ABORT, 'an audit row is never deleted');
END;

CREATE TABLE search_rows (
    key INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    number TEXT NOT NULL,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    UNIQUE (kind, number)
) STRICT;

CREATE INDEX search_rows_by_number ON search_rows (number);

CREATE VIRTUAL TABLE search_index USING fts5 (
    tokens, content = '', columnsize = 0, detail = none,
    tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Co'"
);

CREATE TRIGGER search_row_comes AFTER INSERT ON search_rows
BEGIN
    INSERT INTO search_index (rowid, tokens) VALUES (new.key, fengqiao_tokens(new.body));
END;

CREATE TRIGGER search_row_changes AFTER UPDATE OF body ON search_rows
BEGIN
    INSERT INTO search_index (search_index, rowid, tokens) VALUES ('delete', old.key, fengqiao_tokens(old.body));
    INSERT INTO search_index (rowid, tokens) VALUES (new.key, fengqiao_tokens(new.body));
END;

CREATE TRIGGER search_row_goes AFTER DELETE ON search_rows
BEGIN
    INSERT INTO search_index (search_index, rowid, tokens) VALUES ('delete', old.key, fengqiao_tokens(old.body));
END;
