-- Series that the quality page offers to draw: those flagged last within the days of telemetry that a page carries.
SELECT server_id, metric FROM anomalies
WHERE flagged AND date > (SELECT max(date) FROM telemetry) - 400
GROUP BY server_id, metric ORDER BY max(date) DESC, max(score) DESC, server_id, metric LIMIT 200
