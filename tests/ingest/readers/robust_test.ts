import assert from "node:assert/strict";
import type { StreamReader } from "../../../lib/ingest/reader.ts";
import { READERS } from "../../../lib/ingest/readers/index.ts";
import { Refusal } from "../../../lib/ingest/refusal.ts";
import { reading, sampleText } from "./reading.ts";

/** Each sample and the format it must be known as. */
const KNOWN_AS: Readonly<Record<string, string>> = {
  "azure/az-monitor-metrics-list.json": "azure",
  "azure/diagnostic-PT1H.jsonl": "azure-records",
  "azure/event-hub-records.json": "azure-records",
  "azure/rest-metrics-several.json": "azure",
  "azure/rest-metrics.json": "azure",
  "bitbrains/12.csv": "bitbrains",
  "cloudwatch/get-metric-data-with-queries.json": "cloudwatch-data",
  "cloudwatch/get-metric-data.json": "cloudwatch-data",
  "cloudwatch/i-0abc1234def567890_CPUUtilization.json": "cloudwatch-statistics",
  "cloudwatch/metric-stream.jsonl": "cloudwatch-stream",
  "cloudwatch/web-01_p95.json": "cloudwatch-statistics",
  "datadog/query.json": "datadog",
  "nab/ec2_cpu_utilization_24ae8d.csv": "timestamp-value",
  "prometheus/error_response.json": "prometheus-json",
  "prometheus/instant_vector.json": "prometheus-json",
  "prometheus/promtool_query_range.txt": "promtool",
  "prometheus/promtool_tsdb_dump_node_load1.txt": "promtool",
  "prometheus/range_raw_counter.json": "prometheus-json",
  "sadf/sadf-dT_cpu_localtime_sao-paulo.csv": "sadf",
  "sadf/sadf-dh_horizontal.csv": "sadf",
  "sadf/sadf-j.json": "sadf-json",
  "vrops/vm-view-de.csv": "vrops",
  "vrops/vm-view-en.csv": "vrops",
  "zabbix/history-without-items.json": "zabbix",
  "zabbix/items-and-history.json": "zabbix",
  "zabbix/items-and-trends.json": "zabbix",
};

const TEXTS = Object.keys(KNOWN_AS).map((path) => [path, sampleText(path)] as const);
const STREAMS = READERS.filter((reader): reader is StreamReader => reader.kind === "stream");

/** Reads, or is refused in words; anything else is a fault. `reading` checks that no value is lost. */
async function survives(reader: StreamReader, text: string): Promise<void> {
  try {
    await reading(reader, "x", text, undefined, 997);
  } catch (error) {
    assert.ok(error instanceof Refusal, `${reader.format}: ${error}`);
  }
}

Deno.test("recognise: every sample is known by one format and no other", () => {
  for (const [path, text] of TEXTS) {
    const head = { name: path.split("/").at(-1)!, text: text.slice(0, 65_536) };
    const sure = READERS.filter((reader) => reader.recognise(head) > 0).map(({ format }) => format);
    assert.deepEqual(sure, [KNOWN_AS[path]], path);
  }
});

Deno.test("recognise: nothing is known in what is nothing", () => {
  for (const text of ["", "{", "[]", "null", "a,b\n1,2\n", "\u0000\u0001", "<html>", "[".repeat(65_536)]) {
    assert.deepEqual(
      READERS.filter((reader) => reader.recognise({ name: "x", text }) > 0),
      [],
      text.slice(0, 20),
    );
  }
});

Deno.test("read: a text cut anywhere is read so far or refused, and no value is lost", async () => {
  for (const [path, text] of TEXTS) {
    const reader = STREAMS.find(({ format }) => format === KNOWN_AS[path]);
    if (!reader) continue;
    for (let cut = 1; cut < 12; cut++) {
      await survives(reader, text.slice(0, Math.floor(text.length * cut / 12) - cut));
    }
  }
});

Deno.test("read: any reader survives the text of any other", async () => {
  for (const reader of STREAMS) {
    for (const [, text] of TEXTS) await survives(reader, text.slice(0, 6000));
  }
});

Deno.test("read: documents of a known shape with anything in them", async () => {
  const values = [
    "null",
    "[]",
    "{}",
    "7",
    '"x"',
    "[null]",
    "[[]]",
    "[{}]",
    "[[null,null]]",
    '{"value":{}}',
    "1e999",
  ];
  const keys = [
    "MetricDataResults",
    "Datapoints",
    "value",
    "values",
    "series",
    "result",
    "data",
    "records",
    "sysstat",
  ];
  for (const reader of STREAMS) {
    for (const key of keys) {
      for (const value of values) {
        await survives(reader, `{"${key}": ${value}}`);
        await survives(reader, `{"${key}": {"result": ${value}, "hosts": ${value}}}`);
        await survives(
          reader,
          `{"${key}": [{"timeseries": ${value}, "pointlist": ${value}, "Values": ${value}}]}`,
        );
        await survives(
          reader,
          `{"${key}": [{"metric": ${value}, "values": ${value}, "statistics": ${value}}]}`,
        );
      }
    }
  }
});

Deno.test("read: nesting without end is refused or rejected, not followed", async () => {
  for (const reader of STREAMS) {
    await survives(reader, "[".repeat(200_000));
    await survives(reader, '{"a":'.repeat(200_000));
    await survives(reader, `{"data":{"result":[${"[".repeat(100_000)}`);
  }
});
