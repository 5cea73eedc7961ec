/** What the page's worker answers: the same whether loads come whole or part by part. */
import assert from "node:assert/strict";
import type { Step } from "../../lib/config/steps.ts";
import { type Known, Loads } from "../../lib/whatif/answer.ts";
import { type Columns, DATED, fleetOf, joinedFleet, LOAD_COLUMNS } from "../../lib/whatif/loads.ts";
import { type Part, type Reply, type Sent, serve } from "../../lib/whatif/worker.ts";
import { RISK } from "../risk/cases.ts";
import { server, TODAY } from "./cases.ts";

const SERVERS = [server("A", { service: "shop" }), server("B", { service: "pay", usd_per_month: 250 })];
const LAST = 4;

/** A straight line for every share: `from` today, `perDay` more each day. */
function line(server_id: string, from: number, perDay: number, last = LAST): Columns {
  const day = Array.from({ length: last + 1 }, (_, index) => index);
  return {
    server_id: () => server_id,
    metric: () => "cpu_p95",
    day,
    loads: LOAD_COLUMNS.map(() => day.map((at) => from + perDay * at)),
  };
}

const parts = { shop: line("A", 78, 1), pay: line("B", 50, 1) };
const known = { servers: SERVERS, today: TODAY, rules: RISK };

function loads(given: Pick<Known, "base" | "horizon">): Loads {
  const made = new Loads({ ...known, ...given });
  for (const [name, columns] of Object.entries(parts)) made.add(name, columns);
  return made;
}

const whole = () => loads({ base: null, horizon: null });

Deno.test("Loads: as it is, nothing moves and the scenario is the base", () => {
  const { base, after, moved, horizon, high } = whole().answer(["pay", "shop"], []);
  assert.deepEqual(after, base);
  assert.deepEqual([moved, horizon, high], [[], LAST, RISK.high]);
  assert.deepEqual([base.at_risk, base.servers, base.usd_per_month], [1, 2, 350]);
  // A stands at 78 % and rises by one a day: 80 % on the second day.
  assert.deepEqual(base.reached, [0, 0, 1, 0, 0]);
});

Deno.test("Loads: of the parts that a scenario touches, the whole fleet's sums follow", () => {
  const { base, horizon } = whole().answer(["pay", "shop"], []);
  const steps: Step[] = [{ do: "grow", percent: 60, per: "once", service: "pay" }];
  const touched = loads({ base, horizon }).answer(["pay"], steps);
  assert.deepEqual(touched, whole().answer(["pay", "shop"], steps));
  assert.deepEqual(touched.moved.map(({ server_id, days_after }) => [server_id, days_after]), [["B", 0]]);
});

Deno.test("Loads: dearer servers move by their cost alone, the dearest first", () => {
  const { moved } = whole().answer(["pay", "shop"], [{ do: "prices", percent: 10 }]);
  assert.deepEqual(
    moved.map(({ server_id, usd_before, usd_after, days_nearer }) => [
      server_id,
      usd_before,
      Math.round(usd_after!),
      days_nearer,
    ]),
    [["B", 250, 275, 0], ["A", 100, 110, 0]],
  );
});

Deno.test("Loads: steps that name nobody change nothing, and say so; loads that are missing are asked for", () => {
  const { base, horizon } = whole().answer(["pay", "shop"], []);
  const lean = new Loads({ ...known, base, horizon });
  const nobody = lean.answer([], [{ do: "prices", percent: 10, region: "Nowhere" }]);
  assert.deepEqual([nobody.after, nobody.moved.length, nobody.notes.length], [base, 0, 1]);
  assert.throws(() => lean.answer(["pay"], []), /the loads must be there: pay/);
});

Deno.test("fleetOf, joinedFleet: a series keeps its own days among those of others, and stays where it ended", () => {
  const ended = fleetOf(line("A", 10, 1, 1), known);
  const sparse = fleetOf({ ...line("B", 10, 1, 2), day: [0, 2, 3] }, known);
  const { days, loads } = joinedFleet([ended, sparse]);
  assert.deepEqual([...days], [0, 1, 2, 3]);
  const first = loads.map((own) => [...own.slice(0, 4)]);
  assert.deepEqual(first, [[1000, 1100, 1100, 1100], [1000, 1000, 1100, 1200]]);
  assert.deepEqual(loads.map(({ length }) => length), [4 * LOAD_COLUMNS.length, 4 * LOAD_COLUMNS.length]);
});

/** Two days of one series in the narrow form: 78 %, then 81 %. */
const PART: Part = {
  starts: [0],
  server_id: ["A"],
  metric: ["cpu_p95"],
  day: [0, 1],
  columns: Object.fromEntries(
    LOAD_COLUMNS.map((name) => [name, DATED.has(name) ? [7800, 300] : [0, 8100]]),
  ),
};

async function asked(messages: readonly Sent[]): Promise<Reply> {
  const { port1, port2 } = new MessageChannel();
  serve(port2);
  const { promise, resolve } = Promise.withResolvers<Reply>();
  port1.onmessage = ({ data }) => resolve(data);
  for (const message of messages) port1.postMessage(message);
  const reply = await promise;
  port1.close();
  return reply;
}

Deno.test("serve: answers a question by its number, from loads in the narrow form", async () => {
  const reply = await asked([
    { known: { ...known, base: null, horizon: null } },
    { name: "shop", part: PART },
    { question: 7, names: ["shop"], steps: [{ do: "grow", percent: -50, per: "once" }] },
  ]);
  assert.ok("answer" in reply && reply.question === 7);
  const [row] = reply.answer.moved;
  assert.deepEqual([row!.server_id, row!.days_before, row!.days_after, row!.peak_after], [
    "A",
    1,
    null,
    40.5,
  ]);
});

Deno.test("serve: a question that cannot be answered has its fault for an answer", async () => {
  const reply = await asked([{ question: 1, names: [], steps: [] }]);
  assert.ok("fault" in reply);
  assert.match(reply.fault, /the fleet must be known first/);
});
