/** All that can be decided in config/, one section per file. Defaults live in the YAML, never here. */
import { z } from "zod";
import { anomalies } from "./anomalies.ts";
import { calendar } from "./calendar.ts";
import { cleaning } from "./cleaning.ts";
import { consolidation } from "./consolidation.ts";
import { features } from "./features.ts";
import { fleet } from "./fleet.ts";
import { ingest } from "./ingest.ts";
import { models } from "./models.ts";
import { recommendations } from "./recommendations.ts";
import { risk } from "./risk.ts";
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
} as const;

export type Section = keyof typeof sections;
export type Settings = { [Name in Section]: z.infer<(typeof sections)[Name]> };
