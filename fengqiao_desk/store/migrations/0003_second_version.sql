-- What the second version adds. Each part is new: no row of the first version changes its meaning.

-- Venues and notices: how a sort of venue is called in the heading of its notices, in the words of the station and on the notice.
ALTER TABLE notices ADD COLUMN "addressed_as" TEXT;
UPDATE terms SET facts = json_set(facts, '$.addressed_as', CASE label
    WHEN '网吧' THEN '互联网上网服务营业场所'
    WHEN 'KTV' THEN '娱乐经营场所'
    WHEN '歌舞娱乐场所' THEN '娱乐经营场所'
    WHEN '游戏游艺场所' THEN '娱乐经营场所'
    WHEN '棋牌室' THEN '棋牌室'
    WHEN '按摩服务业' THEN '按摩服务场所'
    WHEN '旅馆业' THEN '旅馆'
    WHEN '药房' THEN '药房'
    WHEN '其他场所' THEN '经营场所'
    WHEN '小区' THEN '居民小区'
    WHEN '体温监测点' THEN '体温监测点'
    WHEN '企业' THEN '企业'
    WHEN '省重点建设项目' THEN '重点建设项目'
    END)
WHERE vocabulary = 'venue_category' AND json_extract(facts, '$.addressed_as') IS NULL
    AND label IN ('网吧', 'KTV', '歌舞娱乐场所', '游戏游艺场所', '棋牌室', '按摩服务业', '旅馆业', '药房', '其他场所', '小区', '体温监测点', '企业', '省重点建设项目');
-- Photos and scans that a step names (fields of the kind photos: SHA-256 sums of attachments of the case).
ALTER TABLE goods_cases_step_custody ADD COLUMN "photos" TEXT CHECK ("photos" IS NULL OR json_valid("photos"));
ALTER TABLE notices_step_serve ADD COLUMN "photos" TEXT CHECK ("photos" IS NULL OR json_valid("photos"));
ALTER TABLE venues_step_inspect ADD COLUMN "photos" TEXT CHECK ("photos" IS NULL OR json_valid("photos"));

-- Closed periods: which figures were declared, which records were left out of each and which corrections the paper told are frozen too;
-- the first version kept none of them.
ALTER TABLE closings ADD COLUMN declared TEXT CHECK (json_valid(declared));
ALTER TABLE closings ADD COLUMN left_out TEXT CHECK (json_valid(left_out));
ALTER TABLE closings ADD COLUMN corrections TEXT CHECK (json_valid(corrections));

-- Imports: what came in by which file, so that a whole import can be undone; and how an old ledger's columns were assigned.
CREATE TABLE imports (
    key INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    file TEXT NOT NULL,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    cases INTEGER NOT NULL CHECK (cases > 0),
    first_key INTEGER NOT NULL REFERENCES cases (key),
    last_key INTEGER NOT NULL REFERENCES cases (key) CHECK (last_key >= first_key),
    content_sha256 TEXT NOT NULL CHECK (length(content_sha256) = 64),
    imported_at TEXT NOT NULL,
    imported_by TEXT NOT NULL REFERENCES officers (name) ON UPDATE CASCADE,
    undone_at TEXT,
    undone_by TEXT REFERENCES officers (name) ON UPDATE CASCADE,
    undone_why TEXT,
    CHECK ((undone_at IS NULL) = (undone_by IS NULL) AND (undone_at IS NULL) = (undone_why IS NULL))
) STRICT;

CREATE INDEX imports_by_file ON imports (sha256);

CREATE TRIGGER imports_are_never_deleted BEFORE DELETE ON imports
BEGIN
    SELECT RAISE(ABORT, 'an import is never deleted');
END;

CREATE TABLE withdrawn_rows (
    import_key INTEGER NOT NULL REFERENCES imports (key),
    table_name TEXT NOT NULL,
    row_key INTEGER NOT NULL,
    row TEXT NOT NULL CHECK (json_valid(row)),
    PRIMARY KEY (import_key, table_name, row_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE column_mappings (
    kind TEXT NOT NULL,
    headings TEXT NOT NULL CHECK (length(headings) = 64),
    mapping TEXT NOT NULL CHECK (json_valid(mapping)),
    saved_at TEXT NOT NULL,
    saved_by TEXT NOT NULL REFERENCES officers (name) ON UPDATE CASCADE,
    PRIMARY KEY (kind, headings)
) STRICT, WITHOUT ROWID;
-- Goods nobody claims (程序规定第197条): the notice or posting, a longer period, the decision.
CREATE TABLE goods_cases_step_announce (
    owner_key INTEGER PRIMARY KEY REFERENCES steps (key),
    "on" TEXT CHECK ("on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    "how" TEXT,
    "where" TEXT,
    "number" TEXT,
    "photos" TEXT CHECK ("photos" IS NULL OR json_valid("photos"))
) STRICT;

CREATE TABLE goods_cases_step_announce_items (
    row_key INTEGER PRIMARY KEY,
    owner_key INTEGER NOT NULL REFERENCES goods_cases_step_announce (owner_key),
    row_position INTEGER NOT NULL CHECK (row_position > 0),
    "goods" INTEGER CHECK ("goods" >= 0),
    "quantity" INTEGER CHECK ("quantity" > 0),
    UNIQUE (owner_key, row_position)
) STRICT;

CREATE TABLE goods_cases_step_prolong_claim (
    owner_key INTEGER PRIMARY KEY REFERENCES steps (key),
    "claim" INTEGER CHECK ("claim" >= 0),
    "on" TEXT CHECK ("on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    "months" INTEGER CHECK ("months" >= 0),
    "approver" TEXT,
    "reason" TEXT
) STRICT;

CREATE TABLE goods_cases_step_ownerless (
    owner_key INTEGER PRIMARY KEY REFERENCES steps (key),
    "claim" INTEGER CHECK ("claim" >= 0),
    "on" TEXT CHECK ("on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    "decision_number" TEXT
) STRICT;

-- The ledger: patrols in 人次, which the summary sets against the station's force.
INSERT INTO terms (vocabulary, label, position, valid_from, facts)
SELECT 'activity', '投入巡逻警力', max(position) + 1, min(valid_from), '{"patrol":true,"section":"服务与防控","unit":"人次"}'
FROM terms WHERE vocabulary = 'activity' GROUP BY vocabulary
HAVING NOT EXISTS (SELECT 1 FROM terms WHERE vocabulary = 'activity' AND label = '投入巡逻警力');

-- Every new venue is looked up by its name; an import of thousands looks it up thousands of times.
CREATE INDEX venues_by_name ON venues ("name");

-- Matters that were over before the desk kept them: what the old ledger says of their end.
CREATE TABLE disputes_step_history (
    owner_key INTEGER PRIMARY KEY REFERENCES steps (key),
    "result" TEXT,
    "closed_on" TEXT CHECK ("closed_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    "told" TEXT
) STRICT;

CREATE TABLE goods_cases_step_history (
    owner_key INTEGER PRIMARY KEY REFERENCES steps (key),
    "result" TEXT,
    "closed_on" TEXT CHECK ("closed_on" GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    "told" TEXT
) STRICT;
