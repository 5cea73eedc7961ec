-- What the models page counts.
SELECT server_id, metric, verdict FROM stationarity ORDER BY server_id, metric
