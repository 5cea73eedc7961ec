/**
 * Daily anomalies and change points of the synthetic fleet against what the generator did: outliers it injected, and
 * level shifts it drew. Spikes of load, which the generator also makes, are no defects: they count as false here.
 * tests/bench/events.ts says what an event and a false alarm are: here an event is one day.
 */
import { cpuUsage } from "node:process";
import { commandLine } from "../../lib/pipeline/command_line.ts";
import { type Candidate, flagged } from "../../lib/anomalies/budget.ts";
import { detect } from "../../lib/anomalies/detect.ts";
import { calendarsByRegion } from "../../lib/calendar/calendar.ts";
import { dayNumber } from "../../lib/calendar/days.ts";
import { type Metric, METRICS } from "../../lib/pipeline/schemas/columns.ts";
import { type CleanSeries, cleanSeries } from "../../lib/telemetry/clean.ts";
import { character } from "../../lib/telemetry/character.ts";
import { defectsOf } from "../../lib/telemetry/defects.ts";
import { stream } from "../../lib/random/stream.ts";
import { configured } from "../configured.ts";
import { fleet, settings } from "../telemetry/fleet.ts";
import { FINDING_HEADER, findingLine, fromThreshold, type Judged, withinAlarms } from "./events.ts";
import { printLevelChanges } from "./level_changes.ts";

commandLine(import.meta.url);

const anomalies = configured("anomalies");
/** Days a series teaches before it is judged. */
const LEARNING = 60;
/** Alarms of one series within a week count once. */
const GAP = 7;
/** False alarms allowed per 1,000 days. */
const BUDGETS = [0.2, 1, 5];
const DAY = 86_400_000;

const histories = cleanSeries(fleet, settings);
const calendars = calendarsByRegion(
  fleet.map(({ region }) => region),
  dayNumber(settings.fleet.start),
  dayNumber(settings.fleet.end),
  settings.calendar,
);

/** Holidays and the quarter-end window. */
function isSpecial({ server, first }: CleanSeries, day: number): boolean {
  const calendar = calendars.get(server.region)!;
  const index = first + day - calendar.first;
  return calendar.is_holiday[index] === 1 ||
    calendar.days_to_quarter_end[index]! < settings.calendar.quarter_end_window_days;
}

const series = histories.flatMap((clean) => {
  const defects = defectsOf(clean, settings.fleet.seed, settings.telemetry.synthetic);
  const { levelShift } = character(clean.server, settings);
  const missing = new Set(defects.filter(({ kind }) => kind === "missing_day").map(({ day }) => day));
  return METRICS.map((metric: Metric) => {
    const outliers = defects.filter((defect) => defect.kind === "outlier" && defect.metric === metric);
    const values = clean.values[metric].map((value, day) => missing.has(day) ? NaN : value);
    const spoilt = Float64Array.from(values);
    for (const { day, after } of outliers) spoilt[day] = after;
    const ordinary = values.map((value, day) => isSpecial(clean, day) ? NaN : value);
    const shift = levelShift === null ? null : { ...levelShift, day: levelShift.from - clean.first };
    return { first: clean.first, ordinary, spoilt, outliers: outliers.map(({ day }) => day), shift };
  });
});
const { detection, budget } = anomalies;
const timesOf = (values: Float64Array) => values.map((_, day) => day * DAY);
const scoresOf = (settings: typeof detection) =>
  series.map(({ spoilt }) => detect(timesOf(spoilt), spoilt, settings).score);
const before = cpuUsage();
const started = performance.now();
const ours = scoresOf(detection);
const used = cpuUsage(before);
const seconds = (performance.now() - started) / 1000;
const points = series.reduce((sum, { spoilt }) => sum + spoilt.length, 0);
console.log(
  `${series.length} series, ${points} days scored in ${seconds.toFixed(1)} s, ` +
    `${((used.user + used.system) / points).toFixed(1)} CPU seconds per million`,
);

const silent = Object.fromEntries(Object.keys(detection.weights).map((name) => [name, 0]));
const alone = scoresOf({ ...detection, weights: { ...detection.weights, ...silent, z_score: 1 } });
const dice = series.map(({ spoilt }, index) => {
  const random = stream(1, "random scores", index);
  return spoilt.map(() => random.uniform());
});
const judged = (scores: readonly Float64Array[]): Judged[] =>
  series.map(({ outliers }, index) => ({
    scores: scores[index]!,
    windows: outliers.toSorted((a, b) => a - b).map((day) => ({ from: day, to: day })),
    learning: LEARNING,
  }));
const detectors = { "ours": judged(ours), "z_score alone": judged(alone), "random numbers": judged(dice) };
for (const per_thousand of BUDGETS) {
  console.log(`\ninjected outliers, at most ${per_thousand} false alarms per 1,000 days\n${FINDING_HEADER}`);
  for (const [name, of] of Object.entries(detectors)) {
    console.log(findingLine(name, withinAlarms(of, GAP, per_thousand)));
  }
}

/** 1 on days that are chosen, 0 elsewhere. */
function chosen(candidates: readonly Candidate[]): Float64Array[] {
  const marks = series.map(({ spoilt }) => new Float64Array(spoilt.length));
  for (const { series: index, day } of candidates) marks[index]![day - series[index]!.first] = 1;
  return marks;
}
const candidates = series.flatMap(({ first }, index) =>
  Array.from(ours[index]!, (score, day) => ({ series: index, day: first + day, score }))
    .filter(({ score }) => score >= detection.thresholds.standard)
);
const per_fleet = Math.ceil(budget.per_100_servers * fleet.length / 100);
const flags = flagged(candidates, { per_series: budget.per_series, per_fleet, days: budget.days });
const inTime = candidates.filter((_, index) => flags[index]);
const hindsight = candidates.toSorted((a, b) => b.score - a.score).slice(0, inTime.length);
const random = stream(1, "random flags");
const blind = candidates.map((of) => ({ of, at: random.uniform() })).sort((a, b) => a.at - b.at)
  .slice(0, inTime.length).map(({ of }) => of);
const marked = {
  "all from the threshold": candidates,
  "flagged": inTime,
  "as many, best in hindsight": hindsight,
  "as many, drawn by lot": blind,
};
console.log(
  `\nflagged: at most ${budget.per_series} of a series and ${per_fleet} of the fleet in ${budget.days} days\n${FINDING_HEADER}`,
);
for (const [name, of] of Object.entries(marked)) {
  console.log(findingLine(name, fromThreshold(judged(chosen(of)), GAP, 1)));
}

printLevelChanges(
  Array.from({ length: series.length / METRICS.length }, (_, server) => {
    const own = series.slice(server * METRICS.length, (server + 1) * METRICS.length);
    return { metrics: own.map(({ ordinary }) => ordinary), day: own[0]!.shift?.day ?? null };
  }),
);
