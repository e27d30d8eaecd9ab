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
