/** All that can be decided in config/, one section per file. Defaults live in the YAML, never here. */
import { z } from "zod";
import { anomalies } from "./anomalies.ts";
import { calendar } from "./calendar.ts";
import { cleaning } from "./cleaning.ts";
import { consolidation } from "./consolidation.ts";
import { exports } from "./exports.ts";
import { features } from "./features.ts";
import { fleet } from "./fleet.ts";
import { ingest } from "./ingest.ts";
import { models } from "./models.ts";
import { recommendations } from "./recommendations.ts";
import { risk } from "./risk.ts";
import { scenarios } from "./scenarios.ts";
import { site } from "./site.ts";
import { stationarity } from "./stationarity.ts";
import { telemetry } from "./telemetry.ts";
import { totals } from "./totals.ts";

export const sections = {
  fleet,
  calendar,
  ingest,
  telemetry,
  cleaning,
  features,
  models,
  risk,
  consolidation,
  recommendations,
  site,
  anomalies,
  stationarity,
  totals,
  scenarios,
  exports,
} as const;

export type Section = keyof typeof sections;
/** Sections made of files by name, config/<section>/<name>.yaml; the others are one file, config/<section>.yaml. */
export const FOLDERS: ReadonlySet<Section> = new Set(["scenarios"]);
export type Settings = { [Name in Section]: z.infer<(typeof sections)[Name]> };
