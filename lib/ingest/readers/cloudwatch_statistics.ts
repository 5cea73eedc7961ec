/**
 * The answer of CloudWatch's get-metric-statistics: a Label, which is the metric, and Datapoints in no order. It names
 * no machine: an instance id in the name of the file does, or it is asked for. Of several statistics of a point the
 * average is taken, else the maximum, else a percentile. What becomes what: `cloudwatch.ts`.
 */
import type { Head, StreamReader } from "../reader.ts";
import type { Statistic } from "../sample.ts";
import { CloudWatch, instanceIn } from "./cloudwatch.ts";
import { timeOf } from "./cloudwatch_data.ts";
import { JsonFault, jsonPieces } from "./json_scanner.ts";
import { Ledger } from "./ledger.ts";
import { asWritten, beginsJson, hasKeys, type JsonObject, listOf, objectOf, textOf } from "./shape.ts";

const BY_PREFERENCE: readonly [key: string, statistic: Statistic][] = [
  ["Average", "average"],
  ["Maximum", "maximum"],
  ["Minimum", "minimum"],
];
const PERCENTILES: readonly Statistic[] = ["p95", "p99", "p90", "p50"];

export const cloudwatchStatistics: StreamReader = {
  kind: "stream",
  format: "cloudwatch-statistics",
  title: "CloudWatch, get-metric-statistics",
  recognise({ text }: Head) {
    if (!beginsJson(text) || !hasKeys(text, "Datapoints")) return 0;
    return hasKeys(text, "Timestamp") || hasKeys(text, "Label") ? 1 : 0;
  },
  async *read(source, told) {
    const ledger = new Ledger();
    const cloudwatch = new CloudWatch(ledger, told);
    try {
      for await (const { value } of jsonPieces(source.text(), [[]])) {
        const document = objectOf(value);
        for (const point of listOf(document.Datapoints)) {
          readPoint(cloudwatch, source.name, textOf(document.Label), objectOf(point));
          yield* ledger.full();
        }
      }
    } catch (error) {
      if (!(error instanceof JsonFault)) throw error;
      ledger.reject(ledger.met(), "", "structure", error.message);
    }
    yield* cloudwatch.parts.settle(ledger);
    yield* ledger.rest();
  },
};

function readPoint(cloudwatch: CloudWatch, file: string, label: string | undefined, point: JsonObject): void {
  const isTraffic = label === "NetworkIn" || label === "NetworkOut";
  const { statistic, value } = isTraffic && point.Sum !== undefined
    ? { statistic: "sum" as const, value: point.Sum }
    : chosen(point);
  const described = {
    names: [file, label],
    server: instanceIn(file),
    name: label,
    dimensions: {},
    statistic,
    seconds: null,
    unit: textOf(point.Unit),
  };
  const line = cloudwatch.ledger.met();
  cloudwatch.put(described, { at: timeOf(point.Timestamp), value, line, text: asWritten(point) });
}

function chosen(point: JsonObject): { statistic: Statistic | undefined; value: unknown } {
  for (const [key, statistic] of BY_PREFERENCE) {
    if (point[key] !== undefined) return { statistic, value: point[key] };
  }
  const extended = objectOf(point.ExtendedStatistics);
  for (const statistic of PERCENTILES) {
    if (extended[statistic] !== undefined) return { statistic, value: extended[statistic] };
  }
  return { statistic: undefined, value: undefined };
}
