/** What a fleet's loads come to: levels, dates, order-by dates, counts and cost. */
import { type AssessedLevel, level } from "../risk/level.ts";
import { orderBy } from "../risk/order.ts";
import { BOUND, type Fleet, SHARES } from "./loads.ts";
import { type Load, loadAt, type State } from "./state.ts";

export type Level = AssessedLevel;

export interface SeriesOutcome {
  server: number;
  metric: string;
  level: Level;
  /** Days until the high threshold by share of paths; null: not within the horizon. */
  days_p10: number | null;
  days_p50: number | null;
  days_p90: number | null;
  /** Probability of reaching the high threshold within the horizon. */
  probability: number;
  /** Highest load of the bound that decides, today's included, % of capacity. */
  peak: number;
  order_by: string | null;
  overdue: boolean;
}

export interface Outcome {
  /** Series of servers that are there, in the fleet's order. */
  series: readonly SeriesOutcome[];
  counts: Readonly<Record<Level, number>>;
  /** Servers with a series at high or very high risk. */
  at_risk: number;
  servers: number;
  /** USD a month by server; null when not known or the server is gone. */
  usd: readonly (number | null)[];
  /** USD a month of servers whose price is known; null when none is. */
  usd_per_month: number | null;
  notes: readonly string[];
}

/** First kept day on which a column is at a threshold; null when none is. */
function firstDay(load: Load, column: number, days: Int32Array, threshold: number): number | null {
  const start = column * days.length;
  // Most series never come near: asked of the last day, the highest, that is settled at once.
  if (loadAt(load, start + days.length - 1) < threshold) return null;
  let low = 0;
  let high = days.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (loadAt(load, start + middle) >= threshold) high = middle;
    else low = middle + 1;
  }
  return days[low]!;
}

const COLUMN_OF = { p10: SHARES.indexOf(0.1), p50: SHARES.indexOf(0.5), p90: SHARES.indexOf(0.9) };

/**
 * Share of paths that reach a threshold by a kept day: exact at the shares kept, on a straight line between them.
 * What fewer than the least share reach counts as nobody, what more than the highest do as all.
 * @param place  position of the day among those kept
 */
export function probabilityBy(load: Load, place: number, days: number, threshold: number): number {
  const at = (share: number) => loadAt(load, share * days + place);
  let share = SHARES.length - 1;
  while (share >= 0 && at(share) < threshold) share--;
  if (share === -1) return 0;
  if (share === SHARES.length - 1) return 1;
  const [above, below] = [at(share), at(share + 1)];
  return SHARES[share]! + (above - threshold) / (above - below) * (SHARES[share + 1]! - SHARES[share]!);
}

/** Rules in hundredths throughout, so that a load cut to hundredths is compared exactly. */
const inHundredths = ({ fleet, rules }: State): Fleet["rules"] => ({
  ...fleet.rules,
  high: Math.round(100 * rules.high),
  very_high: Math.round(100 * rules.very_high),
});

function outcomeOf({ fleet, load, leadDays }: State, index: number, limits: Fleet["rules"]): SeriesOutcome {
  const { days, series, today } = fleet;
  const { server, metric } = series[index]!;
  const own = load[index]!;
  const { high } = limits;
  const probability = probabilityBy(own, days.length - 1, days.length, high);
  const peak = loadAt(own, BOUND * days.length + days.length - 1);
  const days_p10 = firstDay(own, COLUMN_OF.p10, days, high);
  const { order_by, overdue } = orderBy(today, days_p10, leadDays[server]!);
  return {
    server,
    metric,
    level: level({ current: peak, peak, probability }, limits),
    days_p10,
    days_p50: firstDay(own, COLUMN_OF.p50, days, high),
    days_p90: firstDay(own, COLUMN_OF.p90, days, high),
    probability,
    peak: peak / 100,
    order_by,
    overdue,
  };
}

const isAtRisk = (level: Level): boolean => level === "very_high" || level === "high";

/** Everything a state comes to. */
export function outcome(state: State): Outcome {
  const { fleet, gone, usd } = state;
  const present = [...fleet.series.keys()].filter((index) => !gone[fleet.series[index]!.server]);
  const limits = inHundredths(state);
  const series = present.map((index) => outcomeOf(state, index, limits));
  const counts: Record<Level, number> = { very_high: 0, high: 0, watch: 0, ok: 0 };
  for (const { level } of series) counts[level]++;
  const paid = usd.map((price, server) => gone[server] ? null : price);
  const prices = paid.filter((price): price is number => price !== null);
  return {
    series,
    counts,
    at_risk: new Set(series.filter(({ level }) => isAtRisk(level)).map(({ server }) => server)).size,
    servers: gone.filter((away) => !away).length + state.addedServers,
    usd: paid,
    usd_per_month: prices.length === 0
      ? null
      : prices.reduce((sum, price) => sum + price, 0) + state.addedUsd,
    notes: state.notes,
  };
}
