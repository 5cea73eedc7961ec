/** The files that phases make for readers to take away. */
import { accuracy } from "./accuracy.ts";
import { file, type FileSchema } from "./file.ts";
import { forecasts } from "./forecasts.ts";
import { forecastsByMonth } from "./forecasts_by_month.ts";
import { quality } from "./quality.ts";
import { recommendations } from "./recommendations.ts";
import { risk } from "./risk.ts";
import { savings } from "./savings.ts";
import { serverRisk } from "./server_risk.ts";
import { servers } from "./servers.ts";
import type { SnapshotSchema } from "./snapshot.ts";

export const workbookFile = file({
  name: "headroom.xlsx",
  description:
    "Excel workbook: headline figures, forecasts by month, risk, recommendations, accuracy and the dictionary, with typed cells and filters.",
});

/** A snapshot as CSV. */
export const csvFile = ({ name, description }: SnapshotSchema): FileSchema =>
  file({ name: `${name}.csv`, description: `As CSV: ${description}` });

/** Snapshots that readers take away, as CSV and as Parquet. */
export const TAKEN_AWAY: readonly SnapshotSchema[] = [
  risk,
  serverRisk,
  forecastsByMonth,
  forecasts,
  recommendations,
  savings,
  servers,
  accuracy,
  quality,
];
