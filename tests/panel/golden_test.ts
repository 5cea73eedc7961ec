import assert from "node:assert/strict";
import { forecastNow, frozenUrl, GOLDEN } from "./golden.ts";

for (const name of GOLDEN) {
  Deno.test(`golden ${name} panel: forecast as it was; accept a wanted change with npm run golden:accept`, async () => {
    assert.equal(await forecastNow(name), await Deno.readTextFile(frozenUrl(name)));
  });
}
