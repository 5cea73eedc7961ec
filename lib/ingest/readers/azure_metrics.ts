/**
 * Azure Monitor's metrics in JSON: the REST answer for one resource, for several (a time series for each
 * Microsoft.ResourceId), the batch answer, and what `az monitor metrics list` prints, which writes the interval
 * 0:05:00 and missing statistics as null. What becomes what: `azure.ts`.
 */
import type { Head, StreamReader } from "../reader.ts";
import { Refusal } from "../refusal.ts";
import type { Batch } from "../sample.ts";
import { Azure } from "./azure.ts";
import { type Fields, JsonFault, jsonPieces } from "./json_scanner.ts";
import { Ledger } from "./ledger.ts";
import {
  asWritten,
  beginsJson,
  hasKeys,
  isObject,
  type JsonObject,
  listOf,
  objectOf,
  textOf,
} from "./shape.ts";
import { durationSeconds } from "./written.ts";

const PATHS = [["value", "[]"], ["values", "[]", "value", "[]"]];

export const azureMetrics: StreamReader = {
  kind: "stream",
  format: "azure",
  title: "Azure Monitor, metrics",
  recognise({ text }: Head) {
    if (!beginsJson(text)) return 0;
    if (hasKeys(text, "timeseries", "timeStamp") && /microsoft\.insights/i.test(text)) return 1;
    return hasKeys(text, "value", "timeseries", "localizedValue") ? 0.9 : 0;
  },
  async *read(source, told) {
    const ledger = new Ledger();
    const azure = new Azure(ledger, told);
    try {
      for await (const { path, value, parents } of jsonPieces(source.text(), PATHS)) {
        if (path.endsWith("value[]")) yield* readMetric(azure, value, parents);
        else if (path === "" && isObject(value) && isObject(value.error)) {
          throw new Refusal(
            `Cannot read ${source.name} as Azure must have answered with data: it answered ${
              asWritten(value.error)
            }`,
          );
        }
      }
    } catch (error) {
      if (!(error instanceof JsonFault)) throw error;
      ledger.reject(ledger.met(), "", "structure", error.message);
    }
    yield* ledger.rest();
  },
};

function* readMetric(azure: Azure, value: unknown, parents: readonly Fields[]): Generator<Batch> {
  const metric = objectOf(value);
  const name = textOf(objectOf(metric.name).value) ?? textOf(metric.name);
  const { ledger } = azure;
  if (name === undefined) {
    ledger.reject(ledger.met(), asWritten(value), "structure", "a metric must have a name");
    return;
  }
  if ((metric.errorCode ?? "Success") !== "Success") {
    const why = `a metric must have errorCode Success: ${metric.errorCode} ${metric.errorMessage ?? ""}`;
    ledger.reject(ledger.met(), name, "structure", why);
  }
  for (const one of listOf(metric.timeseries).map(objectOf)) {
    const data = listOf(one.data).map(objectOf);
    const dimensions = dimensionsOf(one);
    const resource = dimensions.get("microsoft.resourceid") ?? textOf(metric.id);
    dimensions.delete("microsoft.resourceid");
    if (dimensions.size > 0) {
      ledger.met(data.length);
      ledger.skip(`part of a machine, by ${[...dimensions.keys()].join(", ").slice(0, 80)}`, data.length);
      continue;
    }
    const seconds = intervalOf(parents) ?? spacing(data);
    for (const point of data) {
      azure.put({ resource, name, seconds }, point.timeStamp, point);
      yield* ledger.full();
    }
  }
}

function dimensionsOf({ metadatavalues }: JsonObject): Map<string, string> {
  const pairs = listOf(metadatavalues).map(objectOf).map(({ name, value }): [string, string] => [
    String(objectOf(name).value ?? name).toLowerCase(),
    String(value),
  ]);
  return new Map(pairs);
}

function intervalOf(parents: readonly Fields[]): number | undefined {
  const written = parents.map(({ interval }) => textOf(interval)).findLast((interval) =>
    interval !== undefined
  );
  return written === undefined ? undefined : durationSeconds(written);
}

/** Seconds between the first two values: Azure writes every interval, also those without a measurement. */
function spacing(data: readonly JsonObject[]): number | null {
  const [first, second] = data.map(({ timeStamp }) => Date.parse(String(timeStamp)));
  const seconds = (second! - first!) / 1000;
  return seconds > 0 ? seconds : null;
}
