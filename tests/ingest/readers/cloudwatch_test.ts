import assert from "node:assert/strict";
import { instanceIn } from "../../../lib/ingest/readers/cloudwatch.ts";
import { cloudwatchData } from "../../../lib/ingest/readers/cloudwatch_data.ts";
import { cloudwatchStatistics } from "../../../lib/ingest/readers/cloudwatch_statistics.ts";
import { cloudwatchStream } from "../../../lib/ingest/readers/cloudwatch_stream.ts";
import type { SeriesMap } from "../../../lib/ingest/series.ts";
import { counts, reading, sampleText, valuesOf } from "./reading.ts";

const results = (
  ...all: { Id: string; Label: string; Timestamps: (string | number)[]; Values: unknown[] }[]
): string => JSON.stringify({ MetricDataResults: all.map((one) => ({ ...one, StatusCode: "Complete" })) });

const ONE = { Id: "m1", Timestamps: ["2026-01-01T00:05:00+00:00", "2026-01-01T00:00:00Z"], Values: [2, 1] };

Deno.test("cloudwatchData: a label with machine, metric, statistic and period says it all", async () => {
  const text = results({ ...ONE, Label: "i-0abc1234def567890 CPUUtilization p95 300" });
  const batch = await reading(cloudwatchData, "x", text);
  assert.deepEqual(batch.samples[0], {
    server: "i-0abc1234def567890",
    at: Date.UTC(2026, 0, 1, 0, 5),
    metric: "cpu",
    value: 2,
    unit: "percent",
    statistic: "p95",
    line: 1,
    interval_seconds: 300,
  });
  assert.equal(batch.samples[1]?.at, Date.UTC(2026, 0, 1));
});

Deno.test("cloudwatchData: what the label leaves open is asked, and taken from the map", async () => {
  const text = results({ ...ONE, Label: "web-02 CPU" });
  const asked = await reading(cloudwatchData, "x", text);
  assert.deepEqual(asked.samples, []);
  assert.match(
    asked.rejected[0]!.reason,
    /server, metric, unit, statistic: .* \{"m1": \{server: …, metric: …, unit: …, statistic: …\}\}/,
  );
  const told: SeriesMap = {
    series: { m1: { server: "web-02", metric: "cpu" }, "*": { unit: "percent", statistic: "average" } },
  };
  const batch = await reading(cloudwatchData, "x", text, told);
  assert.deepEqual(batch.samples.map(({ server, statistic }) => [server, statistic]), [
    ["web-02", "average"],
    ["web-02", "average"],
  ]);
});

Deno.test("cloudwatchData: the queries before the results name machine, statistic and path", async () => {
  const batch = await reading(
    cloudwatchData,
    "x",
    sampleText("cloudwatch/get-metric-data-with-queries.json"),
  );
  assert.deepEqual(counts(batch), { "cpu maximum": 12, disk: 12 });
  assert.equal(batch.samples[0]?.statistic, "maximum");
  // The path / rises to 43.5 at the latest time, /data stays at 42.
  assert.deepEqual(valuesOf(batch, "disk").slice(0, 2), [43.5, 43.4]);
  assert.equal(batch.samples.at(-1)?.values, 2);
});

Deno.test("cloudwatchData: an answer of real size, some of it asked for, some forbidden", async () => {
  const batch = await reading(cloudwatchData, "x", sampleText("cloudwatch/get-metric-data.json"));
  assert.deepEqual([batch.read, batch.samples.length, batch.rejected.length], [111, 72, 39]);
  assert.match(batch.rejected.at(-1)!.reason, /must be Complete: it is Forbidden/);
});

Deno.test("cloudwatchData: bytes need a sum and a period", async () => {
  const reason = async (label: string) =>
    (await reading(cloudwatchData, "x", results({ ...ONE, Label: label }))).rejected[0]?.reason ?? "";
  assert.match(await reason("i-0abc1234def567890 NetworkIn Average 300"), /only as Sum, not as average/);
  assert.match(await reason("i-0abc1234def567890 NetworkIn Sum"), /need its length.*interval_seconds/);
  assert.equal(await reason("i-0abc1234def567890 NetworkIn Sum 300"), "");
});

