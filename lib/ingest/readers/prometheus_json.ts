/**
 * Answers of Prometheus' query and query_range, dumps that clients write (a list of {metric, values}), and the export
 * of VictoriaMetrics (a {metric, values, timestamps} per line). Values are texts and may be NaN or +Inf; times are
 * seconds, those of VictoriaMetrics milliseconds. What becomes what: `prometheus_families.ts`.
 */
import type { Head, StreamReader } from "../reader.ts";
import { Refusal } from "../refusal.ts";
import type { Batch } from "../sample.ts";
import { JsonFault, jsonPieces } from "./json_scanner.ts";
import { Ledger } from "./ledger.ts";
import { type Point, Prometheus } from "./prometheus.ts";
import type { Labels } from "./prometheus_families.ts";
import { asWritten, beginsJson, hasKeys, isObject, type JsonObject, listOf, objectOf } from "./shape.ts";

const PATHS = [["data", "result", "[]"], ["[]"]];

export const prometheusJson: StreamReader = {
  kind: "stream",
  format: "prometheus-json",
  title: "Prometheus, answers and dumps in JSON",
  recognise({ text }: Head) {
    if (!beginsJson(text)) return 0;
    if (/"resultType"\s*:\s*"(matrix|vector|scalar|string)"/.test(text)) return 1;
    if (/^\s*\{\s*"status"\s*:\s*"error"/.test(text) && hasKeys(text, "errorType")) return 1;
    return /"metric"\s*:\s*\{/.test(text) && /"values?"\s*:\s*\[/.test(text) ? 0.9 : 0;
  },
  async *read(source, told) {
    const ledger = new Ledger();
    const prometheus = new Prometheus(ledger, source.name, told);
    try {
      for await (const { path, value } of jsonPieces(source.text(), PATHS)) {
        if (path === "data.result[]" || path === "[]") yield* readSeries(prometheus, value);
        else if (path === "" && isObject(value)) yield* readEnd(prometheus, source.name, value);
        yield* ledger.full();
      }
    } catch (error) {
      if (!(error instanceof JsonFault)) throw error;
      ledger.reject(ledger.met(), "", "structure", error.message);
    }
    yield* prometheus.settle();
    yield* ledger.rest();
  },
};

const isPoint = (value: unknown): value is Point => Array.isArray(value) && value.length === 2;

function* readSeries(prometheus: Prometheus, value: unknown): Generator<Batch> {
  const { metric, values, value: single, histogram, histograms } = objectOf(value);
  const points = single === undefined ? listOf(values) : [single];
  const { ledger } = prometheus;
  if (!isObject(metric) || !points.every(isPoint)) {
    ledger.reject(
      ledger.met(),
      asWritten(value),
      "structure",
      "a result must have a metric and values [time, value]",
    );
    return;
  }
  const other = listOf(histograms).length + (histogram === undefined ? 0 : 1);
  ledger.met(other);
  ledger.skip("native histogram", other);
  yield* prometheus.series(labelsOf(metric), points);
}

const labelsOf = (metric: JsonObject): Labels =>
  Object.fromEntries(Object.entries(metric).map(([label, value]) => [label, String(value)]));

/** A document that has ended: an answer, whose series were read, or a line of VictoriaMetrics. */
function* readEnd(
  prometheus: Prometheus,
  file: string,
  { status, error, metric, values, timestamps }: JsonObject,
) {
  if (status === "error") {
    throw new Refusal(
      `Cannot read ${file} as Prometheus must have answered with data: it answered "${error}"`,
    );
  }
  if (!isObject(metric)) return;
  const times = listOf(timestamps);
  const points = listOf(values).map((value, index): Point => {
    const milliseconds = times[index];
    return [typeof milliseconds === "number" ? milliseconds / 1000 : milliseconds, value];
  });
  yield* prometheus.series(labelsOf(metric), points);
}
