/**
 * CloudWatch metric streams in JSON: a line per metric, machine and minute, {min, max, sum, count} of what was
 * measured. Times are milliseconds. The average is sum by count; bytes are the sum, whose period the stream does not
 * say and is asked for. What becomes what: `cloudwatch.ts`.
 */
import type { Head, StreamReader } from "../reader.ts";
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
      ledger.met();
      if (isObject(value)) readLine(cloudwatch, number, value);
      else ledger.reject(number, text, "structure", "a line must be a JSON object");
      yield* ledger.full();
    }
    yield* cloudwatch.parts.settle(ledger);
    yield* ledger.rest();
  },
};

function readLine(cloudwatch: CloudWatch, line: number, record: JsonObject): void {
  const { sum, count } = objectOf(record.value);
  if (count === 0) return cloudwatch.ledger.skip("period without a measurement");
  const dimensions = objectOf(record.dimensions);
  const name = textOf(record.metric_name);
  const isTraffic = name === "NetworkIn" || name === "NetworkOut";
  const [total, counted] = [numberOf(sum), numberOf(count)];
  const value = isTraffic || total === undefined || counted === undefined ? total : total / counted;
  cloudwatch.put({
    names: [name],
    server: serverOf(dimensions),
    name,
    dimensions,
    statistic: isTraffic ? "sum" : "average",
    seconds: null,
    unit: textOf(record.unit),
  }, { at: numberOf(record.timestamp), value, line, text: asWritten(record) });
}
