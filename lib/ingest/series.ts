/**
 * What a person says of series that the source leaves unclear: whose they are, what they measure, in which unit. For
 * responses of monitoring systems; separated tables have a mapping of columns instead.
 */
import { z } from "zod";
import { SAMPLED, STATISTICS } from "./sample.ts";
import { UNIT_NAMES } from "./units.ts";

const told = z.strictObject({
  server: z.string().min(1).optional().describe("Server it is of"),
  metric: z.enum(SAMPLED).optional().describe("What it measures"),
  unit: z.enum(UNIT_NAMES).optional().describe("Unit its values are in"),
  statistic: z.enum(STATISTICS).optional().describe("What one value stands for"),
  interval_seconds: z.number().int().positive().optional().describe("Seconds one value stands for"),
});

export const seriesMap = z.strictObject({
  series: z.record(z.string().min(1), told).describe(
    "By the name the reader asks for: an Id of CloudWatch, an itemid of Zabbix, the name of a file, or * for all",
  ),
});

export type Told = z.infer<typeof told>;
export type SeriesMap = z.infer<typeof seriesMap>;

export const NOTHING_TOLD: SeriesMap = { series: {} };

/** What is told of a series that goes by any of these names, the first names first; `*` is the last. */
export function toldOf({ series }: SeriesMap, ...names: readonly (string | undefined)[]): Told {
  const found: Told = {};
  for (const name of ["*", ...names.toReversed()]) {
    if (name !== undefined && Object.hasOwn(series, name)) Object.assign(found, series[name]);
  }
  return found;
}

/** What is told of a series under just this name. */
export const toldOfName = ({ series }: SeriesMap, name: string): Told =>
  Object.hasOwn(series, name) ? series[name] ?? {} : {};

/** How to answer what a reader asks, as the last half of a reason. */
export const tellWith = (name: string, ...keys: readonly (keyof Told)[]): string =>
  `say it with --map: series: {${JSON.stringify(name)}: {${keys.map((key) => `${key}: …`).join(", ")}}}`;
