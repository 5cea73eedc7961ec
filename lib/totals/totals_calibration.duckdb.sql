-- Errors of totals as multiples of a spread that knows how far the servers' errors go together. Of n servers with
-- spreads s and correlation r the total has the spread √((1 − r) Σ s² + r (Σ s)²); r is what the squared error of the
-- total exceeds the servers' own by, as a share of what full correlation would add. Trino has no exact quantiles: on
-- Athena approx_percentile takes the place of quantile_cont.
WITH dates AS (
  SELECT DISTINCT cutoff AS known_at FROM totals_backtest
  UNION
  SELECT max(date) AS known_at FROM totals_backtest
),
known AS (
  SELECT
    known_at, scope, resource,
    CAST(actual AS DOUBLE) - predicted AS error,
    CAST(own_errors AS DOUBLE) * own_errors AS own,
    CAST(spread_together AS DOUBLE) * spread_together AS together,
    CAST(spread_apart AS DOUBLE) * spread_apart AS apart
  FROM totals_backtest
  JOIN dates ON date <= known_at
),
correlations AS (
  SELECT
    known_at, scope, resource,
    COALESCE(
      (sum(error * error) - sum(own)) / NULLIF(sum(own), 0) * sum(apart) / NULLIF(sum(together - apart), 0),
      0
    ) AS correlation
  FROM known
  GROUP BY known_at, scope, resource
),
bounded AS (
  SELECT known_at, scope, resource, greatest(0, least(1, correlation)) AS correlation FROM correlations
),
scaled AS (
  SELECT
    known.known_at,
    error / NULLIF(sqrt((1 - correlation) * apart + correlation * together), 0) AS error
  FROM known
  JOIN bounded
    ON bounded.known_at = known.known_at AND bounded.scope = known.scope AND bounded.resource = known.resource
),
pooled AS (
  SELECT
    known_at,
    CAST(count(error) AS INTEGER) AS errors,
    quantile_cont(error, [0.025, 0.1, 0.9, 0.975]) AS q
  FROM scaled
  GROUP BY known_at
  HAVING count(error) >= :min_errors
)
SELECT bounded.known_at, scope, resource, correlation, errors, q[1] AS q025, q[2] AS q10, q[3] AS q90, q[4] AS q975
FROM bounded
JOIN pooled ON pooled.known_at = bounded.known_at
