import { z } from "zod";

const extra = z.strictObject({
  date: z.iso.date().describe("Day, YYYY-MM-DD"),
  name: z.string().min(1).describe("Name shown for the day"),
});

const region = z.strictObject({
  country: z.string().length(2).nullable()
    .describe("Country whose holidays apply, ISO 3166-1 code as in date-holidays; null for none"),
  state: z.string().nullable().describe(
    "State or province, code as in date-holidays; null for the whole country",
  ),
  friday_for_saturday: z.boolean()
    .describe("Whether a holiday on a Saturday also closes the Friday before; US banks stay open"),
  extra: z.array(extra).describe("Days off that date-holidays does not know"),
}).refine(({ country, state }) => country !== null || state === null, {
  path: ["state"],
  message: "must be null when country is null",
});

export const calendar = z.strictObject({
  quarter_end_window_days: z.number().int().min(1).max(31)
    .describe("Last days of a quarter that count as quarter end, its last day included"),
  holiday_types: z.array(z.enum(["public", "bank", "optional"])).min(1)
    .describe("Kinds of date-holidays entries that count as holidays"),
  regions: z.record(z.string().min(1), region)
    .describe("Holidays by region of a server; a region not listed has none, which is reported as a warning"),
});
