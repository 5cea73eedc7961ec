/**
 * The command `npm run bench:dates`: how far predicted dates of reaching the high threshold lie from what happened,
 * and what at-risk flags 90 days ahead are worth, at every past cutoff that had intervals, with the product's own
 * functions and only what was known then. What happened is told twice: as observed, and by the generator's
 * noiseless load. Needs the snapshots of a synthetic fleet: `npm run pipeline` first.
 */
import { commandLine } from "../../lib/pipeline/command_line.ts";
import { dayNumber } from "../../lib/calendar/days.ts";
import type { Settings } from "../../lib/config/settings.ts";
import { countByDay, daysUntil, probabilityWithin } from "../../lib/risk/crossing.ts";
import { percentPerUnit, reachedDays } from "../../lib/risk/fleet.ts";
import { daysUntilObserved, levelOn, type Load, readLoads } from "../../lib/risk/loads.ts";
import { type Forecaster, readPastFleet } from "../../lib/risk/past.ts";
import { pathsOf } from "../../lib/pipeline/paths.ts";
import { ROOT } from "../../lib/pipeline/project.ts";
import { DEFAULT_PROFILE } from "../../lib/pipeline/settings.ts";
import { type DuckDBWarehouse, openWarehouse } from "../../lib/warehouse/duckdb.ts";
import { configured } from "../configured.ts";

commandLine(import.meta.url);

const TABLES = ["servers", "observations", "predictions", "calibration", "choices", "truth"];
const FLAG_DAYS = 90;
const FORECASTERS: readonly [string, Forecaster][] = [
  ["selected", { chosen: true }],
  ["weekday_mean", { model: "weekday_mean" }],
];

/** One series at one cutoff that was not over the threshold: what was said and what came. */
interface Told {
  forecaster: string;
  p10: number | null;
  p50: number | null;
  p90: number | null;
  chance: number;
  /** Whether the median forecast reaches the threshold within the flag's days. */
  median: boolean;
  /** Day of reaching the threshold, as observed and without noise; null when not within the horizon. */
  observed: number | null;
  noiseless: number | null;
}

/** The noiseless load of each series, in the shape of observed ones. */
const readTruth = async (warehouse: DuckDBWarehouse): Promise<Load[]> => {
  await warehouse.run("ALTER VIEW observations RENAME TO observed_days");
  await warehouse.run(`CREATE VIEW observations AS
    SELECT server_id, metric, date, CAST(expected AS DOUBLE) AS value, 'observed' AS flag FROM truth`);
  const loads = await readLoads(warehouse);
  await warehouse.run("DROP VIEW observations");
  await warehouse.run("ALTER VIEW observed_days RENAME TO observations");
  return loads;
};

const keyOf = ({ server_id, metric }: { server_id: string; metric: string }) => `${server_id} ${metric}`;

async function toldAt(
  warehouse: DuckDBWarehouse,
  cutoff: string,
  { loads, truth, settings, seed }: {
    loads: readonly Load[];
    truth: ReadonlyMap<string, Load>;
    settings: Settings["risk"];
    seed: number;
  },
): Promise<Told[]> {
  const byKey = new Map(loads.map((load) => [keyOf(load), load]));
  const today = dayNumber(cutoff);
  const told: Told[] = [];
  for (const [forecaster, of] of FORECASTERS) {
    const { fleet, joint } = await readPastFleet(warehouse, cutoff, of, { loads, settings });
    for (const series of fleet) {
      const load = byKey.get(keyOf(series))!;
      const factor = percentPerUnit(series);
      const level = levelOn(load, today, settings.current_days);
      const reached = reachedDays(series, settings.high, { joint, settings, seed });
      if (reached === null || factor === null || level === null || level * factor >= settings.high) continue;
      const days = series.forecast!.quantiles.p50.length;
      const crossing = countByDay(reached, days);
      const first = (of: Load) => daysUntilObserved(of, today, days, settings.high / factor);
      told.push({
        forecaster,
        p10: daysUntil(crossing, 0.1),
        p50: daysUntil(crossing, 0.5),
        p90: daysUntil(crossing, 0.9),
        chance: probabilityWithin(crossing, FLAG_DAYS) ?? 0,
        median: series.forecast!.quantiles.p50.subarray(0, FLAG_DAYS).some((p50) =>
          p50 * factor >= settings.high
        ),
        observed: first(load),
        noiseless: first(truth.get(keyOf(series))!),
      });
    }
  }
  return told;
}

