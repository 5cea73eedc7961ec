import assert from "node:assert/strict";
import { seriesMap, toldOf } from "../../lib/ingest/series.ts";

const MAP = seriesMap.parse({
  series: {
    "*": { unit: "percent", metric: "cpu" },
    m1: { server: "web-01" },
    "a.json": { server: "x", metric: "disk" },
  },
});

Deno.test("toldOf: the name asked first counts before the others, * comes last", () => {
  assert.deepEqual(toldOf(MAP, "m1", "a.json"), { unit: "percent", metric: "disk", server: "web-01" });
  assert.deepEqual(toldOf(MAP, "m2", undefined), { unit: "percent", metric: "cpu" });
});

Deno.test("seriesMap: unknown keys and units are refused", () => {
  assert.throws(() => seriesMap.parse({ series: { m1: { host: "x" } } }), /host/);
  assert.throws(() => seriesMap.parse({ series: { m1: { unit: "furlong" } } }), /furlong|unit/);
});
