import assert from "node:assert/strict";
import { carriedBy, withChoices } from "../../src/components/choices.ts";
import { attributeFilters, leftOf } from "../../src/components/filters.ts";

const at = (path: string) => new URL(path, "http://site/");

Deno.test("carriedBy: takes the attributes that pages share, and nothing else", () => {
  const choices = carriedBy(
    at("risk.html?region=EMEA&metric=disk_p95&risk.page=3&by=service&posture="),
    null,
  );
  assert.deepEqual([...choices], [["region", "EMEA"], ["metric", "disk_p95"]]);
});

Deno.test("carriedBy: on a page about one server the metric is that series', and the one chosen before goes on", () => {
  const series = at("forecasts.html?region=EMEA&server=SRV-1&metric=cpu_p95");
  assert.deepEqual([...carriedBy(series, null)], [["region", "EMEA"]]);
  assert.deepEqual([...carriedBy(series, "disk_p95")], [["region", "EMEA"], ["metric", "disk_p95"]]);
  assert.deepEqual([...carriedBy(at("servers/SRV-1.html?metric=cpu_p95"), null)], []);
});

Deno.test("withChoices: a link keeps what it says itself and its place on the page", () => {
  const choices = new Map([["region", "EMEA"], ["metric", "disk_p95"]]);
  assert.equal(
    withChoices("http://site/forecasts.html?server=SRV-1&metric=cpu_p95#how", choices),
    "http://site/forecasts.html?server=SRV-1&metric=cpu_p95&region=EMEA#how",
  );
});

const ROWS = [
  { region: "EMEA", metric: "cpu_p95" },
  { region: "EMEA", metric: "disk_p95" },
  { region: "APAC", metric: "cpu_p95" },
];

Deno.test("leftOf: counts what the choices leave; a choice that is no attribute leaves all", () => {
  const narrowed = { rows: ROWS, noun: "series", nouns: "series" };
  assert.equal(leftOf(narrowed, { region: "all", posture: "expected" }), "3 series");
  assert.equal(leftOf(narrowed, { region: "EMEA", metric: "cpu_p95" }), "1 of 3 series");
  assert.equal(leftOf({ rows: [], noun: "server" }, { region: "EMEA" }), "0 servers");
});

Deno.test("attributeFilters: offers every value once, metrics by their name", () => {
  const [region, metric] = attributeFilters(ROWS, ["region", "metric"]);
  assert.deepEqual(region?.options.map(({ label }) => label), ["All", "APAC", "EMEA"]);
  assert.deepEqual(metric?.options.map(({ label }) => label), ["All", "CPU", "Disk"]);
});
