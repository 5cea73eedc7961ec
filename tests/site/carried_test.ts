import assert from "node:assert/strict";
import { carriedOf } from "../../lib/site/carried.ts";

Deno.test("carriedOf: rows and what is left out of what was made; nothing of what was not", () => {
  const phases = [
    { snapshot: "risk", manifest: { rows: 5, slice: null } },
    { snapshot: "telemetry", manifest: { rows: 9, slice: { note: "the last days" } } },
    { snapshot: "truth", manifest: null },
  ];
  assert.deepEqual(carriedOf({ phases }), {
    risk: { rows: 5, note: null },
    telemetry: { rows: 9, note: "the last days" },
  });
});
