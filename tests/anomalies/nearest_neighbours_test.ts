import assert from "node:assert/strict";
import { nearestNeighbours } from "../../lib/anomalies/detectors/nearest_neighbours.ts";
import { Rarity } from "../../lib/anomalies/rarity.ts";
import { stream } from "../../lib/random/stream.ts";
import { configured } from "../configured.ts";

const { detection } = configured("anomalies");
const { length, among, neighbours, least } = detection.nearest_neighbours;
const ROWS = 900;

/** Rarities as every stretch compared with every other gives them. */
function slowly(values: Float64Array): number[] {
  const rarity = new Rarity(detection.tail_share);
  return Array.from(values, (_, t) => {
    const lags = Math.min(among, t - length + 1);
    if (lags < least) return 0;
    const distances = Array.from({ length: lags }, (_, index) => {
      let sum = 0;
      for (let row = t - length + 1; row <= t; row++) {
        sum += Math.abs(values[row]! - values[row - index - 1]!);
      }
      return sum / length;
    }).sort((a, b) => a - b);
    const rare = rarity.of(distances[neighbours - 1]!);
    rarity.add(distances[neighbours - 1]!);
    return rare;
  });
}

const random = stream(3, "stretches");
const noise = Float64Array.from({ length: ROWS }, () => random.normal());
const SERIES: Record<string, Float64Array> = {
  noise,
  "few levels, so that most distances are equal": noise.map((value) => 0.1 * Math.round(value)),
  "a flat line after noise": noise.map((value, row) => row < 400 ? value : 0.3),
  "one value so large that small differences are lost beside it": noise.map((value, row) =>
    row === 450 ? 1e17 : value
  ),
};

for (const [name, values] of Object.entries(SERIES)) {
  Deno.test(`nearestNeighbours: exactly what comparing all stretches gives: ${name}`, () => {
    const look = nearestNeighbours(
      { times: Float64Array.from(values.keys()), values, expected: values.map(() => NaN) },
      detection,
    );
    assert.deepEqual(Array.from(values, (_, t) => look(t)), slowly(values));
  });
}