const median = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)]!;

const rounded = (value: number | null, digits = 2) => value === null ? null : Number(value.toFixed(digits));
const share = (part: number, whole: number) => whole === 0 ? null : rounded(part / whole);

/** Dates: of series that did reach it and were given a median date; coverage of all given a P10. */
function dates(told: readonly Told[], forecaster: string, against: "observed" | "noiseless") {
  const own = told.filter((row) => row.forecaster === forecaster);
  const both = own.filter((row) => row[against] !== null && row.p50 !== null);
  const errors = both.map((row) => row.p50! - row[against]!);
  const dated = own.filter((row) => row.p10 !== null);
  const within = dated.filter((row) =>
    (row[against] ?? Infinity) >= row.p10! && (row[against] ?? Infinity) <= (row.p90 ?? Infinity)
  );
  return {
    forecaster,
    against,
    "reached it": own.filter((row) => row[against] !== null).length,
    "given a P50": both.length,
    "median error, days": median(errors),
    "median absolute error, days": median(errors.map(Math.abs)),
    "given a P10": dated.length,
    "P10–P90 coverage": share(within.length, dated.length),
  };
}

const FLAGS: readonly [string, string, (row: Told) => boolean][] = [
  ["selected", "probability ≥ 0.5", ({ chance }) => chance >= 0.5],
  ["weekday_mean", "probability ≥ 0.5", ({ chance }) => chance >= 0.5],
  ["selected", "probability ≥ 0.1", ({ chance }) => chance >= 0.1],
  ["weekday_mean", "probability ≥ 0.1", ({ chance }) => chance >= 0.1],
  ["selected", "median forecast reaches it", ({ median }) => median],
  ["weekday_mean", "median forecast reaches it", ({ median }) => median],
];

function flags(told: readonly Told[], against: "observed" | "noiseless") {
  return FLAGS.map(([forecaster, flag, raised]) => {
    const own = told.filter((row) => row.forecaster === forecaster);
    const happened = (row: Told) => row[against] !== null && row[against]! <= FLAG_DAYS;
    const flagged = own.filter(raised);
    const right = flagged.filter(happened).length;
    const events = own.filter(happened).length;
    return {
      forecaster,
      flag,
      against,
      series: own.length,
      events,
      flagged: flagged.length,
      precision: share(right, flagged.length),
      recall: share(right, events),
    };
  });
}

const warehouse = await openWarehouse({ threads: 2 });
try {
  const { snapshots } = pathsOf(ROOT, DEFAULT_PROFILE);
  for (const name of TABLES) await warehouse.attach(name, `${snapshots}${name}.parquet`);
  const settings = configured("risk");
  const { seed } = configured("fleet");
  const loads = await readLoads(warehouse);
  const truth = new Map((await readTruth(warehouse)).map((load) => [keyOf(load), load]));
  const cutoffs = await warehouse.query<{ cutoff: string }>(`
    SELECT DISTINCT cutoff FROM predictions
    WHERE cutoff IN (SELECT known_at FROM choices)
      AND cutoff IN (SELECT known_at FROM calibration GROUP BY known_at
        HAVING max(horizon_days) = (SELECT max(horizon_days) FROM predictions))
    ORDER BY cutoff`);
  const told: Told[] = [];
  for (const { cutoff } of cutoffs) {
    told.push(...await toldAt(warehouse, cutoff, { loads, truth, settings, seed }));
  }
  console.log(`Cutoffs: ${cutoffs.map(({ cutoff }) => cutoff).join(", ")}; threshold ${settings.high} %`);
  console.table(
    (["observed", "noiseless"] as const).flatMap((against) =>
      FORECASTERS.map(([forecaster]) => dates(told, forecaster, against))
    ),
  );
  console.log(`Flags that a series reaches it within ${FLAG_DAYS} days`);
  console.table((["observed", "noiseless"] as const).flatMap((against) => flags(told, against)));
} finally {
  warehouse.close();
}
