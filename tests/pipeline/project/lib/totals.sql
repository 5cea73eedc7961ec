SELECT server_id, CAST(sum(CASE WHEN load >= :high THEN 1 ELSE 0 END) AS INTEGER) AS days_over,
       (SELECT max(note) FROM read_csv(:notes)) AS note
FROM readings
GROUP BY server_id
