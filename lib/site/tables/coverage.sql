-- What the quality page draws month by month. In a large fleet only the servers with the least observed.
SELECT server_id, metric, month, days, observed, missing
FROM coverage
WHERE NOT :large OR server_id IN (
  SELECT server_id FROM coverage GROUP BY server_id
  ORDER BY CAST(sum(observed) AS DOUBLE) / sum(days), server_id LIMIT 150
)
ORDER BY server_id, metric, month
