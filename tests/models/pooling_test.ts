import assert from "node:assert/strict";
import { dayNumber } from "../../lib/calendar/days.ts";
import { effects } from "../../lib/models/pooling/effects.ts";
import { priorsOf, varianceBetween, weightedMean } from "../../lib/models/pooling/moments.ts";
import { type EffectOfSeries, effectPriorRows } from "../../lib/models/pooling/priors.ts";
import { withPriors } from "../../lib/models/pooling/read.ts";
import { regressionSettings } from "../../lib/models/models.ts";
import type { FleetSeries, Panel } from "../../lib/models/read.ts";
import { PERCENT } from "../../lib/models/series.ts";
import { effectPriors } from "../../lib/pipeline/schemas/effect_priors.ts";
import { servers } from "../../lib/pipeline/schemas/servers.ts";
import { stream } from "../../lib/random/stream.ts";
import { configured } from "../configured.ts";
import { withTables } from "../tables.ts";

const near = (actual: number, expected: number, tolerance = 1e-9) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);

const estimated = (variance: number, ...estimates: number[]) =>
  estimates.map((estimate) => ({ estimate, variance }));

Deno.test("weightedMean: the surer estimate counts more", () => {
  const { estimate, variance } = weightedMean([...estimated(1, 0), ...estimated(4, 3)], 2);
  // Weights 1/3 and 1/6.
  near(estimate, 1);
  near(variance, 2);
});

Deno.test("varianceBetween: of equally sure estimates, their variance less that of the estimates", () => {
  near(varianceBetween([estimated(1, 1, 3, 5)]), 3);
});

Deno.test("varianceBetween: of two unequal estimates, (difference² − s₁² − s₂²) / 2", () => {
  near(varianceBetween([[...estimated(1, 0), ...estimated(4, 3)]]), 2);
});

Deno.test("varianceBetween: none when estimates differ no more than they must", () => {
  assert.equal(varianceBetween([estimated(4, 1, 3, 2)]), 0);
});

Deno.test("priorsOf: two archetypes, worked by hand", () => {
  const { all, byGroup } = priorsOf([
    { name: "a", estimates: estimated(1, -1, 1) },
    { name: "b", estimates: estimated(1, 3, 5) },
  ]);
  // Within: 4 / (1 + τ²) = 2, so τ² = 1. Means 0 and 4, variance 1 each: 4² / (2 + 2 τ_b²) = 1, so τ_b² = 7.
  // Mean of all 2, variance (1 + 7) / 2 = 4. A group's own mean counts 7/8.
  near(all.mean, 2);
  near(all.variance, 4 + 7 + 1);
  near(byGroup.get("a")!.mean, 2 / 8);
  near(byGroup.get("b")!.mean, 4 - 2 / 8);
  near(byGroup.get("a")!.variance, 7 / 8 + 4 / 64 + 1);
});

const effectOf = (archetype: string, estimate: number, standard_error = 1): EffectOfSeries => ({
  archetype,
  metric: "cpu_p95",
  known_at: "2025-01-01",
  form: "additive",
  effect: "slope",
  estimate,
  standard_error,
});

const FLEET = [effectOf("a", -1), effectOf("b", 3), effectOf("a", 1), effectOf("b", 5), effectOf("c", 2)];

Deno.test("effectPriorRows: one row per archetype and one for all; a lone server has those of all", () => {
  const rows = effectPriorRows(FLEET, 3);
  assert.deepEqual(rows.map(({ archetype, series }) => `${archetype} ${series}`), ["all 5", "a 2", "b 2"]);
});

Deno.test("effectPriorRows: the order of servers does not matter", () => {
  const sorted = (effects: readonly EffectOfSeries[]) =>
    effectPriorRows(effects, 3).toSorted((a, b) => a.archetype < b.archetype ? -1 : 1);
  const other = sorted(FLEET.toReversed());
  sorted(FLEET).forEach((row, index) => {
    assert.equal(other[index]!.archetype, row.archetype);
    near(other[index]!.mean, row.mean);
    near(other[index]!.deviation, row.deviation);
  });
});

