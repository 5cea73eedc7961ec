/** Pages may import only from src, so they have their own formatter: what both write must be the same. */
import assert from "node:assert/strict";
import * as lib from "../../lib/wording/format.ts";
import * as page from "../../src/components/format.ts";
import { METRICS } from "../../lib/pipeline/schemas/columns.ts";

const VALUES = [null, 0, 1, -1, 0.724, -0.004, 12.345, 99.95, 1204, -22667.23, 1e6];

Deno.test("number, percent, share, plural, inDays: as pages write them", () => {
  for (const value of VALUES) {
    for (const decimals of [0, 1, 2]) {
      assert.equal(lib.number(value, decimals), page.number(value, decimals));
      assert.equal(lib.percent(value, decimals), page.percent(value, decimals));
      assert.equal(lib.share(value, decimals), page.share(value, decimals));
    }
    assert.equal(lib.inDays(value), page.inDays(value));
    assert.equal(lib.plural(value ?? 0, "series", "series"), page.plural(value ?? 0, "series", "series"));
  }
});

Deno.test("exactPercent: all decimals of a threshold, as pages write them", () => {
  for (const value of [null, 80, 99.9, 7.25]) assert.equal(lib.exactPercent(value), page.exactPercent(value));
  assert.deepEqual([80, 99.9, null].map(lib.exactPercent), ["80\u202f%", "99.9\u202f%", "–"]);
});

Deno.test("continued: a sentence goes on in lower case, a name keeps its capitals", () => {
  assert.equal(lib.continued("No cheaper size."), "no cheaper size.");
  assert.equal(lib.continued("CPU is short."), "CPU is short.");
});

Deno.test("day, list, words, capital, metricName: as pages write them", () => {
  for (const value of [null, "2025-12-31", "2024-09-01"]) assert.equal(lib.day(value), page.day(value));
  for (const items of [[], ["a"], ["a", "b"], ["a", "b", "c"]]) {
    assert.equal(lib.list(items), page.list(items));
  }
  assert.equal(lib.words("weekday_mean"), page.words("weekday_mean"));
  assert.equal(lib.capital("disk"), page.capital("disk"));
  for (const metric of METRICS) assert.equal(lib.metricName(metric), page.metricName(metric));
});

Deno.test("modelName: as pages write them", () => {
  const renamed = ["prophet", "mstl", "theta", "holt_winters", "boosting_median"];
  for (const model of [...renamed, "ensemble_weighted", "ensemble_median", "weekday_mean"]) {
    assert.equal(lib.modelName(model), page.modelName(model));
  }
});

Deno.test("inWords: days in words, a percentage never parted from its sign, as pages write them", () => {
  const stored = "80 % of SRV-2024 on 2026-03-31";
  assert.equal(lib.inWords(stored), "80\u202f% of SRV-2024 on 31 Mar 2026");
  assert.equal(lib.inWords(stored), page.inWords(stored));
  const named = "net_in_p95 by holt_winters and business_unit";
  assert.equal(lib.inWords(named), "network in by Holt-Winters and business unit");
  assert.equal(lib.inWords(named), page.inWords(named));
});

Deno.test("usd: whole dollars, grouped; a dash for none", () => {
  assert.deepEqual([lib.usd(22667.23), lib.usd(-5), lib.usd(null)], ["USD\u202f22,667", "USD\u202f−5", "–"]);
});
