import assert from "node:assert/strict";
import { serverOf } from "../../../lib/ingest/readers/prometheus_families.ts";
import { prometheusJson } from "../../../lib/ingest/readers/prometheus_json.ts";
import { labelsOf, prometheusText } from "../../../lib/ingest/readers/prometheus_text.ts";
import type { SeriesMap } from "../../../lib/ingest/series.ts";
import { counts, reading, sampleText, valuesOf } from "./reading.ts";

const read = (name: string, told?: SeriesMap) =>
  reading(prometheusJson, name, sampleText(`prometheus/${name}`), told);

interface Series {
  metric: Record<string, string>;
  values: [number, string][];
}

const answer = (...result: Series[]): string =>
  JSON.stringify({ status: "success", data: { resultType: "matrix", result } });

const series = (metric: Record<string, string>, ...values: string[]): Series => ({
  metric: { instance: "10.0.0.1:9100", ...metric },
  values: values.map((value, index) => [1_700_000_000 + 60 * index, value]),
});

const idle = (cpu: string, ...values: string[]): Series =>
  series({ __name__: "node_cpu_seconds_total", cpu, mode: "idle" }, ...values);

Deno.test("prometheusJson: idle seconds of processors become use of the machine, their mean", async () => {
  // 60 s apart: processor 0 idles 30 s of 60, processor 1 all of them.
  const text = answer(idle("0", "100", "130", "160"), idle("1", "100", "160", "220"));
  const batch = await reading(prometheusJson, "x", text);
  assert.deepEqual(valuesOf(batch, "cpu"), [25, 25]);
  const { value: _, ...first } = batch.samples[0]!;
  assert.deepEqual(first, {
    server: "10.0.0.1",
    at: 1_700_000_060_000,
    metric: "cpu",
    unit: "percent",
    statistic: "average",
    interval_seconds: 60,
    line: 2,
    values: 2,
  });
});

Deno.test("prometheusJson: a restart leaves a hole, not a spike", async () => {
  const up = (name: string) =>
    series({ __name__: name, device: "eth0" }, "9000000000", "9000000600", "60", "660", "1260");
  const batch = await reading(prometheusJson, "x", answer(up("node_network_receive_bytes_total")));
  assert.deepEqual(valuesOf(batch, "net_in"), [10, 10, 10]);
  assert.equal(batch.skipped["counter below its value before: restarted"], 1);
});

Deno.test("prometheusJson: what is left and the whole make a share, the fullest file system counts", async () => {
  const batch = await reading(
    prometheusJson,
    "x",
    answer(
      series({ __name__: "node_memory_MemAvailable_bytes" }, "30", "25", "20"),
      series({ __name__: "node_memory_MemTotal_bytes" }, "100", "100"),
      series({ __name__: "node_filesystem_avail_bytes", mountpoint: "/", fstype: "ext4" }, "50"),
      series({ __name__: "node_filesystem_size_bytes", mountpoint: "/", fstype: "ext4" }, "200"),
      series({ __name__: "node_filesystem_avail_bytes", mountpoint: "/data", fstype: "xfs" }, "10"),
      series({ __name__: "node_filesystem_size_bytes", mountpoint: "/data", fstype: "xfs" }, "100"),
      series({ __name__: "node_filesystem_avail_bytes", mountpoint: "/run", fstype: "tmpfs" }, "0"),
    ),
  );
  assert.deepEqual(valuesOf(batch, "memory"), [70, 75]);
  assert.deepEqual(valuesOf(batch, "disk"), [90]);
  assert.equal(batch.skipped["memory that is left, without the whole at that time"], 1);
  assert.equal(batch.skipped["file system that is no disk"], 1);
});

Deno.test("prometheusJson: physical interfaces add up", async () => {
  const sent = (device: string, ...values: string[]) =>
    series({ __name__: "node_network_transmit_bytes_total", device }, ...values);
  const batch = await reading(
    prometheusJson,
    "x",
    answer(
      sent("eth0", "0", "600"),
      sent("eth1", "0", "60"),
      sent("lo", "0", "6000"),
      sent("docker0", "0", "600"),
    ),
  );
  assert.deepEqual(valuesOf(batch, "net_out"), [11]);
});

Deno.test("prometheusJson: raw counters of node_exporter, idle mode only", async () => {
  const batch = await read("range_raw_counter.json");
  assert.deepEqual(counts(batch), { cpu: 13 });
  assert.equal(batch.samples[0]?.server, "lab-host-01");
  // In the first 60 s processor 0 idled 799.9 − 754.25 s, processor 1 739.94 − 704.67 s.
  assert.equal(valuesOf(batch, "cpu")[0]!.toFixed(6), (100 * (1 - (45.65 + 35.27) / 120)).toFixed(6));
});

