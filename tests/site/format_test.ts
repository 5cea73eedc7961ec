import assert from "node:assert/strict";
import * as format from "../../src/components/format.ts";

/** The narrow space between a number and its unit. */
const _ = "\u202f";

const CASES: readonly [string, string, string][] = [
  ["number groups thousands", format.number(1234567), "1,234,567"],
  ["number has as many decimals as asked", format.number(2.005, 1), "2.0"],
  ["number writes a minus, not a hyphen", format.number(-3), "−3"],
  ["number never writes minus nothing", format.number(-0.4), "0"],
  ["number writes a dash for nothing", format.number(null), "–"],
  ["number writes a dash for what is no number", format.number(NaN), "–"],
  ["percent takes percent", format.percent(72.4), `72${_}%`],
  ["percent of nothing has no unit", format.percent(null), "–"],
  ["share takes a share of one", format.share(0.8034, 1), `80.3${_}%`],
  ["gain has a sign", format.gain(0.26), `+26${_}%`],
  ["a loss has its own", format.gain(-0.26), `−26${_}%`],
  ["no gain has none", format.gain(0.001), `0${_}%`],
  ["a gain below one percent has one", format.gain(0.0068, 1), `+0.7${_}%`],
  ["measure knows the metric's unit", format.measure(12.34, "net_in_p95", 1), `12.3${_}Mbit/s`],
  ["a difference of percents is in points", format.difference(5.92, "cpu_p95"), `5.9${_}points`],
  ["bytes in kB", format.bytes(25_535), `26${_}kB`],
  ["bytes in MB", format.bytes(43_260_791), `43.3${_}MB`],
  ["seconds, finer when short", format.seconds(0.864), `0.86${_}s`],
  ["inDays counts", format.inDays(8), "in 8 days"],
  ["inDays today", format.inDays(0), "now"],
  ["inDays never", format.inDays(null), "not within the horizon"],
  ["plural of one", format.plural(1, "server"), "1 server"],
  ["plural of many", format.plural(1204, "series", "series"), "1,204 series"],
  ["day is UTC", format.day("2025-12-31"), "31 Dec 2025"],
  ["isoDay is for files", format.isoDay(new Date("2025-12-31")), "2025-12-31"],
  ["list of three", format.list(["a", "b", "c"]), "a, b and c"],
  ["list of one", format.list(["a"]), "a"],
  ["words of a name", format.words("weekday_mean"), "weekday mean"],
  ["a model has the name its field gives it", format.modelName("holt_winters"), "Holt-Winters"],
  ["a model without one keeps its words", format.modelName("weekday_mean"), "weekday mean"],
  [
    "inWords writes names, days and units as pages do",
    format.inWords("calendar_regression beats mstl_x by 5 % on 2026-03-31 (net_in_p95)"),
    `calendar regression beats mstl x by 5${_}% on 31 Mar 2026 (network in)`,
  ],
  ["inWords leaves a server's name alone", format.inWords("SRV-0042_a and srv-01"), "SRV-0042_a and srv-01"],
  ["chance never rounds to certainty", format.chance(0.998), `> 99${_}%`],
  ["chance never rounds to impossible", format.chance(0.002), `< 1${_}%`],
  ["chance of the certain", format.chance(1), `100${_}%`],
  ["chance of the impossible", format.chance(0), `0${_}%`],
];

for (const [promise, written, expected] of CASES) {
  Deno.test(`format: ${promise}`, () => assert.equal(written, expected));
}

Deno.test("inMetricOrder: each once, known ones first and always in the same order", () => {
  assert.deepEqual(format.inMetricOrder(["net_in_p95", "gpu", "cpu_p95", "cpu_p95"]), [
    "cpu_p95",
    "net_in_p95",
    "gpu",
  ]);
});
