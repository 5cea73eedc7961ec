/** What breach probabilities would have been at past cutoffs, beside what happened. */
import type { Settings } from "../config/settings.ts";
import { dayNumber } from "../calendar/days.ts";
import type { Row, Warehouse } from "../warehouse/warehouse.ts";
import { BREACH_WINDOWS, countByDay, probabilityWithin } from "./crossing.ts";
import { percentPerUnit, reachedDays } from "./fleet.ts";
import { daysUntilObserved, levelOn, type Load, readLoads } from "./loads.ts";
import { type Forecaster, type PastFleet, readPastFleet } from "./past.ts";
import { type Case, type LeftOut, reliability, type RiskCalibrationRow } from "./reliability.ts";

type Risk = Settings["risk"];

const keyOf = ({ server_id, metric }: { server_id: string; metric: string }) =>
  JSON.stringify([server_id, metric]);

/** A load and what turns its unit into % of capacity. */
interface Measured {
  load: Load;
  factor: number;
}

/** Whether a series below a threshold on a day was seen at it within so many days; null when it was not below. */
export function outcomeAfter(
  { load, factor }: Measured,
  { day, days, threshold, currentDays }: {
    day: number;
    days: number;
    threshold: number;
    currentDays: number;
  },
): boolean | null {
  const level = levelOn(load, day, currentDays);
  if (level === null || level * factor >= threshold) return null;
  return daysUntilObserved(load, day, days, threshold / factor) !== null;
}

/** By metric, the share of series below a threshold that reached it within the days that end on a day. */
export function baseRates(
  fleet: readonly Measured[],
  { day, days, ...rest }: { day: number; days: number; threshold: number; currentDays: number },
): Map<string, number> {
  const known = fleet.flatMap((of) => {
    const happened = outcomeAfter(of, { day: day - days, days, ...rest });
    return happened === null ? [] : [{ metric: of.load.metric, happened }];
  });
  return new Map(
    [...Map.groupBy(known, ({ metric }) => metric)].map(([metric, series]) => [
      metric,
      series.filter(({ happened }) => happened).length / series.length,
    ]),
  );
}

/** Probability per series of reaching a threshold, by window; null beyond the horizon. */
export function probabilitiesOf(
  { fleet, joint }: PastFleet,
  threshold: number,
  settings: Risk,
  seed: number,
): Map<string, (days: number) => number | null> {
  return new Map(fleet.flatMap((series) => {
    const first = reachedDays(series, threshold, { joint, settings, seed });
    if (first === null) return [];
    const crossing = countByDay(first, series.forecast!.quantiles.p50.length);
    return [[keyOf(series), (days: number) => probabilityWithin(crossing, days)] as const];
  }));
}

const FORECASTERS: readonly [Exclude<Case["source"], "base_rate">, Forecaster][] = [
  ["selected", { chosen: true }],
  ["weekday_mean", { model: "weekday_mean" }],
];

export interface Hindsight {
  cases: Case[];
  leftOut: (LeftOut & Pick<Case, "threshold" | "window_days">)[];
}

/** What every cutoff is judged with. */
export interface Evidence {
  loads: readonly Load[];
  settings: Risk;
  seed: number;
}

/**
 * The cases of one cutoff. Every source answers for the same series: those that each of them can judge and that
 * are not over the threshold already.
 * @param horizon  days the forecasts of the time reach ahead
 */
export async function hindsightAt(
  warehouse: Warehouse,
  { cutoff, horizon }: Cutoff,
  record: Evidence,
): Promise<Hindsight> {
  const { loads, settings, seed } = record;
  const past: [Case["source"], PastFleet][] = [];
  for (const [source, forecaster] of FORECASTERS) {
    past.push([source, await readPastFleet(warehouse, cutoff, forecaster, record)]);
  }
  const found: Hindsight = { cases: [], leftOut: [] };
  const byKey = new Map(loads.map((load) => [keyOf(load), load]));
  for (const threshold of [settings.high, settings.very_high]) {
    const chances = past.map(([source, fleet]) => ({
      source,
      of: probabilitiesOf(fleet, threshold, settings, seed),
    }));
    const judged = past[0]![1].fleet.filter((series) => chances.every(({ of }) => of.has(keyOf(series))))
      .map((series) => ({ load: byKey.get(keyOf(series))!, factor: percentPerUnit(series)! }));
    for (const days of BREACH_WINDOWS.filter((days) => days <= horizon)) {
      const asked = { day: dayNumber(cutoff), days, threshold, currentDays: settings.current_days };
      const rates = baseRates(judged, asked);
      const shared = { threshold, window_days: days };
      const before = found.cases.length;
      for (const of of judged) {
        const happened = outcomeAfter(of, asked);
        const rate = rates.get(of.load.metric);
        if (happened === null || rate === undefined) continue;
        for (const { source, of: chance } of chances) {
          found.cases.push({ ...shared, source, happened, probability: chance.get(keyOf(of.load))!(days)! });
        }
        found.cases.push({ ...shared, source: "base_rate", happened, probability: rate });
      }
      const answered = (found.cases.length - before) / (chances.length + 1);
      found.leftOut.push({
        ...shared,
        already_over: judged.length - answered,
        not_judged: loads.length - judged.length,
      });
    }
  }
  return found;
}

interface Cutoff extends Row {
  cutoff: string;
  /** Days its forecasts reach ahead. */
  horizon: number;
}

/** Cutoffs at which choices and, for every day ahead, intervals were known. */
const CUTOFFS_QUERY = `
WITH made AS (SELECT cutoff, max(horizon_days) AS horizon FROM predictions GROUP BY cutoff),
known AS (SELECT known_at, max(horizon_days) AS horizon FROM calibration GROUP BY known_at)
SELECT made.cutoff, CAST(made.horizon AS INTEGER) AS horizon
FROM made JOIN known ON known.known_at = made.cutoff AND known.horizon = made.horizon
WHERE made.cutoff IN (SELECT known_at FROM choices)
ORDER BY made.cutoff`;

/** How breach probabilities have done over every past cutoff that had intervals. */
export async function riskCalibrationRows(
  warehouse: Warehouse,
  settings: Risk,
  seed: number,
): Promise<RiskCalibrationRow[]> {
  const record = { loads: await readLoads(warehouse), settings, seed };
  const all: Hindsight[] = [];
  for (const cutoff of await warehouse.query<Cutoff>(CUTOFFS_QUERY)) {
    all.push(await hindsightAt(warehouse, cutoff, record));
  }
  const counts = all.flatMap(({ leftOut }) => leftOut);
  return reliability(all.flatMap(({ cases }) => cases), ({ threshold, window_days }) => {
    const own = counts.filter((row) => row.threshold === threshold && row.window_days === window_days);
    const total = (name: keyof LeftOut) => own.reduce((sum, row) => sum + row[name], 0);
    return { already_over: total("already_over"), not_judged: total("not_judged") };
  });
}
