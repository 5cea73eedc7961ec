/**
 * The kinds of column a snapshot may have. Each is a zod type that also carries its SQL type, its unit and
 * one sentence saying what it means, so that validation, Parquet and the dictionary page share one source.
 */
import { z } from "zod";

/** SQL types that DuckDB and Athena read alike. */
export type SqlType = "VARCHAR" | "DOUBLE" | "REAL" | "INTEGER" | "BIGINT" | "BOOLEAN" | "DATE";

export interface ColumnMeta {
  description: string;
  sql: SqlType;
  unit?: string;
}

interface Bounds {
  unit?: string;
  min?: number;
  max?: number;
}

function bounded(type: z.ZodNumber, { min, max }: Bounds): z.ZodNumber {
  const atLeast = min === undefined ? type : type.min(min);
  return max === undefined ? atLeast : atLeast.max(max);
}

function numeric(sql: SqlType, type: z.ZodNumber, description: string, bounds: Bounds): z.ZodNumber {
  return bounded(type, bounds).meta({ description, sql, unit: bounds.unit });
}

/** Free text. */
export const text = (description: string) => z.string().meta({ description, sql: "VARCHAR" });

/** One of a fixed list of words. */
export const word = <const T extends readonly [string, ...string[]]>(values: T, description: string) =>
  z.enum(values).meta({ description, sql: "VARCHAR" });

/** A number in double precision. */
export const real = (description: string, bounds: Bounds = {}) =>
  numeric("DOUBLE", z.number(), description, bounds);

/** A number in single precision: for the wide tables, where seven digits are plenty. */
export const single = (description: string, bounds: Bounds = {}) =>
  numeric("REAL", z.number(), description, bounds);

/** A whole number below 2^31. */
export const whole = (description: string, bounds: Bounds = {}) =>
  numeric("INTEGER", z.number().int(), description, bounds);

/** A utilisation in percent of capacity, 0 to 100. */
export const percent = (description: string) => real(description, { unit: "%", min: 0, max: 100 });

/** A probability, 0 to 1. */
export const probability = (description: string) => real(description, { min: 0, max: 1 });

/** True or false. */
export const flag = (description: string) => z.boolean().meta({ description, sql: "BOOLEAN" });

/** A calendar day, written YYYY-MM-DD in rows and days since 1970-01-01 in typed arrays. */
export const date = (description: string) =>
  z.string().regex(/^\d{4}-\d{2}-\d{2}$/).meta({ description, sql: "DATE" });

/** The metrics a server is measured by; also the column names of `telemetry`. */
export const METRICS = ["cpu_p95", "memory_p95", "disk_p95", "net_in_p95", "net_out_p95"] as const;
export type Metric = (typeof METRICS)[number];

/** What people call the metrics. */
export const METRIC_NAMES: Readonly<Record<Metric, string>> = {
  cpu_p95: "CPU",
  memory_p95: "memory",
  disk_p95: "disk",
  net_in_p95: "network in",
  net_out_p95: "network out",
};

/** Metrics in percent of capacity; the others are in Mbit/s. */
export const PERCENT_METRICS: readonly Metric[] = ["cpu_p95", "memory_p95", "disk_p95"];

export const serverId = () => text("Server, for example SRV-0042");
export const metric = () => word(METRICS, "What is measured: the daily 95th percentile of this metric");
