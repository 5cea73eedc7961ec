import assert from "node:assert/strict";
import { scenarios } from "../../lib/config/scenarios.ts";
import { rules } from "../../lib/config/validate.ts";

const PARTNER = {
  title: "Partner",
  owner: "Cards",
  active: true,
  from: "2026-03-01",
  steps: [{ do: "add_workload", vcpu: 8, service: "cards" }],
};

/** Path and message of the first fault; null when there is none. */
function fault(partner: unknown): [string, string] | null {
  const read = scenarios.safeParse({ partner }, { error: rules });
  if (read.success) return null;
  const { path, message } = read.error.issues[0]!;
  return [path.join("."), message];
}

Deno.test("scenarios: what may be committed, and why the rest may not", () => {
  assert.equal(fault(PARTNER), null);
  assert.equal(fault({ ...PARTNER, until: "2026-03-01" }), null);
  const known: [unknown, string, RegExp][] = [
    [{ ...PARTNER, from: "2026-02-30" }, "partner.from", /day of the calendar/],
    [{ ...PARTNER, until: "2026-02-28" }, "partner.until", /must not be before from/],
    [{ ...PARTNER, steps: [] }, "partner.steps", /at least 1/],
    [{ ...PARTNER, steps: [{ do: "lose_region", region: "UK", to: [] }] }, "partner.steps.0.do", /only load/],
    [
      { ...PARTNER, steps: [{ do: "grow", percent: -100, per: "once" }] },
      "partner.steps.0.percent",
      /at least -95/,
    ],
    [{ ...PARTNER, owner: undefined }, "partner.owner", /must be given/],
  ];
  for (const [given, path, message] of known) {
    const found = fault(given);
    assert.equal(found?.[0], path);
    assert.match(found![1], message);
  }
});
