/** What taking in one file works with, and what a person said of it. */
import { parse as parseYaml } from "yaml";
import type { Settings } from "../../config/settings.ts";
import type { DuckDBWarehouse } from "../../warehouse/duckdb.ts";
import type { Judging } from "../judge.ts";
import { type Mapping, mapping as mappingShape } from "../mapping.ts";
import type { Reader } from "../reader.ts";
import { Refusal } from "../refusal.ts";
import { NOTHING_TOLD, type SeriesMap, seriesMap } from "../series.ts";
import type { Workspace } from "./workspace.ts";

/** What a person said with --map. */
export interface Told {
  mapping: Mapping | undefined;
  series: SeriesMap;
}

export interface Taking {
  warehouse: DuckDBWarehouse;
  workspace: Workspace;
  readers: readonly Reader[];
  settings: Settings["ingest"];
  format: string | undefined;
  timezone: string | undefined;
  told: Told;
  dry_run: boolean;
  /** Milliseconds since 1970. */
  now: number;
  progress(read: number): void;
}

/** @throws Refusal when it is neither a mapping of columns nor of series */
export function readTold(text: string, path: string): Told {
  let value: unknown;
  try {
    value = parseYaml(text);
  } catch (error) {
    throw new Refusal(`Cannot use ${path} as it must be YAML: ${(error as Error).message.split("\n")[0]}`);
  }
  const isSeries = typeof value === "object" && value !== null && "series" in value;
  const parsed = (isSeries ? seriesMap : mappingShape).safeParse(value);
  if (!parsed.success) {
    const { path: at, message } = parsed.error.issues[0]!;
    throw new Refusal(`Cannot use ${path} as ${at.join(".") || "it"} is wrong: ${message}`);
  }
  return "series" in parsed.data
    ? { mapping: undefined, series: parsed.data }
    : { mapping: parsed.data, series: NOTHING_TOLD };
}

/** The name of a file without folder, archive and .gz. */
export const baseName = (name: string): string => name.replace(/^.*[/!]/, "").replace(/\.gz$/i, "");

/** The rules a file is judged by. */
export function judging({ settings, timezone, now }: Taking, mapping: Mapping | undefined): Judging {
  return {
    timezone: timezone ?? mapping?.time.timezone,
    time_format: mapping?.time.format ?? "iso",
    decimal: mapping?.decimal ?? ".",
    earliest: Date.parse(settings.earliest),
    latest: now + settings.future_days * 86_400_000,
    max_percent: settings.max_percent,
    max_mbps: settings.max_mbps,
  };
}

/** Where the judged values of a file lie while it is taken in. */
export const stagePath = ({ workspace }: Taking, part: number): string =>
  `${workspace.scratch}stage-${String(part).padStart(6, "0")}.parquet`;
