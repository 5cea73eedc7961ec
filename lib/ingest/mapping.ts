/** How a separated table is to be read: which column is what. A person may write it as YAML, for --map. */
import { z } from "zod";
import { SAMPLED, STATISTICS } from "./sample.ts";
import { UNIT_NAMES } from "./units.ts";

const column = z.string().min(1);

const meaning = {
  metric: z.enum(SAMPLED).describe("What it measures"),
  unit: z.enum(UNIT_NAMES).describe("Unit its values are in"),
  statistic: z.enum(STATISTICS).optional().describe(
    "What one value stands for, when other than for the rest",
  ),
};

/** One column per metric. */
const wide = z.array(z.strictObject({
  column: column.describe("Column that holds the values"),
  ...meaning,
  capacity_column: column.optional().describe("Column that holds what is full, in the same unit"),
})).min(1);

/** One row per value, the metric named in a column. */
const long = z.strictObject({
  metric_column: column.describe("Column that names the metric"),
  value_column: column.describe("Column that holds the value"),
  unit_column: column.optional().describe(
    "Column that names the unit; without it the unit of each name counts",
  ),
  names: z.record(z.string().min(1), z.strictObject(meaning))
    .describe("What each name of a metric means; names that are not listed are counted and left aside"),
});

export const mapping = z.strictObject({
  separator: z.string().length(1).describe("What stands between columns; \\t for a tab"),
  decimal: z.enum([".", ","]).describe("Decimal mark"),
  skip_lines: z.number().int().min(0).describe("Lines before the one with the names of the columns"),
  server: z.union([
    z.strictObject({ column: column.describe("Column that names the server") }),
    z.strictObject({ name: z.string().min(1).describe("The one server all rows are of") }),
  ]).describe("Which server a row is of"),
  time: z.strictObject({
    column: column.describe("Column that holds the time"),
    format: z.string().min(1).describe(
      "iso, epoch_s, epoch_ms, or a pattern of %Y %m %d %H %M %S %y %b %p %I %f %z, for example %d/%m/%Y %H:%M",
    ),
    timezone: z.string().min(1).optional().describe("Zone of times without one, for example Europe/Zurich"),
  }).describe("When a value was measured"),
  statistic: z.enum(STATISTICS).describe("What one value stands for"),
  interval_seconds: z.number().int().positive().nullable()
    .describe("Seconds one value stands for; null when not known"),
  wide: wide.optional().describe("For tables with one column per metric"),
  long: long.optional().describe("For tables with one row per value"),
}).refine(({ wide, long }) => (wide === undefined) !== (long === undefined), {
  message: "must have either wide or long",
});

export type Mapping = z.infer<typeof mapping>;
export type WideColumn = z.infer<typeof wide>[number];
export type LongColumns = z.infer<typeof long>;
