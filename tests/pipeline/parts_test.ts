import assert from "node:assert/strict";
import { z } from "zod";
import { checkRows } from "../../lib/pipeline/check.ts";
import { lockedVersions, reach } from "../../lib/pipeline/closure.ts";
import { inOrder } from "../../lib/pipeline/graph.ts";
import { canonicalJson, sha256 } from "../../lib/pipeline/hash.ts";
import { bar, duration } from "../../lib/pipeline/progress.ts";
import { chainLengths, runAll } from "../../lib/pipeline/schedule.ts";
import { Slots } from "../../lib/pipeline/slots.ts";
import { reasons } from "../../lib/pipeline/reason.ts";
import { date, percent, serverId, whole, word } from "../../lib/pipeline/schemas/columns.ts";
import { columnRule } from "../../lib/pipeline/schemas/rules.ts";
import { snapshot } from "../../lib/pipeline/schemas/snapshot.ts";
import { openWarehouse } from "../../lib/warehouse/duckdb.ts";

const node = (name: string, ...needs: string[]) => ({ name, needs });

Deno.test("inOrder: each after what it needs, and only what is wanted", () => {
  const nodes = [node("c", "b"), node("a"), node("b", "a"), node("d")];
  assert.deepEqual(inOrder(nodes, ["c"]).map(({ name }) => name), ["a", "b", "c"]);
  assert.deepEqual(inOrder(nodes, ["c", "d"]).map(({ name }) => name), ["a", "b", "c", "d"]);
});

Deno.test("inOrder: a circle and an unknown need are named", () => {
  assert.throws(() => inOrder([node("a", "b"), node("b", "a")], ["a"]), /circle: a → b → a/);
  assert.throws(() => inOrder([node("a", "x")], ["a"]), /"a" needs "x"/);
});

Deno.test("reach: follows imports once, circles included", () => {
  const imports = new Map([["a", ["b"]], ["b", ["c", "a"]], ["c", []], ["d", ["a"]]]);
  assert.deepEqual([...reach(imports, ["a"])].sort(), ["a", "b", "c"]);
});

Deno.test("lockedVersions: packages with all they depend on", () => {
  const lock = {
    packages: {
      "node_modules/a": { version: "1.0.0", dependencies: { b: "^2" } },
      "node_modules/b": { version: "2.1.0" },
      "node_modules/c": { version: "3.0.0" },
    },
  };
  assert.deepEqual(lockedVersions(lock, ["a"]), { a: "1.0.0", b: "2.1.0" });
});

Deno.test("canonicalJson: the order of keys does not matter, the order of lists does", () => {
  assert.equal(canonicalJson({ b: 1, a: { d: 2, c: 3 } }), canonicalJson({ a: { c: 3, d: 2 }, b: 1 }));
  assert.notEqual(canonicalJson([1, 2]), canonicalJson([2, 1]));
});

