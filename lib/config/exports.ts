import { z } from "zod";

/** Rows of an Excel sheet, less the two that a table's note and heading take. */
const EXCEL_ROWS = 1_048_576 - 2;

export const exports = z.strictObject({
  workbook: z.strictObject({
    rows_per_sheet: z.number().int().min(1).max(EXCEL_ROWS).describe(
      "Rows of a table that a sheet of the workbook holds at most; what is left out is said on the sheet",
    ),
  }).describe("The Excel workbook"),
  csv: z.strictObject({
    rows: z.number().int().min(1).describe(
      "Rows that a CSV file holds at most; what is left out is said beside its link, and the Parquet file has all",
    ),
  }).describe("The CSV files"),
});
