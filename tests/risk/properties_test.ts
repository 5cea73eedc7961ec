import assert from "node:assert/strict";
import type { RiskRow } from "../../lib/risk/assess.ts";
import { assessFleet, type FleetSeries } from "../../lib/risk/fleet.ts";
import { stream } from "../../lib/random/stream.ts";
import { jointPaths, templateOf } from "../../lib/risk/trajectories.ts";
import { RISK, series } from "./cases.ts";

/** Twenty series of different level, slope, swing, spread and dependence. */
const FLEET: FleetSeries[] = Array.from({ length: 20 }, (_, index) => {
  const { between } = stream(11, "property", index);
  const [level, slope, swing, sd] = [between(45, 86), between(-0.03, 0.1), between(0, 8), between(0.5, 8)];
  const medians = Array.from(
    { length: 120 },
    (_, day) => level + slope * day + (day % 7 < 5 ? swing : -swing),
  );
  const given = series(medians, { sd, server_id: `SRV-${index}`, current: level });
  return { ...given, forecast: { ...given.forecast!, autocorrelation: between(-0.2, 0.95) } };
});

/** Paths drawn series by series. */
const DRAWN = { joint: null, settings: RISK, seed: 42 };

/** Paths from thirty donors whose errors last. */
const LEARNT = {
  ...DRAWN,
  joint: jointPaths(
    templateOf(
      Array.from({ length: 30 }, (_, index) => {
        const { normal } = stream(12, "donor", index);
        const lasting = normal();
        const errors = Float64Array.from({ length: 120 }, () => lasting + normal());
        return {
          server_id: `D-${index}`,
          cutoff: index % 3,
          errors: new Map([["cpu_p95" as const, errors]]),
        };
      }),
      { most: 100, least: 2, longestGap: 0 },
    )!,
  ),
};

const withMore = (given: FleetSeries, load: number): FleetSeries => ({
  ...series(Array.from(given.forecast!.quantiles.p50, (median) => median + load)),
  server_id: given.server_id,
  current: given.current! + load,
  forecast: {
    ...given.forecast!,
    quantiles: Object.fromEntries(
      Object.entries(given.forecast!.quantiles).map(([name, values]) => [name, values.map((v) => v + load)]),
    ) as unknown as NonNullable<FleetSeries["forecast"]>["quantiles"],
  },
});

const LEVELS = ["ok", "watch", "high", "very_high"];
const DATES = [
  "days_to_80_p10",
  "days_to_80_p50",
  "days_to_80_p90",
  "days_to_90_p10",
  "days_to_90_p50",
  "days_to_90_p90",
] as const;
const CHANCES = ["breach_80_30d", "breach_80_60d", "breach_80_90d", "breach_80_horizon"] as const;

const latest = (days: number | null): number => days ?? Infinity;

/** Asserts that the second row is at least as risky as the first in every respect. */
function atLeastAsRisky(calm: RiskRow, tense: RiskRow): void {
  const place = `${calm.server_id}: ${calm.reason} / ${tense.reason}`;
  for (const name of DATES) assert.ok(latest(tense[name]) <= latest(calm[name]), `${name} ${place}`);
  for (const name of CHANCES) assert.ok(tense[name]! >= calm[name]!, `${name} ${place}`);
  assert.ok(tense.priority_score! >= calm.priority_score!, place);
  assert.ok(LEVELS.indexOf(tense.level) >= LEVELS.indexOf(calm.level), place);
}

Deno.test("assessFleet: the fleet of the properties below has every level", () => {
  const levels = new Set(assessFleet(FLEET, DRAWN).map((row) => row.level));
  assert.deepEqual([...levels].sort(), ["high", "ok", "very_high", "watch"]);
});

Deno.test("assessFleet: a higher threshold never raises risk", () => {
  for (const source of [DRAWN, LEARNT]) {
    const strict = assessFleet(FLEET, { ...source, settings: { ...RISK, high: 75, very_high: 85 } });
    assessFleet(FLEET, source).forEach((row, index) => atLeastAsRisky(row, strict[index]!));
  }
});

Deno.test("assessFleet: more load never delays a breach or lowers its probability", () => {
  for (const source of [DRAWN, LEARNT]) {
    const usual = assessFleet(FLEET, source);
    for (const load of [0.5, 3, 12]) {
      const loaded = assessFleet(FLEET.map((given) => withMore(given, load)), source);
      usual.forEach((row, index) => atLeastAsRisky(row, loaded[index]!));
    }
  }
});

Deno.test("assessFleet: sustained is never likelier than a single day, cautious levels never lower", () => {
  for (const row of [DRAWN, LEARNT].flatMap((source) => assessFleet(FLEET, source))) {
    assert.ok(row.sustained_80_90d! <= row.breach_80_90d!);
    assert.ok(latest(row.days_to_sustained_80_p50) >= latest(row.days_to_80_p50));
    assert.ok(row.peak_p10! <= row.peak_p50! && row.peak_p50! <= row.peak_p90!);
    const places = [row.level_aggressive, row.level_expected, row.level_conservative].map((name) =>
      LEVELS.indexOf(name)
    );
    assert.deepEqual(places, places.toSorted((a, b) => a - b));
  }
});

Deno.test("assessFleet: permuting or removing series changes no figure of the others", () => {
  const usual = assessFleet(FLEET, DRAWN);
  assert.deepEqual(assessFleet([...FLEET].reverse(), LEARNT).reverse(), assessFleet(FLEET, LEARNT));
  const reversed = assessFleet([...FLEET].reverse(), DRAWN).reverse();
  assert.deepEqual(reversed, usual);
  const alone = assessFleet(FLEET.slice(3, 4), DRAWN)[0]!;
  assert.deepEqual({ ...alone, priority: usual[3]!.priority }, usual[3]);
});

Deno.test("assessFleet: longer windows are never safer, and P10 ≤ P50 ≤ P90", () => {
  for (const row of assessFleet(FLEET, DRAWN)) {
    const chances = CHANCES.map((name) => row[name]!);
    assert.deepEqual(chances, [...chances].sort((a, b) => a - b));
    for (const quantiles of [DATES.slice(0, 3), DATES.slice(3)]) {
      const days = quantiles.map((name) => latest(row[name]));
      assert.deepEqual(days, [...days].sort((a, b) => a - b));
    }
    assert.ok(latest(row.days_to_90_p50) >= latest(row.days_to_80_p50));
  }
});

Deno.test("assessFleet: another seed moves probabilities only within their sampling error", () => {
  const [first, second] = [1, 2].map((seed) => assessFleet(FLEET, { ...DRAWN, seed })) as [
    RiskRow[],
    RiskRow[],
  ];
  assert.notDeepEqual(first, second);
  first.forEach((row, index) => {
    // Four standard errors of the difference of two shares of 400 paths, at its widest.
    assert.ok(Math.abs(row.breach_80_60d! - second[index]!.breach_80_60d!) < 4 * Math.sqrt(0.5 / 400));
  });
});
