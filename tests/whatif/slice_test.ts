import assert from "node:assert/strict";
import { applied } from "../../lib/whatif/apply.ts";
import { DATED, fleetOf, LOAD_COLUMNS } from "../../lib/whatif/loads.ts";
import { outcome } from "../../lib/whatif/outcome.ts";
import { sliceQuery } from "../../lib/whatif/slice.ts";
import { RISK } from "../risk/cases.ts";
import { server, TODAY } from "./cases.ts";

const DAYS = [0, 1, 2, 3];
/** 60 % and rising by 10 points a day, the lower shares by more. */
const loads = (sliced: boolean) =>
  LOAD_COLUMNS.map((name, column) =>
    DAYS.map((day) => sliced && !DATED.has(name) && day % 3 !== 0 ? NaN : 60 + day * (10 - column / 2))
  );
const outcomeOf = (sliced: boolean) =>
  outcome(applied(
    fleetOf(
      {
        server_id: () => "A",
        metric: () => "cpu_p95",
        day: DAYS,
        loads: loads(sliced),
      },
      { servers: [server("A")], today: TODAY, rules: RISK },
    ),
    [{ do: "grow", percent: -3, per: "once" }],
  ));

Deno.test("sliceQuery: what it leaves out changes no outcome", () => {
  const whole = outcomeOf(false);
  assert.ok(whole.series[0]!.probability > 0.1 && whole.series[0]!.probability < 1);
  assert.deepEqual(outcomeOf(true), whole);
});

Deno.test("sliceQuery: keeps every day of the columns that dates come from", () => {
  for (const name of LOAD_COLUMNS) {
    assert.equal(sliceQuery(1000).includes(`THEN ${name} END`), !DATED.has(name), name);
  }
});
