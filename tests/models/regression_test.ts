import assert from "node:assert/strict";
import { dayNumber } from "../../lib/calendar/days.ts";
import { candidates } from "../../lib/models/models.ts";
import { predict } from "../../lib/models/model.ts";
import { cholesky, dot, solveFactored } from "../../lib/models/numeric/ridge.ts";
import {
  type Change,
  changeColumn,
  changeSquares,
  productsWithChanges,
} from "../../lib/models/regression/change_columns.ts";
import { coefficientsOf, explanations } from "../../lib/models/regression/changes.ts";
import { dampedStep, designOf } from "../../lib/models/regression/design.ts";
import { formBack, formsOf } from "../../lib/models/regression/form.ts";
import { atRho, laggedVectors, mapLagged, presentPairs } from "../../lib/models/regression/lagged.ts";
import { regressorsByRegion } from "../../lib/models/regression/regressors.ts";
import {
  evidenceAt,
  evidenceOf,
  prepareDesign,
  whitenedDesign,
} from "../../lib/models/regression/whitened.ts";
import { PERCENT, type Series } from "../../lib/models/series.ts";
import { stream } from "../../lib/random/stream.ts";
import { configured } from "../configured.ts";

const YEAR = 365.25;
const START = dayNumber("2023-01-02");
const near = (actual: number, expected: number, tolerance: number, what = "") =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${what} ${actual} is not ${expected}`);

const model = () => candidates(configured("models")).find(({ name }) => name === "calendar_regression")!;

function noisy(days: number, level: (t: number) => number, deviation = 1): Series {
  const { normal } = stream(7, "regression", days);
  const values = Float64Array.from({ length: days }, (_, t) => level(t) + deviation * normal());
  return { start: START, values, season: 7, bounds: PERCENT };
}

Deno.test("dampedStep: history keeps its time, the future adds φ + φ² + …", () => {
  assert.equal(dampedStep(3, 5, 0.5), 3);
  assert.equal(dampedStep(7, 5, 0.5), 5.75);
  assert.equal(dampedStep(7, 5, 1), 7);
});

/** x[t] − ρ x[t−1]; one value less than given. */
const whiten = (values: Float64Array, rho: number) =>
  values.subarray(1).map((value, t) => value - rho * values[t]!);

Deno.test("presentPairs: a missing value spoils the pair before and the pair after it", () => {
  assert.deepEqual([...presentPairs(Float64Array.of(1, 2, NaN, 4, 5))], [1, 0, 0, 1]);
});

Deno.test("laggedVectors: a parabola in ρ that is the product of whitened columns, gaps left out", () => {
  const x = Float64Array.of(1, 3, 2, 5, 4);
  const y = Float64Array.of(2, 1, NaN, 3, 7);
  const parts = mapLagged(laggedVectors(y, presentPairs(y)), (vector) => Float64Array.of(dot(x, vector)));
  // The pairs that are present: steps 0 and 1, steps 3 and 4.
  const wanted = (rho: number) => (3 - rho * 1) * (1 - rho * 2) + (4 - rho * 5) * (7 - rho * 3);
  for (const rho of [0, 0.5, 0.9]) near(atRho(parts, rho)[0]!, wanted(rho), 1e-12);
});

const CHANGES: Change[] = [
  { kind: "level_shift", place: START + 10, penalty: 0.3 },
  { kind: "level_shift", place: START + 25, penalty: 0.3 },
  { kind: "earlier_slope", place: START + 10, penalty: 0.1 },
  { kind: "later_slope", place: START + 25, penalty: 0.1 },
];

Deno.test("productsWithChanges: the same as multiplying the columns out", () => {
  const { normal } = stream(1, "products");
  const vector = Float64Array.from({ length: 40 }, () => normal());
  const wanted = CHANGES.map((change) => changeColumn(change, START, 40, YEAR)).map((column) =>
    dot(column, vector)
  );
  productsWithChanges(vector, CHANGES, START, YEAR).forEach((product, c) => near(product, wanted[c]!, 1e-12));
});

Deno.test("changeSquares: the same as multiplying the columns out, gaps left out", () => {
  const pairs = Float64Array.from({ length: 39 }, (_, k) => k % 11 === 4 ? 0 : 1);
  const squares = changeSquares(CHANGES, pairs, START, YEAR);
  CHANGES.forEach((change, c) => {
    const x = changeColumn(change, START, 40, YEAR);
    const sum = (of: (k: number) => number) => pairs.reduce((total, weight, k) => total + weight * of(k), 0);
    near(squares.now[c]!, sum((k) => x[k + 1]! ** 2), 1e-12, change.kind);
    near(squares.crossed[c]!, sum((k) => 2 * x[k]! * x[k + 1]!), 1e-12, change.kind);
    near(squares.before[c]!, sum((k) => x[k]! ** 2), 1e-12, change.kind);
  });
});

/** XᵀX, row by row. */
const gram = (columns: readonly Float64Array[]): Float64Array =>
  Float64Array.from(columns.flatMap((left) => columns.map((right) => dot(left, right))));

/** A small design over 60 days with a level shift in the data, and what forward selection makes of it. */
function smallCase() {
  const settings = {
    ...configured("models").calendar_regression,
    year: YEAR,
    change_spacing: 14,
    annual_harmonics: 2,
  };
  const design = designOf(
    { start: START, origin: START + 59, season: 7, annual: false },
    settings,
    undefined,
  );
  const values = noisy(60, (t) => t > 31 ? 30 : 20).values;
  const prepared = prepareDesign(design, START, YEAR, presentPairs(values));
  const whitened = whitenedDesign(prepared, 0.4);
  const evidence = evidenceAt(evidenceOf(values, prepared), 0.4);
  const history = {
    effects: prepared.effects,
    changes: design.changes.map((change) => changeColumn(change, START, 60, YEAR)),
  };
  return { settings, design, prepared, history, values, whitened, evidence };
}

Deno.test("coefficientsOf: what ridge regression on effects and chosen changes gives", () => {
  const { design, history, values, whitened, evidence } = smallCase();
  // A change that pays for itself is always taken.
  const explanation = explanations(whitened, evidence, { max_changes: 2, change_cost: -100 })
    .find(({ changes }) => changes.length === 2)!;
  assert.equal(explanation.changes.length, 2);
  const columns = [...history.effects, ...explanation.changes.map((c) => history.changes[c]!)]
    .map((column) => whiten(column, 0.4));
  const penalty = [...design.effects, ...explanation.changes.map((c) => design.changes[c]!)].map((of) =>
    of.penalty
  );
  const z = whiten(values, 0.4);
  const factor = cholesky(gram(columns), Float64Array.from(penalty));
  const wanted = solveFactored(factor, Float64Array.from(columns, (column) => dot(column, z)));

  const { effects, changes } = coefficientsOf(whitened, evidence, [explanation]);
  [...effects, ...explanation.changes.map((c) => changes[c]!)]
    .forEach((value, j) => near(value, wanted[j]!, 1e-8, `coefficient ${j}`));
});

Deno.test("explanations: log evidence as written out for the whole design", () => {
  const { settings, design, history, values, whitened, evidence } = smallCase();
  const explanation = explanations(whitened, evidence, settings)[1]!;
  const chosen = explanation.changes[0]!;
  const columns = [...history.effects, history.changes[chosen]!].map((column) => whiten(column, 0.4));
  const penalty = Float64Array.from([...design.effects, design.changes[chosen]!], (of) => of.penalty);
  const z = whiten(values, 0.4);
  const factor = cholesky(gram(columns), penalty);
  const products = Float64Array.from(columns, (column) => dot(column, z));
  const left = dot(z, z) - dot(solveFactored(factor, products), products);
  const narrowing = penalty.reduce(
    (sum, value, j) => sum + 2 * Math.log(factor[j * penalty.length + j]!) - Math.log(value),
    0,
  );
  const wanted = -0.5 * (z.length * Math.log(left / z.length) + narrowing) - settings.change_cost;
  near(explanation.logEvidence, wanted, 1e-8);
});

Deno.test("explanations: the level shift that is there comes first, at the place nearest to it", () => {
  const { settings, design, whitened, evidence } = smallCase();
  const [none, one] = explanations(whitened, evidence, settings);
  const change = design.changes[one!.changes[0]!]!;
  assert.equal(change.kind, "level_shift");
  assert.equal(change.place, START + 31);
  assert.ok(one!.logEvidence > none!.logEvidence + 5);
});

Deno.test("explanations: a series without changes is best explained by none", () => {
  const { settings, prepared, whitened } = smallCase();
  const evidence = evidenceAt(evidenceOf(noisy(60, () => 20).values, prepared), 0.4);
  const found = explanations(whitened, evidence, settings);
  assert.ok(
    found.every(({ changes, logEvidence }) => changes.length === 0 || logEvidence < found[0]!.logEvidence),
  );
});

Deno.test("calendarRegression: goes on at the new level after a shift", () => {
  const forecast = predict(model(), noisy(500, (t) => t > 400 ? 60 : 40), {}, 90);
  // The places where a shift may be are four weeks apart, which leaves some doubt about the slope.
  forecast.forEach((value) => near(value, 60, 3));
});

Deno.test("calendarRegression: follows a trend, damped", () => {
  const forecast = predict(model(), noisy(700, (t) => 20 + t / 50, 0.2), {}, 100);
  // Undamped it would reach 20 + 799 / 50 = 35.98.
  assert.ok(forecast[99]! > 35 && forecast[99]! < 36, `${forecast[99]}`);
});

Deno.test("calendarRegression: learns a holiday's dip and expects it on the next one", () => {
  const days = 500;
  const holiday = Float64Array.from({ length: days + 60 }, (_, t) => t % 37 === 5 ? 1 : 0);
  const series = noisy(days, (t) => 50 - 15 * holiday[t]!, 0.5);
  const regressors = { name: "r", start: START, names: ["holiday"], columns: [holiday] };
  const forecast = predict(model(), series, { regressors }, 60);
  forecast.forEach((value, h) => near(value, 50 - 15 * holiday[days + h]!, 1.5, `day ${h}`));
});

Deno.test("formsOf: effects that multiply are better explained as such, effects that add as such", () => {
  const { settings, prepared, whitened } = smallCase();
  const evidence = (values: Float64Array) => evidenceAt(evidenceOf(values, prepared), 0.4);
  const better = (values: Float64Array) =>
    formsOf(values)
      .map((form) => ({ form, found: explanations(whitened, evidence(form.values), settings) }))
      .map(({ form, found }) => ({
        name: form.name,
        score: form.logStretch + Math.max(...found.map((of) => of.logEvidence)),
      }))
      .sort((a, b) => b.score - a.score)[0]!.name;
  const { normal } = stream(3, "forms");
  const growth = (t: number) => 10 * Math.exp(t / 20);
  const weekend = (t: number) => t % 7 > 4 ? 1 : 0;
  const multiplied = Float64Array.from(
    { length: 60 },
    (_, t) => growth(t) * (1 - weekend(t) / 2) * Math.exp(0.02 * normal()),
  );
  const added = Float64Array.from({ length: 60 }, (_, t) => 20 + t - 10 * weekend(t) + 0.5 * normal());
  assert.equal(better(multiplied), "multiplicative");
  assert.equal(better(added), "additive");
});

Deno.test("formsOf: there and back again; no logarithm of what touches zero", () => {
  const values = Float64Array.of(2, 4, NaN, 6);
  for (const form of formsOf(values)) {
    const back = formBack(form.name, form.mean);
    form.values.forEach((value, t) => near(back(value) || 0, values[t]! || 0, 1e-12));
  }
  assert.deepEqual(formsOf(Float64Array.of(0, 4, 6)).map(({ name }) => name), ["additive"]);
});

Deno.test("regressorsByRegion: one set per region, the ramp ends at 1 on the quarter's last day", () => {
  const regions = regressorsByRegion({
    region: ["a", "a", "a", "b"],
    date: Int32Array.of(100, 101, 102, 100),
    is_holiday: Uint8Array.of(0, 1, 0, 0),
    is_month_end: Uint8Array.of(0, 0, 1, 0),
    is_quarter_end: Uint8Array.of(0, 1, 1, 0),
    days_to_quarter_end: Int32Array.of(2, 1, 0, 46),
  });
  assert.deepEqual([...regions.keys()], ["a", "b"]);
  const { start, names, columns } = regions.get("a")!;
  assert.equal(start, 100);
  const column = (name: string) => [...columns[names.indexOf(name)]!];
  assert.deepEqual(column("holiday"), [0, 1, 0]);
  assert.deepEqual(column("quarter_end_ramp"), [0, 0.5, 1]);
  assert.deepEqual(regions.get("b")!.columns[4], Float64Array.of(0.5));
});
