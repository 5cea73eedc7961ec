import assert from "node:assert/strict";
import { besides, probabilityIn, seasonalRows, spansOf } from "../../lib/risk/seasonal.ts";
import { flat, RISK, series } from "./cases.ts";

Deno.test("spansOf: runs of marked days, joined over short breaks", () => {
  const marks = Uint8Array.of(1, 1, 0, 0, 1, 0, 0, 0, 1);
  assert.deepEqual(spansOf(marks, 0), [{ from: 0, to: 2 }, { from: 4, to: 5 }, { from: 8, to: 9 }]);
  assert.deepEqual(spansOf(marks, 2), [{ from: 0, to: 5 }, { from: 8, to: 9 }]);
});

Deno.test("besides: the same weekdays before, after where there is no room, none where there is neither", () => {
  assert.deepEqual(besides({ from: 9, to: 12 }, 30), { from: 2, to: 5 });
  assert.deepEqual(besides({ from: 20, to: 28 }, 30), { from: 6, to: 14 });
  assert.deepEqual(besides({ from: 3, to: 5 }, 30), { from: 10, to: 12 });
  assert.equal(besides({ from: 3, to: 5 }, 11), null);
});

Deno.test("probabilityIn: only the days of the span count, each path once", () => {
  const paths = Float64Array.of(9, 0, 0, 0, 9, 9, 0, 0, 9);
  assert.equal(probabilityIn(paths, Float64Array.of(5, 5, 5), { from: 1, to: 3 }), 2 / 3);
});

Deno.test("seasonalRows: a quarter end that lifts the load shows in its window and not before it", () => {
  const medians = flat(60, 40).map((load, day) => day >= 30 && day < 35 ? 85 : load);
  const given = series(medians, { sd: 2 });
  const quarterEnd = Uint8Array.from(medians, (_, day) => day >= 30 && day < 35 ? 1 : 0);
  const rows = seasonalRows([{ ...given, forecast: { ...given.forecast!, quarterEnd } }], {
    joint: null,
    settings: RISK,
    seed: 42,
  });
  assert.equal(rows.length, 1);
  const { season, first_date, last_date, days, peak_p50, before_peak_p50, breach_80, before_breach_80 } =
    rows[0]!;
  // The forecast begins on 2026-01-01.
  assert.deepEqual([season, first_date, last_date, days], ["quarter_end", "2026-01-31", "2026-02-04", 5]);
  assert.deepEqual([peak_p50, before_peak_p50], [85, 60]);
  assert.ok(breach_80 > 0.99 && before_breach_80 === 0);
});
