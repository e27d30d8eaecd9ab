-- What 0.2.1 adds. No row of an older version changes its meaning.

-- Disputes: what was looked into before a matter is mediated on the spot (程序规定第178条第三款); empty in older cases, which were not asked.
ALTER TABLE disputes ADD COLUMN "on_spot_exclusions" TEXT CHECK ("on_spot_exclusions" IS NULL OR json_valid("on_spot_exclusions"));

-- What is due was kept with the step that older versions offered: an agreement where nobody had mediated yet, a second mediation after one that reached it.
UPDATE deadlines SET act = 'mediation_session'
WHERE code IN ('AJ-30', 'RM-1M') AND act = 'agreement'
    AND NOT EXISTS (SELECT 1 FROM steps WHERE steps.case_key = deadlines.case_key AND steps.step = 'mediation_session');
DELETE FROM deadlines
WHERE code = 'ZT-2ND' AND '达成' = (
    SELECT held.outcome FROM steps JOIN disputes_step_mediation_session held ON held.owner_key = steps.key
    WHERE steps.case_key = deadlines.case_key ORDER BY steps.position DESC LIMIT 1
);

-- A clause that is not kept leads to punishment only where an offence was mediated.
UPDATE deadlines SET code = 'LX-RM'
WHERE code = 'LX' AND case_key IN (SELECT owner_key FROM disputes WHERE route NOT IN ('治安调解', '现场治安调解'));

-- What a measure took is counted piece by piece; older measures say only the quantity.
ALTER TABLE goods_cases_step_seize_items ADD COLUMN "counted" INTEGER CHECK ("counted" >= 0);