Deno.test("effectPriorRows: what is estimated later moves nothing known earlier", () => {
  const later = FLEET.map((of) => ({ ...of, known_at: "2025-04-01", estimate: 100 * of.estimate }));
  const known = effectPriorRows([...FLEET, ...later], 3).filter(({ known_at }) => known_at === "2025-01-01");
  assert.deepEqual(known, effectPriorRows(FLEET, 3));
});

Deno.test("effectPriorRows: nothing is learnt from too few series", () => {
  assert.deepEqual(effectPriorRows(FLEET, 6), []);
});

const START = dayNumber("2023-01-02");

function panelOf(days: number): Panel {
  const series = [1, 2, 3].map((server): FleetSeries => {
    const { normal } = stream(server, "pooling");
    const values = Float64Array.from(
      { length: days },
      (_, t) =>
        (40 + 8 * Math.cos(2 * Math.PI * t / 365.25) + (t % 7 > 4 ? -10 : 0)) * Math.exp(0.03 * normal()),
    );
    return {
      server_id: `SRV-000${server}`,
      metric: "cpu_p95",
      region: "r",
      series: { start: START, values, season: 7, bounds: PERCENT },
      observed: values,
      expected: undefined,
    };
  });
  return { series, regressors: new Map(), lastDay: START + days - 1 };
}

const effectsOf = (panel: Panel, day: number) =>
  effects(panel, [day], regressionSettings(configured("models")), 28);

Deno.test("effects: what the series were made of, give or take their standard errors", () => {
  const found = effectsOf(panelOf(900), START + 899).filter(({ form }) => form === "additive");
  assert.equal(found.length, 3);
  for (const { names, estimate, standard_error } of found) {
    const of = (name: string) => names.indexOf(name);
    // Weekends take 20/7 off the mean.
    const year = of("year_cos_1");
    near(estimate[year]!, 8 / (40 - 20 / 7), 4 * standard_error[year]!);
    near(estimate[of("slope")]!, 0, 4 * standard_error[of("slope")]!);
  }
});

Deno.test("effects: spoiling the future moves nothing", () => {
  const spoilt = panelOf(900);
  for (const { series } of spoilt.series) series.values.fill(1, 801);
  const figures = (panel: Panel) => effectsOf(panel, START + 800).map(({ estimate }) => [...estimate]);
  assert.deepEqual(figures(spoilt), figures(panelOf(900)));
});

Deno.test("effects: none before a series is long enough to teach", () => {
  assert.deepEqual(effectsOf(panelOf(900), START + 20), []);
});

Deno.test("withPriors: those of the archetype, of all for one not known, of the day asked for", async () => {
  const prior = (archetype: string, known_at: string, mean: number) => ({
    metric: "cpu_p95",
    archetype,
    known_at,
    form: "additive",
    effect: "slope",
    mean,
    deviation: 1,
  });
  const tables = [
    {
      schema: servers,
      rows: ["web", "unknown", "web"].map((archetype, index) => ({
        server_id: `SRV-000${index + 1}`,
        archetype,
      })),
    },
    {
      schema: effectPriors,
      rows: [
        prior("web", "2024-01-01", 1),
        prior("all", "2024-01-01", 2),
        prior("web", "2025-01-01", 3),
        prior("all", "2025-01-01", 4),
      ],
    },
  ];
  await withTables(tables, async (warehouse) => {
    const { series: [web, unknown] } = await withPriors(warehouse, panelOf(30));
    const meanAt = (of: FleetSeries, day: string) =>
      of.priorsAt!(dayNumber(day))?.get("additive")?.get("slope")?.mean;
    assert.deepEqual(["2024-01-01", "2025-01-01", "2025-06-01"].map((day) => meanAt(web!, day)), [
      1,
      3,
      undefined,
    ]);
    assert.equal(meanAt(unknown!, "2024-01-01"), 2);
  });
});
