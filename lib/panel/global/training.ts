/** The rows that models of a panel learn from at a cutoff: past origins of its series, and steps that had come by then. */
import { type Series, upTo } from "../../models/series.ts";
import { stream } from "../../random/stream.ts";
import type { Matrix } from "../../trees/matrix.ts";
import { type Frequency, GLOBAL } from "../settings.ts";
import { type Columns, Rows } from "./features.ts";
import { Level } from "./level.ts";

export interface TrainingSet {
  matrix: Matrix;
  /** What came, less what level and season let expect, in scales. */
  target: Float64Array;
}

/** Past origins of a series drawn at random, and steps ahead of each whose value was known at the cutoff. */
function* drawnFrom(
  series: Series,
  place: number,
  cutoff: number,
  { horizon, perSeries, frequency }: { horizon: number; perSeries: number; frequency: Frequency },
): Generator<{ of: Level; steps: number[] }> {
  const known = upTo(series, cutoff);
  const least = GLOBAL.least_learnt_windows * Math.max(series.season, GLOBAL.unseasonal_steps);
  const room = known.values.length - least;
  if (room < 1) return;
  const draw = stream(GLOBAL.seed, "panel", place, cutoff);
  const origins = perSeries / GLOBAL.steps_per_origin;
  const count = Math.min(room, Math.floor(origins) + Number(draw.chance(origins % 1)));
  for (let index = 0; index < count; index++) {
    const of = new Level(upTo(known, known.start + least - 1 + draw.whole(0, room - 1)), frequency);
    const ahead = Array.from({ length: GLOBAL.steps_per_origin }, () => draw.whole(1, horizon));
    const steps = [...new Set(ahead)].map((h) => of.origin + h)
      .filter((step) => !Number.isNaN(known.values[step - known.start] ?? NaN));
    if (of.scale > 0) yield { of, steps };
  }
}

/** What came at a step, less what level and season let expect, in scales. */
function targetOf({ values, start }: Series, of: Level, step: number): number {
  const scales = (values[step - start]! - of.expected(step)) / of.scale;
  return Math.min(Math.max(scales, -GLOBAL.most_scales), GLOBAL.most_scales);
}

/**
 * What can be learnt at a cutoff; undefined when that is too little.
 * @param all  series of any length: nothing after the cutoff is looked at
 */
export function trainingSet(
  all: readonly Series[],
  cutoff: number,
  horizon: number,
  columns: Columns,
): TrainingSet | undefined {
  const drawn = { horizon, perSeries: GLOBAL.max_rows / all.length, frequency: columns.frequency };
  const rows = new Rows(columns);
  const target: number[] = [];
  all.forEach((series, place) => {
    for (const { of, steps } of drawnFrom(series, place, cutoff, drawn)) {
      rows.add(of, steps);
      for (const step of steps) target.push(targetOf(series, of, step));
    }
  });
  if (target.length < GLOBAL.min_rows) return undefined;
  return { matrix: rows.matrix(), target: Float64Array.from(target) };
}
