/** Forecasts as decisions see them: with the load that committed scenarios reserve. */
import { QUANTILE_COLUMNS } from "../risk/hurdles.ts";

const quantiles = QUANTILE_COLUMNS.map((name) =>
  `CAST(forecasts.${name} AS DOUBLE) * COALESCE(factor, 1) + COALESCE(added, 0) AS ${name}`
);

/**
 * A relation of the snapshots `forecasts` and `reserved`: the quantiles of every series and day, and the median
 * without reservations where there are any.
 */
export const PLANNED = `(
  SELECT forecasts.server_id, forecasts.metric, forecasts.date, ${quantiles.join(", ")},
    CASE WHEN factor IS NOT NULL THEN CAST(forecasts.p50 AS DOUBLE) END AS unreserved
  FROM forecasts
  LEFT JOIN reserved ON reserved.server_id = forecasts.server_id AND reserved.metric = forecasts.metric
    AND reserved.date = forecasts.date
)`;
