/** Tables of any shape: separators, decimal marks, long and wide, what is proposed and what is asked. */
import assert from "node:assert/strict";
import { propose } from "../../lib/ingest/propose.ts";
import { shapeOf } from "../../lib/ingest/shape.ts";
import { splitLine } from "../../lib/ingest/table.ts";
import { metricOf, plainName, unitInName } from "../../lib/ingest/words.ts";
import { type Asked, withPlayground } from "./workspace.ts";

async function valuesOf(text: string, asked: Asked = {}, map = "") {
  let found: { rows: unknown[]; warnings: string } = { rows: [], warnings: "" };
  await withPlayground(async ({ file, take, rows }) => {
    const told = map === "" ? {} : { map: await file("map.yaml", map) };
    const [outcome] = await take([await file("table.csv", text)], { ...asked, ...told });
    found = {
      rows: outcome!.kept === 0
        ? []
        : await rows("samples/*.parquet", "SELECT server, metric, value FROM found ORDER BY line, metric"),
      warnings: outcome!.warnings.join("\n"),
    };
  });
  return found;
}

Deno.test("splitLine: quotes, doubled quotes, separators within", () => {
  assert.deepEqual(splitLine('a,"b,c", "d ""e""",', ","), ["a", "b,c", 'd "e"', ""]);
  assert.deepEqual(splitLine("a;b", ","), ["a;b"]);
});

Deno.test("plainName: one word per word", () => {
  assert.equal(plainName("CPU Usage (%)"), "cpu_usage_pct");
  assert.equal(plainName("networkIn"), "network_in");
});

Deno.test("metricOf: usage only, not sizes, parts or rates of other things", () => {
  for (const name of ["cpu", "CPU Usage (%)", "cpu_utilization", "avg_cpu_pct"]) {
    assert.equal(metricOf(name), "cpu", name);
  }
  for (const name of ["mem_used_percent", "Memory Usage [%]"]) assert.equal(metricOf(name), "memory", name);
  assert.equal(metricOf("disk_used_pct"), "disk");
  assert.equal(metricOf("network_in_mbps"), "net_in");
  assert.equal(metricOf("net_tx_bytes_per_sec"), "net_out");
  for (
    const name of [
      "cpu_count",
      "memory_total",
      "disk_read_bytes",
      "cpu_idle",
      "host",
      "memory_free_mb",
      "value",
    ]
  ) {
    assert.equal(metricOf(name), undefined, name);
  }
});

Deno.test("unitInName: from brackets or words; none is none", () => {
  assert.equal(unitInName("Memory [MB]"), "MB");
  assert.equal(unitInName("cpu_pct"), "percent");
  assert.equal(unitInName("net_in_bytes_per_sec"), "bytes/s");
  assert.equal(unitInName("rx kB/s"), "kB/s");
  assert.equal(unitInName("cpu"), undefined);
});

Deno.test("shapeOf: separator, decimal mark, lines before the header", () => {
  const shape = shapeOf(
    "Report of January\n\nTime;Host;CPU (%)\n2026-01-01T00:00:00Z;a;1,5\n2026-01-01T00:05:00Z;a;2,5\n",
  )!;
  assert.deepEqual([shape.separator, shape.decimal, shape.skip_lines, shape.header], [";", ",", 2, [
    "Time",
    "Host",
    "CPU (%)",
  ]]);
  assert.equal(shapeOf("hello\nworld\n"), undefined);
});

Deno.test("table: wide, with decimal commas and thousands marks", async () => {
  const { rows } = await valuesOf(
    "Time;Host;CPU (%);Net in Mbps\n2026-01-01T00:00:00Z;a;1,5;1.234,5\n2026-01-01T00:05:00Z;a;12;7\n",
  );
  assert.deepEqual(rows, [
    { server: "a", metric: "cpu", value: 1.5 },
    { server: "a", metric: "net_in", value: 1234.5 },
    { server: "a", metric: "cpu", value: 12 },
    { server: "a", metric: "net_in", value: 7 },
  ]);
});

Deno.test("table: long, other metrics counted and left aside, however late a name comes", async () => {
  const late = Array.from({ length: 3000 }, (_, n) => `${1767225600 + n * 60},a,cpu_pct,${n % 90 + 5}\n`)
    .join("");
  const { rows, warnings } = await valuesOf(
    `ts,host,metric,value\n${late}1767225600,a,mem_pct,40\n1767225600,a,load1,3\n`,
  );
  assert.equal(rows.length, 3001);
  assert.deepEqual(rows.at(-1), { server: "a", metric: "memory", value: 40 });
  assert.match(warnings, /1 left aside: metric "load1" is not mapped/);
});