Deno.test("prometheusJson: the result of an expression is asked for, then read as told", async () => {
  const asked = await read("range_cpu_util_pct.json");
  assert.equal(asked.rejected.length, 53);
  assert.match(
    asked.rejected[0]!.reason,
    /--map: series: \{"range_cpu_util_pct.json": \{metric: …, unit: …, statistic/,
  );
  const told: SeriesMap = {
    series: {
      "range_cpu_util_pct.json": {
        metric: "cpu",
        unit: "percent",
        statistic: "average",
        interval_seconds: 60,
      },
    },
  };
  const batch = await read("range_cpu_util_pct.json", told);
  assert.deepEqual(counts(batch), { cpu: 53 });
  assert.equal(batch.samples[0]?.interval_seconds, 60);
  const network = await read("range_net_rx_bytes.json", {
    series: { "*": { metric: "net_in", unit: "bytes/s", statistic: "average" } },
  });
  assert.equal(counts(network).net_in, 53);
});

Deno.test("prometheusJson: what is told of a file does not make other metrics of it", async () => {
  const told: SeriesMap = { series: { "*": { metric: "cpu", unit: "percent", statistic: "raw" } } };
  assert.deepEqual(counts(await read("range_gap_in_series.json", told)), {});
  assert.deepEqual(
    counts(await read("range_gap_in_series.json", { series: { node_load1: told.series["*"]! } })),
    { cpu: 41 },
  );
});

Deno.test("prometheusJson: NaN is rejected, missing points stay missing", async () => {
  const batch = await read("range_nan_inf.json");
  assert.deepEqual([batch.samples.length, batch.rejected.length], [0, 14]);
  assert.equal(batch.rejected[0]?.rule, "not_finite");
});

Deno.test("prometheusJson: an error of Prometheus is said as it said it", async () => {
  await assert.rejects(read("error_response.json"), /unclosed left parenthesis/);
});

Deno.test("prometheusJson: dumps of clients and lines of VictoriaMetrics are the same series", async () => {
  const dump = [idle("0", "100", "130", "160")];
  const lines = dump.map(({ metric, values }) =>
    JSON.stringify({
      metric,
      values: values.map(([, value]) => Number(value)),
      timestamps: values.map(([seconds]) => seconds * 1000),
    })
  ).join("\n");
  const [one, other] = [
    await reading(prometheusJson, "x", JSON.stringify(dump)),
    await reading(prometheusJson, "x", lines),
  ];
  assert.deepEqual(valuesOf(one, "cpu"), [50, 50]);
  assert.deepEqual(other.samples, one.samples);
});

Deno.test("prometheusJson: a cut answer keeps what is whole and tells where it ends", async () => {
  const text = answer(idle("0", "100", "130"), idle("1", "100", "160"));
  const batch = await reading(prometheusJson, "x", text.slice(0, -40));
  assert.deepEqual(valuesOf(batch, "cpu"), [50]);
  assert.match(batch.rejected[0]!.reason, /it must be whole/);
});

Deno.test("prometheusText: dumps and queries of promtool", async () => {
  const dump = await reading(prometheusText, "x", sampleText("prometheus/promtool_tsdb_dump_node_load1.txt"));
  assert.deepEqual(dump.skipped, { "metric that is not used: node_load1": 185 });
  const query = await reading(prometheusText, "x", sampleText("prometheus/promtool_query_range.txt"));
  assert.deepEqual(query.skipped, { "metric that is not used: node_load1": 7 });
  const lines = [0, 30, 60].map((value, index) =>
    `{__name__="node_cpu_seconds_total", cpu="0", host="a", mode="idle"} ${value} ${
      1_700_000_000_000 + 60_000 * index
    }`
  );
  assert.deepEqual(valuesOf(await reading(prometheusText, "x", lines.join("\n")), "cpu"), [50, 50]);
});

Deno.test("labelsOf: texts with commas, quotes and brackets are labels", () => {
  assert.deepEqual(labelsOf('{a="x, y", b="\\"}{", c="<b>\'; DROP"}'), {
    a: "x, y",
    b: '"}{',
    c: "<b>'; DROP",
  });
  assert.equal(labelsOf("{a=1}"), undefined);
});

Deno.test("serverOf: the name of the host before the address, the address without its port", () => {
  assert.equal(serverOf({ instance: "web-01:9100", host: "web-01.example" }), "web-01.example");
  assert.equal(serverOf({ instance: "[::1]:9100" }), "::1");
  assert.equal(serverOf({ instance: "web-01" }), "web-01");
  assert.equal(serverOf({ job: "node" }), undefined);
});
