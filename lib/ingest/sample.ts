/** What every reader makes of an extract: samples, and the values it cannot turn into one. */

/** What a server is measured by. A P95 is a 95th percentile of such samples over a day. */
export const SAMPLED = ["cpu", "memory", "disk", "net_in", "net_out"] as const;
export type Sampled = (typeof SAMPLED)[number];

/**
 * What one value stands for: `raw` is what was measured at that moment, the others sum up the time since the
 * value before. A percentile of averages is less than the percentile of what they average.
 */
export const STATISTICS = [
  "raw",
  "average",
  "maximum",
  "minimum",
  "sum",
  "p50",
  "p90",
  "p95",
  "p99",
] as const;
export type Statistic = (typeof STATISTICS)[number];

export interface Sample {
  /** The server's name as the source writes it. */
  server: string;
  /** Milliseconds since 1970 UTC, or local time without a zone: YYYY-MM-DDTHH:MM:SS[.sss]. */
  at: number | string;
  /** One of `SAMPLED`; what is none of them goes by the source's own name and is counted, not kept. */
  metric: string;
  /** As the source writes it, in `unit`. */
  value: number;
  /** A name of `UNITS` (units.ts). */
  unit: string;
  /** What is full, in the same unit, where the source says so: MHz, bytes. */
  capacity?: number;
  statistic: Statistic;
  /** Seconds one value stands for; null when the source does not say. */
  interval_seconds: number | null;
  /** Line of the text, from 1; for documents without lines the number of the value. */
  line: number;
  /** Values of the source that were combined into this one, as of several interfaces; 1 when absent. */
  values?: number;
}

/** Why a value is no sample. */
export const RULES = [
  "structure",
  "encoding",
  "server",
  "time",
  "time_zone",
  "skipped_hour",
  "too_old",
  "future",
  "metric",
  "value",
  "not_finite",
  "negative",
  "magnitude",
  "unit",
  "duplicate",
] as const;
export type Rule = (typeof RULES)[number];

export interface Rejected {
  line: number;
  /** What stands there, cut to `TEXT_LIMIT`. */
  text: string;
  rule: Rule;
  /** The rule in words and the value that broke it. */
  reason: string;
}

/** Longest text of a rejected value that is kept. */
export const TEXT_LIMIT = 200;

/**
 * A part of what a reader found, at most some ten thousand values.
 * Nothing is lost: `read` is the sum of the values behind the samples, of the rejected and of the skipped.
 */
export interface Batch {
  /** Values met, counted where they are met. A line that cannot be read at all is one. */
  read: number;
  samples: Sample[];
  rejected: Rejected[];
  /** Values left aside on purpose, by reason in words: "one row per CPU beside the row of all", "empty". */
  skipped: Record<string, number>;
}

export const emptyBatch = (): Batch => ({ read: 0, samples: [], rejected: [], skipped: {} });

/** A rejected value with its text cut. */
export const reject = (line: number, text: string, rule: Rule, reason: string): Rejected => ({
  line,
  text: text.length > TEXT_LIMIT ? text.slice(0, TEXT_LIMIT) + "…" : text,
  rule,
  reason,
});

/** Values of a batch that are accounted for; must equal `read`. */
export const accounted = ({ samples, rejected, skipped }: Batch): number =>
  samples.reduce((sum, { values = 1 }) => sum + values, 0) + rejected.length +
  Object.values(skipped).reduce((sum, count) => sum + count, 0);
