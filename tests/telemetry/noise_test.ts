import assert from "node:assert/strict";
import { mean, sampleCorrelation, standardDeviation } from "simple-statistics";
import { METRICS } from "../../lib/pipeline/schemas/columns.ts";
import { stream } from "../../lib/random/stream.ts";
import { correlationMatrix } from "../../lib/telemetry/correlations.ts";
import { cholesky, correlatedNoise } from "../../lib/telemetry/noise.ts";
import { configured } from "../configured.ts";

const { archetypes } = configured("telemetry").synthetic;
const near = (actual: number, expected: number, tolerance: number, what: string) =>
  assert.ok(Math.abs(actual - expected) < tolerance, `${what}: ${actual}, not ${expected}`);

Deno.test("cholesky: finds the factor worked out by hand", () => {
  assert.deepEqual(cholesky([[4, 12, -16], [12, 37, -43], [-16, -43, 98]]), [[2], [6, 1], [-8, 5, 3]]);
});

Deno.test("cholesky: refuses correlations that cannot be", () => {
  assert.throws(() => cholesky([[1, 0.9, -0.9], [0.9, 1, 0.9], [-0.9, 0.9, 1]]), {
    name: "RangeError",
    message: /^Cannot draw correlated noise as correlations must be positive definite: \[\[1,0.9,-0.9\]/,
  });
});

Deno.test("correlationMatrix: symmetric, in the order of METRICS, possible for every archetype", () => {
  assert.deepEqual(METRICS, ["cpu_p95", "memory_p95", "disk_p95", "net_in_p95", "net_out_p95"]);
  for (const { correlation } of Object.values(archetypes)) {
    const matrix = correlationMatrix(correlation);
    matrix.forEach((row, i) => row.forEach((value, j) => assert.equal(value, i === j ? 1 : matrix[j]![i]!)));
    assert.equal(matrix[0]![1], correlation.cpu_memory);
    assert.equal(matrix[2]![4], correlation.disk_net);
    assert.equal(matrix[3]![4], correlation.net_in_net_out);
    assert.equal(cholesky(matrix).length, METRICS.length);
  }
});

Deno.test("correlatedNoise: has mean 0, variance 1, the given autocorrelation and the given correlations", () => {
  const matrix = [[1, 0.6, 0.2], [0.6, 1, -0.3], [0.2, -0.3, 1]];
  const series = correlatedNoise(stream(1, "noise"), cholesky(matrix), 0.7, 40_000).map((
    values,
  ) => [...values]);
  for (const [i, values] of series.entries()) {
    near(mean(values), 0, 0.05, "mean");
    near(standardDeviation(values), 1, 0.03, "sd");
    near(sampleCorrelation(values.slice(1), values.slice(0, -1)), 0.7, 0.02, "lag 1");
    near(sampleCorrelation(values.slice(7), values.slice(0, -7)), 0.7 ** 7, 0.03, "lag 7");
    series.forEach((other, j) =>
      near(sampleCorrelation(values, other), matrix[i]![j]!, 0.03, `metrics ${i} and ${j}`)
    );
  }
});

Deno.test("correlatedNoise: is typical from the first day on", () => {
  const firsts = Array.from(
    { length: 4000 },
    (_, run) => correlatedNoise(stream(1, "first", run), [[1]], 0.9, 1)[0]![0]!,
  );
  near(standardDeviation(firsts), 1, 0.04, "sd of first days");
});
