-- People change. A row of officers is a name that somebody bore: records keep the name of their day, and papers never change,
-- so another name is another row, and the former one says how its bearer is called now (its left_on is the day of the change).
ALTER TABLE officers ADD COLUMN now_called TEXT REFERENCES officers (name);
-- Roles joined to the one in role, in a list of JSON.
ALTER TABLE officers ADD COLUMN also TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(also));
-- Somebody else set the password: its owner chooses another before anything else.
ALTER TABLE officers ADD COLUMN must_change INTEGER NOT NULL DEFAULT 0 CHECK (must_change IN (0, 1));
CREATE INDEX officers_by_present_name ON officers (now_called);
