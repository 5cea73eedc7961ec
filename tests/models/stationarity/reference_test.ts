/** Both tests against what statsmodels says of the same values (reference.py). */
import assert from "node:assert/strict";
import { adf, type TestResult } from "../../../lib/models/stationarity/adf.ts";
import { kpss } from "../../../lib/models/stationarity/kpss.ts";
import reference from "./reference.json" with { type: "json" };

/** Equal to three significant digits; p-values to three digits and 1e-9. */
function agrees(actual: TestResult | undefined, expected: TestResult, what: string) {
  assert.ok(actual !== undefined, what);
  for (const name of ["statistic", "p"] as const) {
    const off = Math.abs(actual[name] - expected[name]);
    assert.ok(
      off <= 5e-4 * Math.abs(expected[name]) + 1e-9,
      `${what} ${name}: ${actual[name]}, not ${expected[name]}`,
    );
  }
  assert.equal(actual.lags, expected.lags, `${what} lags`);
}

for (const { name, values, level, trend } of reference.cases) {
  Deno.test(`adf, kpss: ${name} as statsmodels has it`, () => {
    const series = Float64Array.from(values);
    agrees(adf(series, "level"), level.adf, "ADF around a level");
    agrees(adf(series, "trend"), trend.adf, "ADF around a line");
    agrees(kpss(series, "level"), level.kpss, "KPSS around a level");
    agrees(kpss(series, "trend"), trend.kpss, "KPSS around a line");
  });
}
