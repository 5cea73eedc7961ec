import assert from "node:assert/strict";
import { isoDate } from "../../lib/calendar/days.ts";
import { judgeFleet, type PathSource } from "../../lib/risk/fleet.ts";
import { type JudgedServer, judgeServers } from "../../lib/risk/servers.ts";
import { weekRows } from "../../lib/risk/weeks.ts";
import { flat, RISK, series } from "./cases.ts";

const TODAY = 20453;
const SOURCE: PathSource = { joint: null, settings: RISK, seed: 42 };
const judge = (level: number, days: number) =>
  judgeServers(judgeFleet([series(flat(level, days), { server_id: "A" })], SOURCE), RISK);

const NO_METRIC = {
  cpu_reached_80: null,
  memory_reached_80: null,
  disk_reached_80: null,
  net_in_reached_80: null,
  net_out_reached_80: null,
};

Deno.test("weekRows: by the end of a week, the share of paths that got there on any day before", () => {
  const [judged] = judge(66, 21);
  const reached = Int16Array.from([3, 7, 8, 22]);
  const server: JudgedServer = { ...judged!, reached, byMetric: new Map() };
  assert.deepEqual(weekRows([server], TODAY), [
    { server_id: "A", week: 1, date: isoDate(TODAY + 7), reached_80: 0.5, ...NO_METRIC },
    { server_id: "A", week: 2, date: isoDate(TODAY + 14), reached_80: 0.75, ...NO_METRIC },
    { server_id: "A", week: 3, date: isoDate(TODAY + 21), reached_80: 0.75, ...NO_METRIC },
  ]);
});

Deno.test("weekRows: a week that the horizon cuts short is left out, a server not judged too", () => {
  const servers = judge(66, 20);
  assert.deepEqual(weekRows(servers, TODAY).map(({ week }) => week), [1, 2]);
  assert.deepEqual(weekRows([{ ...servers[0]!, reached: null }], TODAY), []);
});

Deno.test("weekRows: a server that is there today is certain from the first week on", () => {
  assert.deepEqual(weekRows(judge(85, 14), TODAY).map(({ reached_80 }) => reached_80), [1, 1]);
});

Deno.test("weekRows: each metric for itself beside any of them; one not judged says nothing", () => {
  const [judged] = judge(66, 7);
  const server: JudgedServer = {
    ...judged!,
    reached: Int16Array.from([3, 5, 8, 8]),
    byMetric: new Map([["cpu_p95", Int16Array.from([3, 8, 8, 8])], [
      "disk_p95",
      Int16Array.from([8, 5, 8, 8]),
    ]]),
  };
  const [week] = weekRows([server], TODAY);
  assert.deepEqual(
    [week!.reached_80, week!.cpu_reached_80, week!.disk_reached_80, week!.memory_reached_80],
    [0.5, 0.25, 0.25, null],
  );
});
