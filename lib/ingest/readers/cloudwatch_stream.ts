/**
 * CloudWatch metric streams in JSON: a line per metric, machine and minute, {min, max, sum, count} of what was
 * measured. Times are milliseconds. The average is sum by count, the maximum is taken beside it; bytes are the sum,
 * whose period the stream does not say and is asked for. What becomes what: `cloudwatch.ts`.
 */
import type { Head, StreamReader } from "../reader.ts";
import type { Statistic } from "../sample.ts";
import { CloudWatch, serverOf } from "./cloudwatch.ts";
import { Ledger } from "./ledger.ts";
import { asWritten, hasKeys, isObject, type JsonObject, numberOf, objectOf, textOf } from "./shape.ts";

export const cloudwatchStream: StreamReader = {
  kind: "stream",
  format: "cloudwatch-stream",
  title: "CloudWatch, metric stream in JSON",
  recognise({ text }: Head) {
    const first = /^[^\r\n]*/.exec(text)?.[0] ?? "";
    return hasKeys(first, "metric_stream_name", "metric_name", "dimensions") ? 1 : 0;
  },
  async *read(source, told) {
    const ledger = new Ledger();
    const cloudwatch = new CloudWatch(ledger, told);
    for await (const { number, text, value } of source.jsonLines()) {
      if (isObject(value)) readLine(cloudwatch, number, value);
      else {
        ledger.met();
        ledger.reject(number, text, "structure", "a line must be a JSON object");
      }
      yield* ledger.full();
    }
    yield* cloudwatch.parts.settle(ledger);
    yield* ledger.rest();
  },
};

function readLine(cloudwatch: CloudWatch, line: number, record: JsonObject): void {
  const { ledger } = cloudwatch;
  const dimensions = objectOf(record.dimensions);
  const name = textOf(record.metric_name);
  for (const [statistic, value] of statisticsOf(objectOf(record.value), name)) {
    ledger.met();
    if (objectOf(record.value).count === 0) {
      ledger.skip("period without a measurement");
      continue;
    }
    cloudwatch.put({
      names: [name],
      server: serverOf(dimensions),
      name,
      dimensions,
      statistic,
      seconds: null,
      unit: textOf(record.unit),
    }, { at: numberOf(record.timestamp), value, line, text: asWritten(record) });
  }
}

function statisticsOf({ sum, count, max }: JsonObject, name: string | undefined): [Statistic, unknown][] {
  if (name === "NetworkIn" || name === "NetworkOut") return [["sum", sum]];
  const average = typeof sum === "number" && typeof count === "number" ? sum / count : undefined;
  return max === undefined ? [["average", average]] : [["average", average], ["maximum", max]];
}