Deno.test("cloudwatchData: what is left is turned round, and so is its statistic", async () => {
  const text = results({ ...ONE, Label: "i-0abc1234def567890 cpu_usage_idle Minimum 60" });
  const batch = await reading(cloudwatchData, "x", text);
  assert.deepEqual(batch.samples.map(({ value, statistic }) => [value, statistic]), [[98, "maximum"], [
    99,
    "maximum",
  ]]);
});

Deno.test("cloudwatchData: seconds since 1970, lists of unlike length, a next page", async () => {
  const label = "i-0abc1234def567890 CPUUtilization Average 300";
  const text = results({ Id: "m1", Label: label, Timestamps: [1_767_225_600, 1_767_225_900], Values: [1] });
  const batch = await reading(cloudwatchData, "x", text.replace("{", '{"NextToken": "abc", '));
  assert.equal(batch.samples[0]?.at, Date.UTC(2026, 0, 1));
  assert.deepEqual(batch.rejected.map(({ rule }) => rule), ["value", "structure"]);
});

Deno.test("cloudwatchStatistics: the file names the instance, averages and maxima", async () => {
  const name = "i-0abc1234def567890_CPUUtilization.json";
  const batch = await reading(cloudwatchStatistics, name, sampleText(`cloudwatch/${name}`));
  assert.deepEqual(counts(batch), { cpu: 24, "cpu maximum": 24 });
  assert.deepEqual([batch.samples[0]?.server, batch.samples[0]?.statistic], [
    "i-0abc1234def567890",
    "average",
  ]);
});

Deno.test("cloudwatchStatistics: a machine that nobody names is asked for, a percentile stays one", async () => {
  const text = sampleText("cloudwatch/web-01_p95.json");
  const asked = await reading(cloudwatchStatistics, "web-01_p95.json", text);
  assert.match(asked.rejected[0]!.reason, /say it with --map: series: \{"web-01_p95.json": \{server: …\}\}/);
  const told: SeriesMap = { series: { "web-01_p95.json": { server: "web-01", interval_seconds: 300 } } };
  const batch = await reading(cloudwatchStatistics, "web-01_p95.json", text, told);
  assert.equal(batch.samples.length, 24);
  assert.deepEqual([batch.samples[0]?.statistic, batch.samples[0]?.interval_seconds], ["p95", 300]);
});

Deno.test("cloudwatchStream: averages and maxima by line, several paths as one disk, groups of machines left aside", async () => {
  const batch = await reading(cloudwatchStream, "x", sampleText("cloudwatch/metric-stream.jsonl"));
  assert.deepEqual(counts(batch), {
    cpu: 20,
    "cpu maximum": 20,
    memory: 20,
    "memory maximum": 20,
    disk: 20,
    "disk maximum": 20,
  });
  assert.deepEqual(batch.skipped, { "of no single machine, but by AutoScalingGroupName": 40 });
  assert.equal(batch.rejected.length, 20);
  const told: SeriesMap = { series: { "*": { interval_seconds: 60 } } };
  const all = await reading(cloudwatchStream, "x", sampleText("cloudwatch/metric-stream.jsonl"), told);
  assert.deepEqual([counts(all).net_in, all.rejected.length], [20, 0]);
});

Deno.test("cloudwatchStream: sum by count at a time in milliseconds; a broken line costs that line", async () => {
  const line = (value: string) =>
    `{"metric_stream_name":"s","metric_name":"CPUUtilization","dimensions":{"InstanceId":"i-12345678"},` +
    `"timestamp":1767225600000,"value":${value},"unit":"Percent"}`;
  const text = [
    line('{"sum":30,"count":3,"max":20,"min":1}'),
    line("{").slice(0, -9),
    line('{"count":0,"sum":0}'),
  ];
  const batch = await reading(cloudwatchStream, "x", text.join("\n"));
  assert.deepEqual([batch.samples[0]?.value, batch.samples[0]?.at], [10, Date.UTC(2026, 0, 1)]);
  assert.deepEqual(batch.rejected.map(({ line, rule }) => [line, rule]), [[2, "structure"]]);
  assert.deepEqual(batch.skipped, { "period without a measurement": 1 });
});

Deno.test("instanceIn: ids as EC2 writes them, nothing that only looks like one", () => {
  assert.equal(instanceIn("iio_us-east-1_i-a2eb1cd9_NetworkIn"), "i-a2eb1cd9");
  assert.equal(instanceIn("wifi-a2eb1cd9"), undefined);
  assert.equal(instanceIn("i-short"), undefined);
});
