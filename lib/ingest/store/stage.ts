/** Brings the values of one file, judged, into a scratch Parquet file, however large the file is. */
import { literal } from "../../warehouse/bind.ts";
import type { DuckDBWarehouse, LoadType } from "../../warehouse/duckdb.ts";
import { judged, type Judging } from "../judge.ts";
import { Refusal } from "../refusal.ts";
import { accounted, type Batch, type Rejected, type Sample, SAMPLED } from "../sample.ts";
import { conversion, type UnitName, UNITS } from "../units.ts";

export interface Staged {
  /** Parquet files of judged values. */
  parts: string[];
  /** Values met, as the reader counts them. */
  read: number;
  /** Values left aside by the reader, by reason. */
  skipped: Map<string, number>;
  /** Values behind the judged ones beyond one each, as of interfaces that add up. */
  combined: number;
}

const RAW_TYPES = {
  line: "DOUBLE",
  server: "VARCHAR",
  at_text: "VARCHAR",
  at_ms: "DOUBLE",
  metric: "VARCHAR",
  named: "VARCHAR",
  value_text: "VARCHAR",
  value: "DOUBLE",
  factor: "DOUBLE",
  divisor: "DOUBLE",
  statistic: "VARCHAR",
  interval_seconds: "DOUBLE",
} as const satisfies Record<string, LoadType>;

/** Values held before they are written. */
const PART_VALUES = 200_000;

/** A table read by SQL. */
export async function stageTable(
  warehouse: DuckDBWarehouse,
  raw: string,
  judging: Judging,
  to: string,
): Promise<Staged> {
  const read = await warehouse.copyTo(judged(raw, judging), to);
  return { parts: [to], read, skipped: new Map(), combined: 0 };
}

const isOurs = (metric: string): boolean => (SAMPLED as readonly string[]).includes(metric);

function scaleOf({ metric, unit, capacity, interval_seconds }: Sample): [factor: number, divisor: number] {
  const found = Object.hasOwn(UNITS, unit)
    ? conversion(metric as (typeof SAMPLED)[number], unit as UnitName)
    : undefined;
  if (found === undefined) return [NaN, NaN];
  if (found.by_capacity) return [found.factor, capacity !== undefined && capacity > 0 ? capacity : NaN];
  return [found.factor, found.by_interval ? interval_seconds ?? NaN : 1];
}

function rawColumns(samples: readonly Sample[]) {
  const texts = (of: (sample: Sample) => string | null) => samples.map(of);
  const numbers = (of: (sample: Sample) => number) => Float64Array.from(samples, of);
  const scales = samples.map((sample) => isOurs(sample.metric) ? scaleOf(sample) : [NaN, NaN] as const);
  return {
    line: numbers(({ line }) => line),
    server: texts(({ server }) => server),
    at_text: texts(({ at }) => typeof at === "string" ? at : null),
    at_ms: numbers(({ at }) => typeof at === "number" ? at : NaN),
    metric: texts(({ metric }) => isOurs(metric) ? metric : null),
    named: texts(({ metric }) => metric),
    // NaN travels as null, and a value that is no finite number is told by its text.
    value_text: texts(({ value }) => Number.isFinite(value) ? null : String(value)),
    value: numbers(({ value }) => Number.isFinite(value) ? value : NaN),
    factor: Float64Array.from(scales, ([factor]) => factor),
    divisor: Float64Array.from(scales, ([, divisor]) => divisor),
    statistic: texts(({ statistic }) => statistic),
    interval_seconds: numbers(({ interval_seconds }) => interval_seconds ?? NaN),
  };
}

const REJECTED_TYPES = { line: "DOUBLE", rule: "VARCHAR", reason: "VARCHAR", text: "VARCHAR" } as const;

/** The judged form of a value its reader rejected. */
const REJECTED = `SELECT CAST(line AS BIGINT) AS line, CAST(NULL AS VARCHAR) AS server,
  CAST(NULL AS VARCHAR) AS metric, CAST(NULL AS VARCHAR) AS statistic, CAST(NULL AS INTEGER) AS interval_seconds,
  CAST(NULL AS BIGINT) AS ms, FALSE AS folded, CAST(NULL AS DOUBLE) AS value, rule, reason, text FROM rejected`;

/** Values of a reader, part by part. @throws Refusal when times have no zone and nobody said one */
export async function stageStream(
  warehouse: DuckDBWarehouse,
  name: string,
  batches: AsyncIterable<Batch>,
  judging: Judging,
  to: (part: number) => string,
  progress: (read: number) => void,
): Promise<Staged> {
  const staged: Staged = { parts: [], read: 0, skipped: new Map(), combined: 0 };
  let samples: Sample[] = [];
  let rejected: Rejected[] = [];
  const flush = async () => {
    if (samples.length + rejected.length === 0) return;
    await warehouse.load("raw_values", rawColumns(samples), RAW_TYPES);
    await warehouse.load("rejected", {
      line: Float64Array.from(rejected, ({ line }) => line),
      rule: rejected.map(({ rule }) => rule),
      reason: rejected.map(({ reason }) => reason),
      text: rejected.map(({ text }) => text),
    }, REJECTED_TYPES);
    const path = to(staged.parts.length);
    await warehouse.copyTo(`(${judged("SELECT * FROM raw_values", judging)}) UNION ALL ${REJECTED}`, path);
    staged.parts.push(path);
    samples = [];
    rejected = [];
    progress(staged.read);
  };
  for await (const batch of batches) {
    if (accounted(batch) !== batch.read) {
      throw new Error(
        `Cannot take in values as each must be kept, rejected or left aside: ${batch.read} read, ${
          accounted(batch)
        } accounted for`,
      );
    }
    staged.read += batch.read;
    for (const sample of batch.samples) {
      if (typeof sample.at === "string" && judging.timezone === undefined) {
        throw new Refusal(
          `Cannot read ${name} as its times name no zone, such as "${sample.at}" in line ${sample.line}: ` +
            "say it with --timezone, for example --timezone UTC or --timezone Europe/Zurich",
        );
      }
      staged.combined += (sample.values ?? 1) - 1;
      samples.push(sample);
    }
    for (const value of batch.rejected) rejected.push(value);
    for (const [reason, count] of Object.entries(batch.skipped)) {
      staged.skipped.set(reason, (staged.skipped.get(reason) ?? 0) + count);
    }
    if (samples.length + rejected.length >= PART_VALUES) await flush();
  }
  await flush();
  return staged;
}

/** The judged values of a staged file as one relation. */
export const stagedRelation = ({ parts }: Staged): string =>
  `SELECT * FROM read_parquet([${parts.map(literal).join(", ")}])`;
