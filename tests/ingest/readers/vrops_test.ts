import assert from "node:assert/strict";
import { cellsOf } from "../../../lib/ingest/readers/cells.ts";
import { localNumber, markIn } from "../../../lib/ingest/readers/local_number.ts";
import { localTime, orderIn } from "../../../lib/ingest/readers/local_time.ts";
import { vrops } from "../../../lib/ingest/readers/vrops.ts";
import { columnOf } from "../../../lib/ingest/readers/vrops_columns.ts";
import type { SeriesMap } from "../../../lib/ingest/series.ts";
import { counts, reading, sampleText, valuesOf } from "./reading.ts";

Deno.test("vrops: English settings, thousands with commas, averages and maxima", async () => {
  const batch = await reading(vrops, "x", sampleText("vrops/vm-view-en.csv"));
  assert.deepEqual(counts(batch), { cpu: 46, "cpu maximum": 46, memory: 48, net_in: 48, disk: 48 });
  assert.deepEqual(batch.skipped, { "no value": 4 });
  assert.deepEqual(batch.samples[0], {
    server: "app, server 01",
    at: "2026-07-21T00:00:00",
    metric: "cpu",
    value: 73.24,
    unit: "percent",
    statistic: "average",
    line: 2,
    interval_seconds: 300,
  });
  assert.equal(valuesOf(batch, "net_in")[0], 2235.1);
  // The fuller of / at 61.5 and /data at 70.
  assert.equal(valuesOf(batch, "disk")[0], 70);
});

Deno.test("vrops: German settings, units in the cells, hours between rows", async () => {
  const batch = await reading(vrops, "x", sampleText("vrops/vm-view-de.csv"));
  const [cpu, network] = batch.samples;
  assert.deepEqual([cpu?.at, cpu?.value, cpu?.interval_seconds], ["2026-07-21T00:00:00", 30, 3600]);
  assert.deepEqual([network?.value, network?.unit, network?.statistic], [1546.6, "kB/s", "maximum"]);
});

const view = (header: string, ...rows: string[]): string => [`"Name","Time",${header}`, ...rows].join("\n");

Deno.test("vrops: a number that may be thousands or decimals is asked about, unless another one tells", async () => {
  const header = '"Network|Data Receive Rate (KBps)|Avg"';
  const [lone, told] = ['"a","2026-01-01 00:00:00","1,546"', '"a","2026-01-01 00:05:00","1,546.6"'];
  assert.match(
    (await reading(vrops, "x", view(header, lone))).rejected[0]!.reason,
    /may be thousands or decimals/,
  );
  assert.deepEqual(valuesOf(await reading(vrops, "x", view(header, lone, told)), "net_in"), [1546, 1546.6]);
});

Deno.test("vrops: days and months are told apart by some row, or asked about", async () => {
  const header = '"CPU|Usage (%)|Avg"';
  const [lone, proof] = ['"a","7/8/2026 1:05 PM","5.5"', '"a","7/28/2026 1:05 PM","5.5"'];
  assert.equal((await reading(vrops, "x", view(header, lone))).rejected[0]?.rule, "time");
  const batch = await reading(vrops, "x", view(header, lone, proof));
  assert.deepEqual(batch.samples.map(({ at }) => at), ["2026-07-08T13:05:00", "2026-07-28T13:05:00"]);
});

Deno.test("vrops: a statistic that the title lacks is asked for", async () => {
  const text = view('"CPU|Usage (%)"', '"a","2026-01-01 00:00:00","5.5"');
  assert.match(
    (await reading(vrops, "x", text)).rejected[0]!.reason,
    /--map: series: \{"CPU\|Usage \(%\)": \{statistic: …\}\}/,
  );
  const told: SeriesMap = { series: { "CPU|Usage (%)": { statistic: "average" } } };
  assert.deepEqual(valuesOf(await reading(vrops, "x", text, told), "cpu"), [5.5]);
});

Deno.test("vrops: without a time in each row the view is refused", async () => {
  await assert.rejects(
    reading(vrops, "x", '"Name","CPU|Usage (%)|Avg","x"\n"a","1","2"'),
    /interval breakdown/,
  );
});

Deno.test("columnOf: KBps are bytes and Kbps are bits", () => {
  const unit = (title: string) => columnOf(title, 0)?.unit;
  assert.equal(unit("Network|Data Receive Rate (KBps)|Avg"), "kB/s");
  assert.equal(unit("Network|Data Receive Rate (Kbps)|Avg"), "kbit/s");
  assert.equal(columnOf("VM|CPU|Demand (MHz)|Avg", 0), undefined);
  assert.equal(columnOf("Cluster|CPU|Usage (%)|Avg", 0), undefined);
});

Deno.test("localTime: as settings of several languages write it", () => {
  const cases: [string, number | string | undefined][] = [
    ["12:00 AM 21 July 2026", "2026-07-21T00:00:00"],
    ["12:30 PM 21 July 2026", "2026-07-21T12:30:00"],
    ["Jul 21, 2026 11:05:09 PM", "2026-07-21T23:05:09"],
    ["21. März 2026 07:00:00", "2026-03-21T07:00:00"],
    ["21 août 2026 07:00", "2026-08-21T07:00:00"],
    ["21.03.2026 07:00", "2026-03-21T07:00:00"],
    ["2026-07-21T00:00:00+02:00", Date.UTC(2026, 6, 20, 22)],
    ["21 July 2026 10:00 UTC", Date.UTC(2026, 6, 21, 10)],
    ["1784592000000", 1_784_592_000_000],
    ["7/8/2026 10:00", undefined],
    ["31 February 2026 10:00", undefined],
    ["13:00 PM 21 July 2026", undefined],
    ["soon", undefined],
  ];
  for (const [text, expected] of cases) assert.equal(localTime(text, undefined), expected, text);
  assert.equal(orderIn("28/7/2026 10:00"), "day first");
});

Deno.test("localNumber: marks that a number proves, and those it needs", () => {
  const cases: [string, ReturnType<typeof localNumber>][] = [
    ["1,546.6", 1546.6],
    ["1.546,6", 1546.6],
    ["0.44", 0.44],
    ["1,234,567", 1_234_567],
    ["1,546", "ambiguous"],
    ["1546", 1546],
    ["1,54,6.2", undefined],
    ["1.2.3,4,5", undefined],
    ["", undefined],
  ];
  for (const [text, expected] of cases) assert.equal(localNumber(text, undefined), expected, text);
  assert.equal(localNumber("1,546", "."), 1546);
  assert.equal(localNumber("1,546", ","), 1.546);
  assert.equal(markIn("7"), undefined);
});

Deno.test("cellsOf: quotes, quotes in quotes, and one that stays open", () => {
  assert.deepEqual(cellsOf('"a, b",c,"d ""e""",', ","), ["a, b", "c", 'd "e"', ""]);
  assert.equal(cellsOf('"a,b', ","), undefined);
  assert.equal(cellsOf('"a"b,c', ","), undefined);
});
