-- assessed
SELECT '{"totalCount":' || CAST((SELECT count(*)
FROM product t1
WHERE ((NOT (t1.network_count IN (SELECT v2.value
FROM json_each(:p0) v2)) OR t1.network_count IS NULL)) AND ((t1.conflict_count >= :p1)) AND (t1.id IN (SELECT s4.entity
FROM detail d3
JOIN record s4 ON s4.id = d3.record
WHERE d3.sort = 'assessment' AND d3.name = :p2 AND d3.value = :p3 AND s4.withdrawn_revision IS NULL))) AS text) || '}'

-- scheme
SELECT '{"totalCount":' || CAST((SELECT count(*)
FROM product t1
WHERE (t1.id IN (SELECT s3.entity
FROM detail d2
JOIN record s3 ON s3.id = d2.record
WHERE d2.sort = 'assessment' AND d2.name = :p0 AND s3.withdrawn_revision IS NULL))) AS text) || '}'

-- typed
SELECT '{"totalCount":' || CAST((SELECT count(*)
FROM term m6 CROSS
JOIN organisation t1
WHERE (m6.kind = 'organisation' AND m6.field = 'type' AND m6.value = :p4 AND t1.id = m6.entity) AND ((NOT EXISTS (SELECT 1
FROM term m2
WHERE m2.entity = t1.id AND m2.field = 'networks' AND (m2.value = :p0)))) AND ((NOT EXISTS (SELECT 1
FROM term m3
WHERE m3.entity = t1.id AND m3.field = 'countries' AND (m3.value IN (SELECT v4.value
FROM json_each(:p1) v4)))) AND (EXISTS (SELECT 1
FROM term m3
WHERE m3.entity = t1.id AND m3.field = 'countries' AND m3.value IN (SELECT v5.value
FROM json_each(:p2) v5))))) AS text) || '}'

-- occurring
SELECT '{"totalCount":' || CAST((SELECT count(*)
FROM event t1
WHERE (EXISTS (SELECT 1
FROM occurrence o2
WHERE o2.event = t1.id AND (o2.starts_at >= :p0 OR o2.ends_at > :p0) AND o2.starts_at < :p1))) AS text) || '}'

-- emptyJunctions
SELECT '{"totalCount":' || CAST((SELECT count(*)
FROM organisation t1
WHERE (1 = 0) AND ((1 = 1) IS NOT TRUE)) AS text) || '}'
