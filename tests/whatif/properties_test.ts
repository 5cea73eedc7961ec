import assert from "node:assert/strict";
import type { Step } from "../../lib/config/steps.ts";
import { stream } from "../../lib/random/stream.ts";
import { applied } from "../../lib/whatif/apply.ts";
import { outcome, type SeriesOutcome } from "../../lib/whatif/outcome.ts";
import { fleet, type Line, server } from "./cases.ts";

const REGIONS = ["UK", "US", "DE"];
const { uniform } = stream(42, "whatif", "properties");
const SERVERS = Array.from(
  { length: 30 },
  (_, index) =>
    server(`S-${index}`, {
      region: REGIONS[index % 3]!,
      service: `svc-${index % 4}`,
      vcpu: 2 ** (index % 5),
    }),
);
const LINES = SERVERS.flatMap(({ server_id }) =>
  ["cpu_p95", "memory_p95"].map((metric): Line => ({
    server_id,
    metric,
    from: 20 + 60 * uniform(),
    perDay: uniform() / 2,
    spread: 20 * uniform(),
  }))
);
const FLEET = fleet(SERVERS, LINES, 60);
const after = (...steps: Step[]) => outcome(applied(FLEET, steps));
const grow = (percent: number, per: "once" | "year" = "once"): Step => ({ do: "grow", percent, per });

const RANK = { very_high: 3, high: 2, watch: 1, ok: 0 };
/** Asserts that no series of the second is nearer its breach, likelier to have one or at a worse level. */
function assertNoWorse(worse: readonly SeriesOutcome[], better: readonly SeriesOutcome[]) {
  assert.equal(worse.length, better.length);
  better.forEach((series, index) => {
    const other = worse[index]!;
    for (const column of ["days_p10", "days_p50", "days_p90"] as const) {
      assert.ok((series[column] ?? Infinity) >= (other[column] ?? Infinity), column);
    }
    assert.ok(series.probability <= other.probability);
    assert.ok(RANK[series.level] <= RANK[other.level]);
  });
}

Deno.test("grow: more growth never delays a breach", () => {
  const percents = [-50, -10, 0, 5, 20, 80];
  for (const per of ["once", "year"] as const) {
    for (let index = 1; index < percents.length; index++) {
      assertNoWorse(after(grow(percents[index]!, per)).series, after(grow(percents[index - 1]!, per)).series);
    }
  }
});

Deno.test("thresholds: a higher one never raises risk", () => {
  for (let high = 50; high < 88; high += 3) {
    const at = (value: number) => after({ do: "thresholds", high: value, very_high: 90 }).series;
    assertNoWorse(at(high), at(high + 2));
  }
});

Deno.test("applied: what changes nothing gives the fleet as it is, figure for figure", () => {
  const base = after();
  assert.ok(base.at_risk > 0 && base.at_risk < 30, "the fleet has both");
  assert.deepEqual(after(grow(0)), base);
  assert.deepEqual(after({ do: "thresholds", high: 80, very_high: 90 }), base);
  assert.deepEqual(after({ do: "prices", percent: 0 }), base);
});

Deno.test("applied: the fleet it is given stays as it was", () => {
  const before = structuredClone(FLEET);
  after(grow(20, "year"), { do: "lose_region", region: "UK", to: [] }, {
    do: "shift",
    percent: 50,
    from: "S-1",
    to: "S-2",
  });
  assert.deepEqual(FLEET, before);
});

Deno.test("applied: growth of two regions, prices and lead times may come in any order", () => {
  const steps: Step[] = [
    { do: "grow", percent: 20, per: "once", region: "UK" },
    { do: "grow", percent: 30, per: "once", region: "US" },
    { do: "prices", percent: 10 },
    { do: "lead_time", days: 10, region: "UK" },
    { do: "thresholds", high: 75, very_high: 85 },
  ];
  assert.deepEqual(after(...steps), after(...steps.toReversed()));
});

Deno.test("lose_region: the busy capacity of every pool that goes on is kept", () => {
  const busy = (steps: Step[]) => {
    const { fleet: { series, servers }, load, gone } = applied(FLEET, steps);
    return series.reduce((sum, { server: at, metric }, index) => {
      const { loads, factor, constant } = load[index]!;
      return gone[at] || metric !== "cpu_p95"
        ? sum
        : sum + (loads[0]! * factor + constant) * servers[at]!.vcpu!;
    }, 0);
  };
  const [before, later] = [busy([]), busy([{ do: "lose_region", region: "UK", to: [] }])];
  assert.ok(Math.abs(later / before - 1) < 1e-6, `${before} ${later}`);
});
