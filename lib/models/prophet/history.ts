/** What Prophet learns from: the present values of a series, time scaled to 0…1, values by the largest. */
import { presentCount, type Series } from "../series.ts";

/** Steps at which a series is present, and the scale of time. */
export interface Timeline {
  /** Steps with a value, ascending. */
  steps: Float64Array;
  /** A step as a share of history: 0 at the first present value, 1 at the last. */
  time(step: number): number;
}

/** @throws RangeError when fewer than two values are present */
export function timelineOf({ start, values }: Series): Timeline {
  const steps = new Float64Array(presentCount(values));
  let row = 0;
  for (let t = 0; t < values.length; t++) if (!Number.isNaN(values[t]!)) steps[row++] = start + t;
  if (steps.length < 2) {
    throw new RangeError(`Cannot fit prophet as at least 2 values must be present: ${steps.length}`);
  }
  const first = steps[0]!;
  const length = steps[steps.length - 1]! - first;
  return { steps, time: (step) => (step - first) / length };
}

/** Present values of a series in units of their largest distance from the floor. */
export interface Scaled {
  values: Float64Array;
  floor: number;
  unit: number;
  constant: boolean;
}

/** Differences below this share of the largest value are lost when values are squared and summed. */
const ROUNDING = 1e-9;

export function scaled({ values }: Series, floor: number): Scaled {
  const present = values.filter((value) => !Number.isNaN(value));
  const largest = present.reduce((most, value) => Math.max(most, Math.abs(value - floor)), 0);
  const unit = largest === 0 ? 1 : largest;
  return {
    values: present.map((value) => (value - floor) / unit),
    floor,
    unit,
    constant: present.every((value) => Math.abs(value - present[0]!) <= ROUNDING * unit),
  };
}
