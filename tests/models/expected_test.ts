import assert from "node:assert/strict";
import { expectedErrors, type SeriesErrors } from "../../lib/models/selection/expected.ts";
import { stream } from "../../lib/random/stream.ts";

const settings = { apart: 2, standard_errors: 1 };

/** A series with the same error of each model in every window, but for luck. */
function series(errors: Readonly<Record<string, number>>, luck = () => 1, windows = 6): SeriesErrors {
  return new Map(
    Object.entries(errors).map(([model, error]) => {
      const values = Array.from({ length: windows }, () => error * luck());
      return [model, { mae: values.reduce((sum, value) => sum + value, 0) / windows, windows: values }];
    }),
  );
}

/** The model each series would get. */
function choices(all: readonly SeriesErrors[]): string[] {
  const expected = expectedErrors(all, settings);
  return all.map((one) => [...one.keys()].toSorted((a, b) => expected(one, a) - expected(one, b))[0]!);
}

const noise = stream(7, "expected");
const luck = () => Math.exp(0.4 * noise.normal());
const many = (count: number, make: (index: number) => SeriesErrors) =>
  Array.from({ length: count }, (_, i) => make(i));

Deno.test("expectedErrors: series that are alike all take what is best on all", () => {
  const alike = many(60, () => series({ weekday_mean: 10, theta: 9.5, prophet: 9 }, luck));
  const own = alike.map((one) => [...one].toSorted(([, a], [, b]) => a.mae - b.mae)[0]![0]);
  assert.ok(new Set(own).size > 1, "luck must have something to mislead with");
  assert.deepEqual([...new Set(choices(alike))], ["prophet"]);
});

Deno.test("expectedErrors: of two kinds of series each takes its own", () => {
  const kinds = many(
    60,
    (index) => series({ weekday_mean: 10, theta: index < 20 ? 4 : 12, prophet: index < 20 ? 12 : 4 }, luck),
  );
  assert.deepEqual(choices(kinds), kinds.map((_, index) => index < 20 ? "theta" : "prophet"));
});

Deno.test("expectedErrors: a single series goes by itself", () => {
  assert.deepEqual(choices([series({ weekday_mean: 10, theta: 7, prophet: 9 })]), ["theta"]);
});

Deno.test("expectedErrors: two kinds cannot be told apart by windows that share a forecast", () => {
  const kinds = many(
    60,
    (index) =>
      series({ weekday_mean: 10, theta: index < 20 ? 4 : 12, prophet: index < 20 ? 12 : 4 }, luck, 2),
  );
  assert.deepEqual([...new Set(choices(kinds))], ["prophet"]);
});

Deno.test("expectedErrors: what all series say, where nothing is known to last", () => {
  const expected = expectedErrors([series({ weekday_mean: 1, theta: 0.5 })], settings);
  const other = series({ weekday_mean: 1, theta: 0.25 });
  assert.equal(expected(other, "theta"), 0);
  // Twice the error of theta, not four times.
  assert.ok(Math.abs(expected(other, "weekday_mean") - Math.log(2)) < 1e-12);
});

Deno.test("expectedErrors: no error is unbeatable, whatever all series say", () => {
  const all = [
    ...many(5, () => series({ weekday_mean: 10, theta: 5 })),
    series({ weekday_mean: 0, theta: 1 }),
  ];
  assert.equal(choices(all).at(-1), "weekday_mean");
});

Deno.test("expectedErrors: a series without the common best goes by what all series say of the others", () => {
  const all = [
    ...many(5, () => series({ weekday_mean: 10, theta: 8, prophet: 5 })),
    series({ weekday_mean: 7, theta: 8 }),
  ];
  assert.equal(choices(all).at(-1), "theta");
});

Deno.test("expectedErrors: series without any error choose among themselves", () => {
  assert.deepEqual(choices([series({ weekday_mean: 0, theta: 0.1 })]), ["weekday_mean"]);
});
