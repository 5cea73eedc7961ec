import assert from "node:assert/strict";
import { compareStates } from "../../lib/changes/compare.ts";
import { flat } from "../../lib/changes/state.ts";
import { textOf } from "../../lib/answers/sentence.ts";
import type { State } from "../../lib/pipeline/schemas/state.ts";

type Server = State["servers"][string];
const server = (level: Server["level"], date: string | null): Server => ({ level, metric: "cpu_p95", date });

const BEFORE: State = {
  as_of: "2025-11-30",
  servers: {
    A: server("watch", "2026-05-01"),
    B: server("high", "2026-02-01"),
    C: server("high", "2026-02-01"),
    D: server("ok", null),
    E: server("ok", null),
  },
  models: { "A cpu_p95": "prophet", "B cpu_p95": "theta", "C cpu_p95": "theta", "E cpu_p95": "theta" },
  settings: { "risk.high": "80", "risk.posture": '"expected"' },
};
const AFTER: State = {
  as_of: "2025-12-31",
  servers: {
    A: server("high", "2026-03-01"),
    B: server("ok", null),
    C: server("very_high", "2026-01-18"),
    D: server("watch", "2026-06-01"),
    F: server("very_high", "2026-01-01"),
  },
  models: { "A cpu_p95": "prophet", "B cpu_p95": "mstl", "C cpu_p95": "mstl", "F cpu_p95": "mstl" },
  settings: { "risk.high": "85", "risk.posture": '"expected"' },
};

Deno.test("compareStates: who came to be at risk, who ceased to be, whose date moved, in that order", () => {
  const { servers } = compareStates(BEFORE, AFTER, 14);
  assert.deepEqual(servers.map(({ server_id, change, days }) => [server_id, change, days]), [
    ["A", "newly_at_risk", -61],
    ["B", "no_longer_at_risk", null],
    ["C", "moved_date", -14],
  ]);
});

Deno.test("compareStates: a date that moved by fewer days than asked is no change", () => {
  assert.deepEqual(compareStates(BEFORE, AFTER, 15).servers.map(({ server_id }) => server_id), ["A", "B"]);
});

Deno.test("compareStates: days, servers, models and settings that are others now", () => {
  const { days_added, servers_added, servers_removed, models, settings } = compareStates(BEFORE, AFTER, 14);
  assert.deepEqual([days_added, servers_added, servers_removed], [31, ["F"], ["E"]]);
  assert.deepEqual(models, [{ before: "theta", after: "mstl", series: 2 }]);
  assert.deepEqual(settings, [{ path: "risk.high", before: "80", after: "85" }]);
});

Deno.test("compareStates: says it in words", () => {
  assert.equal(
    textOf(compareStates(BEFORE, AFTER, 14).sentence),
    "Compared with the last build that differed, as of 30 Nov 2025: 31 days of telemetry more, 1 server more, " +
      "1 server fewer, 1 setting changed (risk.high from 80 to 85). 1 server newly at risk (A), 1 no longer; 1 date moved by 14 days or more. " +
      "2 series changed their model.",
  );
  const settled = { ...BEFORE, settings: { ...BEFORE.settings, "risk.high": "81" } };
  assert.equal(
    textOf(compareStates(BEFORE, settled, 14).sentence),
    "Compared with the last build that differed, as of 30 Nov 2025: the same days of telemetry, 1 setting changed " +
      "(risk.high from 80 to 81). No server came to be at risk or ceased to be, and no date moved by 14 days or more. No series changed its model.",
  );
});

Deno.test("compareStates: many settings are counted, not named", () => {
  const settings = { a: "1", b: "2", c: "3" };
  assert.match(
    textOf(compareStates(BEFORE, { ...BEFORE, settings }, 14).sentence),
    /the same days of telemetry, 5 settings changed\. No server/,
  );
});

Deno.test("compareStates: with no earlier build nothing is claimed", () => {
  const changes = compareStates(null, AFTER, 14);
  assert.match(textOf(changes.sentence), /^There is no earlier build to compare with\./);
  assert.deepEqual([changes.before, changes.servers, changes.settings], [null, [], []]);
});

Deno.test("flat: settings by their path, a list as one value", () => {
  assert.deepEqual(flat({ risk: { high: 80, days: [1, 2] }, title: "a" }), {
    "risk.high": "80",
    "risk.days": "[1,2]",
    title: '"a"',
  });
});
