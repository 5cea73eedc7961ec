-- Of each server the series that comes first in line, for the forecasts page.
SELECT server_id, metric, priority FROM (
  SELECT server_id, metric, priority,
    row_number() OVER (PARTITION BY server_id ORDER BY priority NULLS LAST, metric) AS place
  FROM risk
) WHERE place = 1 ORDER BY server_id
