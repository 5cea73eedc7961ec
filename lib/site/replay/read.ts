/** Reads the past forecasts of single series, and the quantiles their intervals rest on. */
import { literal } from "../../warehouse/bind.ts";
import type { Row, Warehouse } from "../../warehouse/warehouse.ts";

/** Snapshots they are made from. */
export const NEEDS: readonly string[] = ["replay", "calibration", "observations"];

/** Days before the first cutoff that are shown with it, so that a reader sees what the models had seen. */
const SEEN_BEFORE = 120;

/** A forecast made at a cutoff, and how it turned out. */
export interface ReplayedModel {
  model: string;
  /** Whether it is the one that would have been chosen then. */
  chosen: boolean;
  days: number;
  mae: number | null;
  coverage_80: number | null;
  coverage_95: number | null;
  /** From the day after the cutoff on. */
  predicted: number[];
}

export interface ReplayedCutoff {
  cutoff: string;
  scale: number | null;
  models: ReplayedModel[];
}

/** What a page fetches to replay one series. */
export interface ReplayedSeries {
  server_id: string;
  metric: string;
  /** What happened, day by day; null where nothing was observed. */
  observed: { from: string; values: (number | null)[] };
  cutoffs: ReplayedCutoff[];
}

/** Quantiles of the scaled error of one model on one metric: by cutoff, a value for each day ahead. */
export type BoundQuantiles = Record<string, Record<"q025" | "q10" | "q90" | "q975", number[]>>;

/** Servers whose forecasts can be replayed, in the order of their names. */
export async function serversIn(warehouse: Warehouse): Promise<string[]> {
  const rows = await warehouse.query("SELECT DISTINCT server_id FROM replay ORDER BY server_id");
  return rows.map(({ server_id }) => String(server_id));
}

/** All series of the servers from one name to another. */
export async function replayedSeries(
  warehouse: Warehouse,
  first: string,
  last: string,
): Promise<ReplayedSeries[]> {
  const within = `server_id BETWEEN ${literal(first)} AND ${literal(last)}`;
  const forecasts = await warehouse.query(
    `SELECT server_id, metric, cutoff, model, chosen, CAST(scale AS DOUBLE) AS scale, days,
       round(mae, 4) AS mae, round(coverage_80, 4) AS coverage_80, round(coverage_95, 4) AS coverage_95, predicted
     FROM replay WHERE ${within} ORDER BY server_id, metric, cutoff, model`,
  );
  const observed = await warehouse.query(
    `SELECT server_id, metric, CAST(min(date) AS VARCHAR) AS first,
       CAST(to_json(list(CASE WHEN flag IN ('observed', 'capped') THEN round(value, 1) END ORDER BY date)) AS VARCHAR)
         AS observed
     FROM observations
     WHERE ${within} AND date > (SELECT min(cutoff) FROM replay) - ${SEEN_BEFORE}
     GROUP BY server_id, metric`,
  );
  const seen = new Map(observed.map((row) => [seriesOf(row), row]));
  return [...Map.groupBy(forecasts, seriesOf)].map(([series, rows]) => ({
    server_id: String(rows[0]!["server_id"]),
    metric: String(rows[0]!["metric"]),
    observed: {
      from: String(seen.get(series)?.["first"]),
      values: JSON.parse(String(seen.get(series)?.["observed"])),
    },
    cutoffs: cutoffsOf(rows),
  }));
}

const seriesOf = ({ server_id, metric }: Row): string => `${metric} ${server_id}`;

function cutoffsOf(rows: readonly Row[]): ReplayedCutoff[] {
  return [...Map.groupBy(rows, (row) => String(row["cutoff"]))].map(([cutoff, models]) => ({
    cutoff,
    scale: models[0]!["scale"] as number | null,
    models: models.map(({ model, chosen, days, mae, coverage_80, coverage_95, predicted }) => ({
      model: String(model),
      chosen: chosen === true,
      days: Number(days),
      mae: mae as number | null,
      coverage_80: coverage_80 as number | null,
      coverage_95: coverage_95 as number | null,
      predicted: JSON.parse(String(predicted)),
    })),
  }));
}

/** Quantiles of every model and metric at the cutoffs shown. */
export async function boundQuantiles(
  warehouse: Warehouse,
): Promise<{ metric: string; model: string; quantiles: BoundQuantiles }[]> {
  const text = (name: string) =>
    `CAST(to_json(list(round(${name}, 4) ORDER BY horizon_days)) AS VARCHAR) AS ${name}`;
  const rows = await warehouse.query(
    `SELECT metric, model, known_at, ${["q025", "q10", "q90", "q975"].map(text).join(", ")}
     FROM calibration WHERE known_at IN (SELECT DISTINCT cutoff FROM replay)
     GROUP BY metric, model, known_at ORDER BY metric, model, known_at`,
  );
  return [...Map.groupBy(rows, ({ metric, model }) => `${metric} ${model}`).values()].map((cutoffs) => ({
    metric: String(cutoffs[0]!["metric"]),
    model: String(cutoffs[0]!["model"]),
    quantiles: Object.fromEntries(cutoffs.map(({ known_at, q025, q10, q90, q975 }) => [
      String(known_at),
      {
        q025: JSON.parse(String(q025)),
        q10: JSON.parse(String(q10)),
        q90: JSON.parse(String(q90)),
        q975: JSON.parse(String(q975)),
      },
    ])),
  }));
}
