-- What 0.2.1 adds. No row of an older version changes its meaning.

-- Disputes: what was looked into before a matter is mediated on the spot (程序规定第178条第三款); empty in older cases, which were not asked.
ALTER TABLE disputes ADD COLUMN "on_spot_exclusions" TEXT CHECK ("on_spot_exclusions" IS NULL OR json_valid("on_spot_exclusions"));
