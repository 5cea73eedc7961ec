-- The samples that count, of all that files brought (`samples`, with the order in which files came). DuckDB only.
--
-- Where files speak of the same time the later one counts: within a day, from the first to the last sample it has of
-- a series, its samples stand in place of those of earlier files. So a file cut at midnight completes the day, and a
-- corrected file replaces what it corrects.
WITH spans AS (
  SELECT server, metric, statistic, day, ordinal, min(ms) AS first_ms, max(ms) AS last_ms
  FROM samples
  GROUP BY server, metric, statistic, day, ordinal
),
contested AS (
  SELECT server, metric, statistic, day
  FROM spans
  GROUP BY server, metric, statistic, day
  HAVING count(*) > 1
),
replacing AS (
  SELECT spans.*
  FROM spans
  JOIN contested USING (server, metric, statistic, day)
)
SELECT *
FROM samples
WHERE NOT EXISTS (
  SELECT 1
  FROM replacing
  WHERE replacing.server = samples.server
    AND replacing.metric = samples.metric
    AND replacing.statistic = samples.statistic
    AND replacing.day = samples.day
    AND replacing.ordinal > samples.ordinal
    AND samples.ms BETWEEN replacing.first_ms AND replacing.last_ms
)