Deno.test("sha256: the known digest of abc (FIPS 180-2)", async () => {
  assert.equal(await sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
});

Deno.test("reasons: settings with both values, data, code, versions", () => {
  const before = {
    config: { risk: { high: 80 } },
    inputs: { a: "1" },
    files: {},
    code: { "lib/x.ts": "1" },
    packages: { zod: "4.0.0" },
    runtime: {},
  };
  assert.deepEqual(reasons(before, before), []);
  const now = {
    config: { risk: { high: 85 } },
    inputs: { a: "2" },
    files: {},
    code: { "lib/x.ts": "2" },
    packages: { zod: "4.1.0" },
    runtime: {},
  };
  assert.deepEqual(reasons(before, now), [
    "risk settings changed: high 80 → 85",
    "a changed",
    "lib/x.ts changed",
    "zod 4.0.0 → 4.1.0",
  ]);
});

Deno.test("duration and bar: as people read them", () => {
  assert.deepEqual([0.44, 12.4, 200].map(duration), ["0.4 s", "12 s", "3 min 20 s"]);
  assert.equal(
    bar("risk", 60, 120, 9),
    `risk ${"█".repeat(12)}${"·".repeat(12)} 60 of 120 servers, 9.0 s left`,
  );
});

const SCHEMA = snapshot({
  name: "load",
  description: "A table",
  key: ["server_id", "date"],
  columns: z.object({
    server_id: serverId(),
    date: date("Day"),
    cpu_p95: percent("CPU").nullable(),
    level: word(["ok", "high"], "Level"),
    cores: whole("Cores", { min: 1 }),
  }),
});

Deno.test("columnRule: bounds, words, nullability and type come from the column", () => {
  assert.deepEqual(columnRule("cpu_p95", SCHEMA.columns.shape.cpu_p95), {
    name: "cpu_p95",
    type: "DOUBLE",
    nullable: true,
    description: "CPU",
    unit: "%",
    minimum: 0,
    maximum: 100,
  });
  assert.throws(() => columnRule("x", z.number()), /must carry a SQL type/);
});

Deno.test("checkRows: each broken promise names column, rule, value and row", async () => {
  const good =
    `SELECT 'A' AS server_id, DATE '2022-01-01' AS date, 50.0::DOUBLE AS cpu_p95, 'ok' AS level, 2 AS cores`;
  const broken: [string, RegExp][] = [
    [good.replace("50.0", "101.0"), /cpu_p95 must be at most 100: 101 at server_id A, date 2022-01-01/],
    [good.replace("50.0", "'NaN'"), /cpu_p95 must be/],
    [good.replace("'ok'", "'odd'"), /level must be one of ok, high: odd/],
    [good.replace("'ok'", "NULL"), /level must not be empty: null/],
    [good.replace("2 AS", "0 AS"), /cores must be at least 1: 0/],
    [`${good} UNION ALL ${good}`, /key must be unique: 2 rows at server_id A, date 2022-01-01/],
  ];
  const warehouse = await openWarehouse({ threads: 1 });
  try {
    await checkRows(warehouse, `(${good})`, SCHEMA);
    for (const [relation, message] of broken) {
      await assert.rejects(checkRows(warehouse, `(${relation})`, SCHEMA), { message });
    }
  } finally {
    warehouse.close();
  }
});

Deno.test("checkRows: keys in any order pass, and one that stands twice is found wherever", async () => {
  const rows = (...keys: [string, number][]) =>
    `(SELECT server_id, DATE '2022-01-01' + day AS date, 50.0::DOUBLE AS cpu_p95, 'ok' AS level, 2 AS cores
    FROM (VALUES ${
      keys.map(([server, day]) => `('${server}', ${day})`).join(", ")
    }) AS keys(server_id, day))`;
  const warehouse = await openWarehouse({ threads: 1 });
  try {
    for (const relation of [rows(["A", 1], ["A", 2], ["B", 1]), rows(["B", 1], ["A", 2], ["A", 1])]) {
      await checkRows(warehouse, relation, SCHEMA);
    }
    await assert.rejects(
      checkRows(warehouse, rows(["A", 1], ["B", 1], ["A", 1]), SCHEMA),
      /must be unique: 2 rows/,
    );
  } finally {
    warehouse.close();
  }
});

Deno.test("runAll: starts what is ready, longest chain first, and never before its needs", async () => {
  const nodes = [node("alone"), node("a"), node("b", "a"), node("c", "b")];
  const events: string[] = [];
  await runAll(nodes, async ({ name }) => {
    events.push(`+${name}`);
    await new Promise((resolve) => setTimeout(resolve, 1));
    events.push(`-${name}`);
  });
  assert.deepEqual(events.slice(0, 2), ["+a", "+alone"]);
  for (const [before, after] of [["-a", "+b"], ["-b", "+c"]]) {
    assert.ok(events.indexOf(before!) < events.indexOf(after!), `${before} … ${after}`);
  }
});

Deno.test("runAll: after a failure nothing new starts, what runs is waited for, the fault is thrown", async () => {
  const ended: string[] = [];
  const run = runAll([node("bad"), node("slow"), node("after", "slow")], async ({ name }) => {
    if (name === "bad") throw new Error("no power");
    await new Promise((resolve) => setTimeout(resolve, 5));
    ended.push(name);
  });
  await assert.rejects(run, { message: "no power" });
  assert.deepEqual(ended, ["slow"]);
});

Deno.test("chainLengths: the longest chain that waits, not the number of those waiting", () => {
  const nodes = [node("a"), node("b", "a"), node("c", "b"), node("d", "a")];
  assert.deepEqual([...chainLengths(nodes)].sort(), [["a", 3], ["b", 2], ["c", 1], ["d", 1]]);
});

Deno.test("Slots: no more run at once than there are places, and a place is freed by a failure too", async () => {
  const slots = new Slots(2);
  let running = 0;
  let most = 0;
  const task = (fails: boolean) => () => {
    most = Math.max(most, ++running);
    return new Promise<void>((resolve) => setTimeout(resolve, 1)).then(() => {
      running--;
      if (fails) throw new Error("no power");
    });
  };
  const tasks = [true, false, true, false, false].map((fails) => slots.at(1).use(task(fails)));
  const settled = await Promise.allSettled(tasks);
  assert.equal(most, 2);
  assert.equal(settled.filter(({ status }) => status === "fulfilled").length, 3);
});

Deno.test("Slots: of those waiting the highest priority is next, among equals the first to come", async () => {
  const slots = new Slots(1);
  const order: string[] = [];
  const task = (name: string) => () => Promise.resolve(void order.push(name));
  const waiting: [string, number][] = [["first", 1], ["late", 1], ["later", 1], ["urgent", 3], ["soon", 2]];
  await Promise.all(waiting.map(([name, priority]) => slots.at(priority).use(task(name))));
  assert.deepEqual(order, ["first", "urgent", "soon", "late", "later"]);
});