Deno.test("table: a unit that neither name nor values tell is asked for, with a proposal", () =>
  withPlayground(async ({ root, file, take }) => {
    const path = await file(
      "t.csv",
      "time,host,cpu\n2026-01-01T00:00:00Z,a,0.4\n2026-01-01T00:05:00Z,a,0.9\n",
    );
    const [asked] = await take([path]);
    assert.equal(asked!.state, "refused");
    assert.match(asked!.warnings.join(), /leaves it open: percent or fraction\?.*mappings\/t\.csv\.yaml/s);
    const proposal = `${root}data/workspace/mappings/t.csv.yaml`;
    const [told] = await take([path], { map: proposal });
    assert.deepEqual([told!.state, told!.kept], ["taken in", 2]);
  }));

Deno.test("table: a mapping says units, capacity, zone and interval", async () => {
  const { rows } = await valuesOf(
    "when|vm|mhz|of|sent\n01.02.2026 10:00|x|500|2000|375000000\n01.02.2026 10:05|x|500|0|375000000\n",
    {},
    `separator: "|"
decimal: "."
skip_lines: 0
server: { column: vm }
time: { column: when, format: "%d.%m.%Y %H:%M", timezone: Europe/Zurich }
statistic: average
interval_seconds: 300
wide:
  - { column: mhz, metric: cpu, unit: MHz, capacity_column: of }
  - { column: sent, metric: net_out, unit: bytes }
`,
  );
  assert.deepEqual(rows, [
    { server: "x", metric: "cpu", value: 25 },
    { server: "x", metric: "net_out", value: 10 },
    { server: "x", metric: "net_out", value: 10 },
  ]);
});

Deno.test("table: a mapping that does not fit is refused with what there is", async () => {
  const map =
    `{separator: ",", decimal: ".", skip_lines: 0, server: {column: nohost}, time: {column: time, format: iso},
    statistic: raw, interval_seconds: null, wide: [{column: cpu, metric: cpu, unit: percent}]}`;
  const { warnings } = await valuesOf(
    "time,host,cpu\n2026-01-01T00:00:00Z,a,4\n2026-01-01T00:05:00Z,a,4\n",
    {},
    map,
  );
  assert.match(warnings, /names a column it has not: "nohost"; it has "time", "host", "cpu"/);
});

Deno.test("table: a unit column decides, row by row", async () => {
  const { rows } = await valuesOf(
    "time,host,metric,value,unit\n2026-01-01T00:00:00Z,a,cpu,0.5,ratio\n2026-01-01T00:05:00Z,a,cpu,50,Percent\n2026-01-01T00:05:00Z,a,cpu,50,parsec\n",
  );
  assert.deepEqual(rows, [{ server: "a", metric: "cpu", value: 50 }, {
    server: "a",
    metric: "cpu",
    value: 50,
  }]);
});

Deno.test("table: quoted cells with line ends, CRLF and a byte-order mark", async () => {
  const { rows } = await valuesOf(
    '\uFEFFtime,host,note,cpu_pct\r\n2026-01-01T00:00:00Z,a,"two\r\nlines",5\r\n2026-01-01T00:05:00Z,"b ""c""",,6\r\n',
  );
  assert.deepEqual(rows, [{ server: "a", metric: "cpu", value: 5 }, {
    server: 'b "c"',
    metric: "cpu",
    value: 6,
  }]);
});

Deno.test("propose: names and values that say everything leave no doubt", () => {
  const shape = shapeOf(
    "timestamp,server_id,cpu_pct,memory_max_pct\n2026-01-01T00:00:00Z,a,5,6\n2026-01-01T00:05:00Z,a,5,6\n",
  )!;
  const { mapping, doubts } = propose(shape, [], "x.csv");
  assert.deepEqual(doubts, []);
  assert.deepEqual(mapping.wide, [
    { column: "cpu_pct", metric: "cpu", unit: "percent" },
    { column: "memory_max_pct", metric: "memory", unit: "percent", statistic: "maximum" },
  ]);
});

Deno.test("propose: two columns that may be the same metric are asked about", () => {
  const shape = shapeOf(
    "timestamp,server_id,cpu_pct,cpu_usage_pct\n2026-01-01T00:00:00Z,a,5,6\n2026-01-01T00:05:00Z,a,5,6\n",
  )!;
  assert.match(propose(shape, [], "x.csv").doubts.join(), /"cpu_pct" and "cpu_usage_pct" may both be cpu/);
});
