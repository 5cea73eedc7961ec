-- Changes of level in the series that the quality page draws.
SELECT server_id, metric, date, shift, confidence FROM changepoints JOIN drawn_series USING (server_id, metric)
WHERE date > (SELECT max(date) FROM telemetry) - 400
ORDER BY server_id, metric, date
