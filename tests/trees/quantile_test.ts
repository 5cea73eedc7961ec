import { stream } from "../../lib/random/stream.ts";
import { quantile } from "../../lib/trees/quantile.ts";
import { near, of } from "./tables.ts";

Deno.test("quantile: between order statistics, by hand", () => {
  // Position 0.25 × 3 = 0.75 between 1 and 2.
  near([quantile(of(4, 2, 1, 3), 0.25)], [1.75]);
  near([quantile(of(4, 2, 1, 3), 0.5), quantile(of(9), 0.9)], [2.5, 9]);
});

Deno.test("quantile: as sorting would have it, ties and all", () => {
  const { whole } = stream(1, "values");
  for (let length = 1; length <= 60; length++) {
    const values = Float64Array.from({ length }, () => whole(0, 20));
    const sorted = values.toSorted();
    for (const level of [0.05, 0.5, 0.9]) {
      const position = level * (length - 1);
      const [low, high] = [sorted[Math.floor(position)]!, sorted[Math.ceil(position)]!];
      near([quantile(values.slice(), level)], [low + (position % 1) * (high - low)]);
    }
  }
});
