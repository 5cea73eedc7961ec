/**
 * The answer of CloudWatch's GetMetricData: results with an Id, a Label, Timestamps and Values, latest first unless
 * asked otherwise. It says neither machine nor statistic, except in a label that was given so, such as
 * `${PROP('Dim.InstanceId')} ${PROP('MetricName')} ${PROP('Stat')} ${PROP('Period')}`, or where the MetricDataQueries
 * that were asked stand in the document before the results. The rest is asked for. What becomes what: `cloudwatch.ts`.
 */
import type { Head, StreamReader } from "../reader.ts";
import { CloudWatch, type Described, instanceIn, KNOWN_NAMES, serverOf, statisticOf } from "./cloudwatch.ts";
import { JsonFault, jsonPieces } from "./json_scanner.ts";
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
import { moment } from "./written.ts";
import type { Batch } from "../sample.ts";

const PATHS = [["MetricDataResults", "[]"]];

export const cloudwatchData: StreamReader = {
  kind: "stream",
  format: "cloudwatch-data",
  title: "CloudWatch, get-metric-data",
  recognise: ({ text }: Head) => beginsJson(text) && hasKeys(text, "MetricDataResults") ? 1 : 0,
  async *read(source, told) {
    const ledger = new Ledger();
    const cloudwatch = new CloudWatch(ledger, told);
    try {
      for await (const { path, value, parents } of jsonPieces(source.text(), PATHS)) {
        if (path === "MetricDataResults[]") {
          yield* readResult(cloudwatch, source.name, value, objectOf(parents[0]));
        } else if (path === "" && isObject(value)) readEnd(ledger, value);
      }
    } catch (error) {
      if (!(error instanceof JsonFault)) throw error;
      ledger.reject(ledger.met(), "", "structure", error.message);
    }
    yield* cloudwatch.parts.settle(ledger);
    yield* ledger.rest();
  },
};

function readEnd(ledger: Ledger, document: JsonObject): void {
  if (textOf(document.NextToken) === undefined) return;
  ledger.reject(
    ledger.met(),
    "NextToken",
    "structure",
    "the answer must be whole: there is more behind its NextToken",
  );
}

function* readResult(
  cloudwatch: CloudWatch,
  file: string,
  value: unknown,
  document: JsonObject,
): Generator<Batch> {
  const { ledger } = cloudwatch;
  const result = objectOf(value);
  const [times, values] = [listOf(result.Timestamps), listOf(result.Values)];
  const described = describe(result, queryOf(document, result.Id), file);
  if ((result.StatusCode ?? "Complete") !== "Complete") {
    const why = `a result must be Complete: it is ${result.StatusCode} ${asWritten(result.Messages ?? [])}`;
    ledger.reject(ledger.met(), asWritten([result.Id, result.Label]), "structure", why);
  }
  for (let index = 0; index < Math.max(times.length, values.length); index++) {
    const text = asWritten([result.Id, result.Label, times[index], values[index]]);
    cloudwatch.put(described, { at: timeOf(times[index]), value: values[index], line: ledger.met(), text });
    yield* ledger.full();
  }
}

/** The command line writes ISO 8601, the service seconds since 1970. */
export function timeOf(value: unknown): number | string | undefined {
  if (typeof value === "number") return Math.round(value * 1000);
  return typeof value === "string" ? moment(value) : undefined;
}

function queryOf(document: JsonObject, id: unknown): JsonObject {
  return listOf(document.MetricDataQueries).map(objectOf).find((query) => query.Id === id) ?? {};
}

function describe({ Id, Label }: JsonObject, query: JsonObject, file: string): Described {
  const label = textOf(Label) ?? "";
  const names = [textOf(Id), textOf(Label), file];
  const stat = objectOf(query.MetricStat);
  const asked = objectOf(stat.Metric);
  if (textOf(asked.MetricName) === undefined) return { names, ...fromLabel(label) };
  const dimensions = Object.fromEntries(
    listOf(asked.Dimensions).map(objectOf).map(({ Name, Value }) => [String(Name), Value]),
  );
  return {
    names,
    server: serverOf(dimensions),
    name: textOf(asked.MetricName),
    dimensions,
    statistic: statisticOf(textOf(stat.Stat) ?? ""),
    seconds: typeof stat.Period === "number" ? stat.Period : null,
    unit: textOf(stat.Unit),
  };
}

/** What a label says: an instance, a metric, a statistic and after it the seconds of a period. */
function fromLabel(label: string): Omit<Described, "names"> {
  const words = label.split(/\s+/);
  const at = words.findIndex((word) => statisticOf(word) !== undefined);
  const period = Number(words[at + 1]);
  return {
    server: instanceIn(label),
    name: KNOWN_NAMES.find((name) => ` ${label} `.includes(` ${name} `)),
    dimensions: {},
    statistic: at < 0 ? undefined : statisticOf(words[at]!),
    seconds: at >= 0 && Number.isInteger(period) && period > 0 ? period : null,
    unit: undefined,
  };
}
