/**
 * Intervals from quantiles that boosting learns itself beside the conformal ones around its median, on the same days
 * of the scored cutoffs, from the snapshots as they are:
 *
 *     node_modules/.bin/deno run -A tests/bench/quantile_intervals.ts [cutoffs]
 *
 * Both are 80 % intervals. A share held near 0.8 in every row, at the smaller pinball loss, is the better interval.
 */
import { dayNumber } from "../../lib/calendar/days.ts";
import { globalForecastColumns } from "../../lib/models/global/forecasts_at.ts";
import { globalForecasts } from "../../lib/models/global/forecast.ts";
import { readGlobalSeries } from "../../lib/models/global/panel.ts";
import { trainingSet } from "../../lib/models/global/training.ts";
import { boost } from "../../lib/trees/boost.ts";
import { quantileLoss } from "../../lib/trees/loss.ts";
import { type LoadType, openWarehouse } from "../../lib/warehouse/duckdb.ts";
import { configured } from "../configured.ts";

const QUANTILES = { lower: 0.1, upper: 0.9 } as const;
const NEEDS = ["servers", "calendar", "observations", "backtest"];
const TYPES: Record<string, LoadType> = {
  server_id: "VARCHAR",
  metric: "VARCHAR",
  model: "VARCHAR",
  cutoff: "DATE",
  date: "DATE",
  horizon_days: "INTEGER",
  predicted: "REAL",
};

const { global, horizon_days, season_days } = configured("models");
const warehouse = await openWarehouse({ threads: 1 });
const snapshots = new URL("../../data/snapshots/", import.meta.url).pathname;
for (const name of NEEDS) await warehouse.attach(name, `${snapshots}${name}.parquet`);
const { all } = await readGlobalSeries(warehouse, season_days);
const cutoffs = await warehouse.query<{ cutoff: string }>(
  `SELECT DISTINCT CAST(cutoff AS VARCHAR) AS cutoff FROM backtest ORDER BY cutoff DESC LIMIT ${
    Number(Deno.args[0] ?? 4)
  }`,
);

const tables = cutoffs.map(({ cutoff }) => {
  const day = dayNumber(cutoff);
  const { matrix, target, holdout } = trainingSet(all, day, horizon_days, global)!;
  const trees = Object.entries(QUANTILES).map(([name, level]) =>
    [name, boost(matrix, target, quantileLoss(level), global.boosting, global.seed, holdout).model] as const
  );
  console.error(`trained at ${cutoff}: ${trees.map(([name, { trees }]) => `${name} ${trees.length} trees`)}`);
  const forecasts = globalForecasts(all, new Map(trees), day, horizon_days);
  return globalForecastColumns({ cutoff: day, forecasts }, horizon_days);
});
for (const [index, table] of tables.entries()) await warehouse.load(`made_${index}`, table, TYPES);

const MADE = tables.map((_, index) => `SELECT * FROM made_${index}`).join(" UNION ALL ");
const PINBALL = (low: string, high: string) =>
  `avg((greatest(0.1 * (actual - ${low}), 0.9 * (${low} - actual)) +
    greatest(0.9 * (actual - ${high}), 0.1 * (${high} - actual))) / 2 / scale)`;

/** Measures of both by a grouping; widths and losses in scales of the series. */
const measures = (by: string) =>
  warehouse.query(
    `WITH made AS (${MADE}),
    learned AS (
      SELECT server_id, metric, cutoff, date,
        max(CASE WHEN model = 'lower' THEN predicted END) AS q10, max(CASE WHEN model = 'upper' THEN predicted END) AS q90
      FROM made GROUP BY server_id, metric, cutoff, date
    ),
    days AS (
      SELECT *, CASE WHEN horizon_days <= 30 THEN '1-30' WHEN horizon_days <= 90 THEN '31-90' ELSE '91-180' END AS horizon_band
      FROM backtest JOIN learned USING (server_id, metric, cutoff, date)
      WHERE model = 'boosting_median' AND actual IS NOT NULL AND lo_80 IS NOT NULL AND scale > 0
    )
    SELECT ${by} AS part, count(*) AS days,
      round(avg(CAST(actual BETWEEN lo_80 AND hi_80 AS INTEGER)), 3) AS conformal_held,
      round(avg(CAST(actual BETWEEN least(q10, q90) AND greatest(q10, q90) AS INTEGER)), 3) AS learned_held,
      round(avg((hi_80 - lo_80) / scale), 3) AS conformal_width,
      round(avg((q90 - q10) / scale), 3) AS learned_width,
      round(${PINBALL("lo_80", "hi_80")}, 4) AS conformal_pinball,
      round(${PINBALL("q10", "q90")}, 4) AS learned_pinball
    FROM days GROUP BY 1 ORDER BY 1`,
  );

for (const by of ["'all'", "metric", "horizon_band", "metric || ' ' || horizon_band", "cutoff"]) {
  console.table(await measures(by));
}
warehouse.close();
