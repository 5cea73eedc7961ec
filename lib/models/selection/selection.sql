-- Of all choices the one made today.
SELECT server_id, metric, model, reason, runner_up, mae, runner_up_mae
FROM choices
WHERE known_at = (SELECT max(known_at) FROM choices)
