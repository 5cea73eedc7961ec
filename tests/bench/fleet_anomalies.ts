/**
 * Daily anomalies and change points of the synthetic fleet against what the generator did: outliers it injected, and
 * level shifts it drew. Spikes of load, which the generator also makes, are no defects: they count as false here.
 */
import { anomalousDays } from "../../lib/anomalies/fleet.ts";
import { changesOf } from "../../lib/anomalies/changepoints.ts";
import { calendarsByRegion } from "../../lib/calendar/calendar.ts";
import { dayNumber } from "../../lib/calendar/days.ts";
import { type Metric, METRICS } from "../../lib/pipeline/schemas/columns.ts";
import { type CleanSeries, cleanSeries } from "../../lib/telemetry/clean.ts";
import { character } from "../../lib/telemetry/character.ts";
import { defectsOf } from "../../lib/telemetry/defects.ts";
import { configured } from "../configured.ts";
import { fleet, settings } from "../telemetry/fleet.ts";

const anomalies = configured("anomalies");
/** Days a series teaches before it is judged. */
const LEARNING = 60;
/** A change found within so many days of the true one is found. */
const NEAR = 14;
const THRESHOLDS = [0.5, 0.55, 0.6, 0.65];

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
    return { ordinary, spoilt, outliers: new Set(outliers.map(({ day }) => day)), shift };
  });
});
const made = performance.now();

const days = series.map(({ spoilt }) =>
  anomalousDays(Int32Array.from(spoilt.keys()), spoilt, anomalies).filter(({ date }) => date >= LEARNING)
);
const scored = performance.now();
const injected = series.reduce(
  (sum, { outliers }) => sum + [...outliers].filter((day) => day >= LEARNING).length,
  0,
);
const judged = series.reduce((sum, { spoilt }) => sum + spoilt.length - LEARNING, 0);
console.log(`${injected} outliers injected into ${judged} days of ${series.length} series`);
console.log("score from   flagged   precision   recall   a series and year");
for (const threshold of THRESHOLDS) {
  const found = days.map((of) => of.filter(({ score }) => score >= threshold));
  const flagged = found.reduce((sum, { length }) => sum + length, 0);
  const right = found.reduce(
    (sum, of, index) => sum + of.filter(({ date }) => series[index]!.outliers.has(date)).length,
    0,
  );
  const figures = [right / flagged, right / injected, flagged / judged * 365.25].map((value) =>
    value.toFixed(2)
  );
  console.log(
    `${threshold.toFixed(2).padStart(10)}${String(flagged).padStart(10)}${figures[0]!.padStart(12)}${
      figures[1]!.padStart(9)
    }${figures[2]!.padStart(20)}`,
  );
}

let [shifted, found, wrong] = [0, 0, 0];
const off: number[] = [];
for (let first = 0; first < series.length; first += METRICS.length) {
  const { shift } = series[first]!;
  const metrics = series.slice(first, first + METRICS.length).map(({ ordinary }) => ordinary);
  const changes = changesOf(metrics, anomalies.changepoints);
  const near = changes.filter(({ day }) => shift !== null && Math.abs(day - shift.day) <= NEAR);
  shifted += Number(shift !== null);
  found += Number(near.length > 0);
  wrong += changes.length - near.length;
  if (near.length > 0) off.push(Math.abs(near[0]!.day - shift!.day));
}
console.log(
  `\n${found} of ${shifted} level shifts found, ${wrong} changes found that were none, days off: ${
    off.sort((a, b) => a - b).join(", ")
  }`,
);
const seconds = (from: number, to: number) => ((to - from) / 1000).toFixed(1);
console.log(`\nanomalies ${seconds(made, scored)} s, change points ${seconds(scored, performance.now())} s`);
