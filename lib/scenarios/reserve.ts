/** What committed scenarios add to forecasts: day by day, series by series. */
import type { Scenario } from "../config/scenarios.ts";
import type { ReservingStep } from "../config/steps.ts";
import { type Metric, PERCENT_METRICS } from "../pipeline/schemas/columns.ts";
import { type Capacity, CAPACITY_OF } from "../whatif/loads.ts";
import { within } from "../whatif/scope.ts";

/** A series with a forecast that can be judged, and the server it belongs to. */
export interface ReservableSeries extends Readonly<Record<Capacity, number | null>> {
  server_id: string;
  business_unit: string;
  region: string;
  environment: string;
  service: string;
  metric: Metric;
  /** Day number of the first forecast day. */
  firstDay: number;
  /** Median by day, in the metric's own unit. */
  median: Float64Array;
}

/** What a day's load becomes: load × factor + added, in the metric's own unit. */
export interface Reservation {
  factor: Float64Array;
  added: Float64Array;
}

/** What one step of one scenario adds to one series. */
export interface StepShare {
  scenario: string;
  /** From 1. */
  step: number;
  series: ReservableSeries;
  /** Most it adds to the median on any day; below 0 when it takes away. */
  reserved: number;
  /** Day number of the first day on which it counts. */
  first: number;
}

export interface Reserved {
  /** Absent where nothing is added. */
  bySeries: ReadonlyMap<ReservableSeries, Reservation>;
  shares: readonly StepShare[];
  /** What a reader should know: steps without effect, load that may have arrived already. */
  notes: readonly string[];
}

type Named = readonly [name: string, scenario: Scenario];
type AddWorkload = Extract<ReservingStep, { do: "add_workload" }>;

const WORKLOAD: Readonly<Record<Metric, keyof AddWorkload>> = {
  cpu_p95: "vcpu",
  memory_p95: "memory_gib",
  disk_p95: "disk_gib",
  net_in_p95: "net_in_mbps",
  net_out_p95: "net_out_mbps",
};

const DAYS_OF_YEAR = 365;
const dayOf = (date: string): number => Date.parse(date) / 86_400_000;

/** Capacity of a series' server that its metric is a share of. */
export const capacityOf = (series: ReservableSeries): number | null => series[CAPACITY_OF[series.metric]!];

const takes = (series: ReservableSeries, step: ReservingStep): boolean =>
  within(series, step) &&
  (step.do === "add_workload" || step.metric === undefined || step.metric === series.metric);

/** Growth on a day: at once, or (1 + rate) ^ (days / 365) from the first day it counts. */
function growth({ percent, per }: Extract<ReservingStep, { do: "grow" }>, ahead: number): number {
  const rate = 1 + percent / 100;
  return per === "year" ? rate ** (ahead / DAYS_OF_YEAR) : rate;
}

/** Load each series takes of a workload: by the size of its server, in the metric's own unit. */
function sharesOf(step: AddWorkload, series: readonly ReservableSeries[]): Map<ReservableSeries, number> {
  const shares = new Map<ReservableSeries, number>();
  for (const [metric, takers] of Map.groupBy(series, ({ metric }) => metric)) {
    const amount = step[WORKLOAD[metric]] as number | undefined;
    const room = takers.reduce((sum, taker) => sum + (capacityOf(taker) ?? 0), 0);
    if (amount === undefined || amount === 0 || room === 0) continue;
    for (const taker of takers) {
      const size = capacityOf(taker);
      if (size === null) continue;
      shares.set(taker, PERCENT_METRICS.includes(metric) ? 100 * amount / room : amount * size / room);
    }
  }
  return shares;
}

/** Adds one step to what is reserved so far; says the most it adds to the median. */
function addStep(
  { factor, added }: Reservation,
  step: ReservingStep,
  { firstDay, median }: ReservableSeries,
  { from, to, share }: { from: number; to: number; share: number },
): { reserved: number; first: number } {
  const first = Math.max(from, firstDay);
  let reserved = 0;
  for (let at = first - firstDay; at < median.length && firstDay + at <= to; at++) {
    const load = median[at]! * factor[at]! + added[at]!;
    const times = step.do === "grow" ? growth(step, firstDay + at - first + 1) : 1;
    factor[at]! *= times;
    added[at] = added[at]! * times + share;
    const more = load * (times - 1) + share;
    if (Math.abs(more) > Math.abs(reserved)) reserved = more;
  }
  return { reserved, first };
}

/** What is reserved of a series so far; nothing at first. */
function reservedOf(bySeries: Map<ReservableSeries, Reservation>, series: ReservableSeries): Reservation {
  const days = series.median.length;
  const made = bySeries.get(series) ??
    { factor: new Float64Array(days).fill(1), added: new Float64Array(days) };
  bySeries.set(series, made);
  return made;
}

/** Applies one step of a scenario. Writes to what is reserved so far. */
function applyStep(
  [name, { from, until, steps }]: Named,
  index: number,
  series: readonly ReservableSeries[],
  bySeries: Map<ReservableSeries, Reservation>,
): StepShare[] {
  const step = steps[index]!;
  const takers = series.filter((one) => takes(one, step));
  const loads = step.do === "grow" ? null : sharesOf(step, takers);
  const span = { from: dayOf(from), to: until === undefined ? Infinity : dayOf(until) };
  return takers.flatMap((one): StepShare[] => {
    const share = loads === null ? 0 : loads.get(one);
    const last = one.firstDay + one.median.length - 1;
    if (share === undefined || span.from > last || span.to < one.firstDay) return [];
    const effect = addStep(reservedOf(bySeries, one), step, one, { ...span, share });
    return [{ scenario: name, step: index + 1, series: one, ...effect }];
  });
}

function notesOn([name, { from, steps }]: Named, shares: readonly StepShare[], today: number): string[] {
  const begun = dayOf(from) > today ? [] : [
    `Scenario ${name} began on ${from}, before the last day of telemetry: what has arrived of it counts twice ` +
    "until it is taken out of config/scenarios.",
  ];
  const idle = [...steps.keys()].map((index) => index + 1)
    .filter((step) => !shares.some((share) => share.scenario === name && share.step === step))
    .map((step) =>
      `Step ${step} of scenario ${name} adds nothing: no series it names has a forecast on its days.`
    );
  return [...begun, ...idle];
}

/**
 * What the active scenarios add, one after the other in order of their names. A scenario whose load began before
 * the forecast counts from its first day.
 * @param today  day number of the last day of telemetry
 */
export function reserve(
  scenarios: Readonly<Record<string, Scenario>>,
  series: readonly ReservableSeries[],
  today: number,
): Reserved {
  const active = Object.entries(scenarios).filter(([, { active }]) => active)
    .sort(([a], [b]) => a < b ? -1 : 1);
  const bySeries = new Map<ReservableSeries, Reservation>();
  const shares = active.flatMap((named) =>
    [...named[1].steps.keys()].flatMap((index) => applyStep(named, index, series, bySeries))
  );
  return { bySeries, shares, notes: active.flatMap((named) => notesOn(named, shares, today)) };
}
