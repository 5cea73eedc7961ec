/**
 * The answer of CloudWatch's get-metric-statistics: a Label, which is the metric, and Datapoints in no order. It names
 * no machine: an instance id in the name of the file does, or it is asked for. Of a point the average, the maximum and
 * percentiles are taken, of traffic the sum. What becomes what: `cloudwatch.ts`.
 */
import type { Head, StreamReader } from "../reader.ts";
import type { Statistic } from "../sample.ts";
import { CloudWatch, instanceIn } from "./cloudwatch.ts";
import { timeOf } from "./cloudwatch_data.ts";
import { JsonFault, jsonPieces } from "./json_scanner.ts";
import { Ledger } from "./ledger.ts";
import { asWritten, beginsJson, hasKeys, type JsonObject, listOf, objectOf, textOf } from "./shape.ts";

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
  const { ledger } = cloudwatch;
  const at = timeOf(point.Timestamp), text = asWritten(point);
  const found = statisticsOf(point, label);
  for (const [statistic, value] of found) {
    const described = {
      names: [file, label],
      server: instanceIn(file),
      name: label,
      dimensions: {},
      statistic,
      seconds: null,
      unit: textOf(point.Unit),
    };
    cloudwatch.put(described, { at, value, line: ledger.met(), text });
  }
  if (found.length > 0) return;
  ledger.reject(
    ledger.met(),
    text,
    "value",
    "a point must have an Average, Maximum or percentile, of traffic a Sum",
  );
}

function statisticsOf(point: JsonObject, label: string | undefined): [Statistic, unknown][] {
  const isTraffic = label === "NetworkIn" || label === "NetworkOut";
  if (isTraffic && point.Sum !== undefined) return [["sum", point.Sum]];
  const extended = objectOf(point.ExtendedStatistics);
  const all: [Statistic, unknown][] = [
    ["average", point.Average],
    ["maximum", point.Maximum],
    ["p95", extended.p95],
    ["p99", extended.p99],
  ];
  return all.filter(([, value]) => value !== undefined);
}
