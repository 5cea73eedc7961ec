/** Series with a week and a day, for tests of the panel forecasts. */
import { regressionSettings } from "../../lib/models/models.ts";
import { stream } from "../../lib/random/stream.ts";
import { configured } from "../configured.ts";

/** The product's regression on the calendar. */
export const REGRESSION = regressionSettings(configured("models"));

const DAY = [-8, -9, -10, -10, -9, -7, -3, 2, 6, 8, 9, 9, 8, 9, 9, 8, 6, 4, 2, 0, -2, -4, -6, -7];
const WEEK = [3, 4, 4, 3, 2, -8, -8];

/** Hours from a Monday: level 50, a day, a week and AR(1) noise of sd 2. */
export function hourly(name: string, hours: number): Float64Array {
  const { normal } = stream(1, "panel", name);
  let noise = 0;
  return Float64Array.from({ length: hours }, (_, t) => {
    noise = 0.7 * noise + 2 * Math.sqrt(1 - 0.49) * normal();
    return 50 + DAY[t % 24]! + WEEK[Math.floor(t / 24) % 7]! + noise;
  });
}

/** Days from a Monday: level, slope, a week and AR(1) noise of sd 2. */
export function daily(name: string, days: number): Float64Array {
  const { normal, uniform } = stream(2, "panel", name);
  const [level, slope] = [30 + 40 * uniform(), 0.02 * uniform()];
  let noise = 0;
  return Float64Array.from({ length: days }, (_, t) => {
    noise = 0.5 * noise + 2 * Math.sqrt(1 - 0.25) * normal();
    return level + slope * t + WEEK[t % 7]! + noise;
  });
}

const DAY_MS = 86_400_000;
export const day = (t: number): string =>
  new Date(Date.UTC(2024, 0, 1) + t * DAY_MS).toISOString().slice(0, 10);
export const hour = (t: number): string =>
  new Date(Date.UTC(2024, 0, 1) + t * DAY_MS / 24).toISOString().slice(0, 19).replace("T", " ");

/** Rows unique_id, ds, y of a series; a missing value leaves y empty. */
export const rows = (id: string, values: Float64Array, ds: (t: number) => string): string[] =>
  Array.from(values, (y, t) => `${id},${ds(t)},${Number.isNaN(y) ? "" : y}`);

export const csv = (...rows: readonly string[][]): string =>
  ["unique_id,ds,y", ...rows.flat(), ""].join("\n");
