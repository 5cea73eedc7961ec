import { z } from "zod";

export const site = z.strictObject({
  title: z.string().min(1).describe("Name shown on every page"),
  changes: z.strictObject({
    least_days: z.number().int().min(1).describe(
      "Days by which a date must have moved to be reported as changed",
    ),
    kept_builds: z.number().int().min(2).describe("Builds whose state is kept to compare with"),
  }).describe("What changed since the last build that differed"),
  port: z.number().int().min(1).max(65535).describe("First port tried when the site is served"),
  server_pages: z.strictObject({
    most: z.number().int().min(0).describe(
      "Servers up to which each has a page of its own; above it one page shows the server its address names",
    ),
    history_days: z.number().int().min(28).describe("Days of history shown of each of a server's metrics"),
  }).describe("What the report says of single servers"),
  tables: z.strictObject({
    most: z.number().int().min(0).describe(
      "Servers up to which pages carry every row of their tables; above it they round, and show the first rows of some",
    ),
  }).describe("Tables that pages fetch"),
  replay: z.strictObject({
    most: z.number().int().min(1).describe(
      "Servers whose past forecasts can be looked at, first in the order of action",
    ),
  }).describe("Past forecasts of single series"),
});
