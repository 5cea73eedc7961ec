/** A scenario worked out on the services it touches comes to the same as on the whole fleet. */
import assert from "node:assert/strict";
import type { Step } from "../../lib/config/steps.ts";
import { applied } from "../../lib/whatif/apply.ts";
import { compare, hasMoved } from "../../lib/whatif/compare.ts";
import { outcome } from "../../lib/whatif/outcome.ts";
import { exchanged, totalsOf } from "../../lib/whatif/totals.ts";
import { touchedServices } from "../../lib/whatif/touched.ts";
import { fleet, type Line, server } from "./cases.ts";

const HORIZON = 20;
const SERVERS = [
  server("A1", { service: "shop", region: "UK" }),
  server("A2", { service: "shop", region: "CH", usd_per_month: 300 }),
  server("B1", { service: "pay", region: "UK" }),
  server("B2", { service: "pay", region: "CH", usd_per_month: null }),
  server("C1", { service: "mail", region: "UK", business_unit: "Wealth" }),
];
const LINES: Line[] = [
  { server_id: "A1", from: 70, perDay: 0.6, spread: 5 },
  { server_id: "A2", from: 40, perDay: 0.1, spread: 5 },
  { server_id: "B1", from: 78, perDay: 0.2, spread: 3 },
  { server_id: "B1", metric: "memory_p95", from: 50, perDay: 0.2, spread: 3 },
  { server_id: "B2", from: 30, spread: 3 },
  { server_id: "C1", from: 66, perDay: 1, spread: 8 },
];
const SCENARIOS: Record<string, { steps: Step[]; touched: string[] }> = {
  "growth of one service": {
    steps: [{ do: "grow", percent: 30, per: "once", service: "shop" }],
    touched: ["shop"],
  },
  "a server goes": { steps: [{ do: "remove_servers", servers: ["B1"] }], touched: ["pay"] },
  "load moves between services": {
    steps: [{ do: "shift", percent: 50, from: "A1", to: "C1" }],
    touched: ["mail", "shop"],
  },
  "a region is lost, then prices of a business unit rise": {
    steps: [{ do: "lose_region", region: "CH", to: [] }, {
      do: "prices",
      percent: 10,
      business_unit: "Wealth",
    }],
    touched: ["mail", "pay", "shop"],
  },
  "servers are added and take longer to order": {
    steps: [
      { do: "add_servers", count: 2, service: "pay", region: "UK", environment: "production" },
      { do: "lead_time", days: 3, server: "B2" },
    ],
    touched: ["pay"],
  },
  "other thresholds": {
    steps: [{ do: "thresholds", high: 60, very_high: 70 }],
    touched: ["mail", "pay", "shop"],
  },
};

/** What the steps come to on some servers, and on them as they are. */
function on(services: readonly string[], steps: readonly Step[]) {
  const servers = SERVERS.filter(({ service }) => services.includes(service));
  const names = new Set(servers.map(({ server_id }) => server_id));
  const part = fleet(servers, LINES.filter(({ server_id }) => names.has(server_id)), HORIZON);
  const before = outcome(applied(part, []));
  const after = outcome(applied(part, steps));
  return {
    before: totalsOf(before, HORIZON),
    after: totalsOf(after, HORIZON),
    moved: compare(part, before, after).filter(hasMoved),
  };
}

for (const [name, { steps, touched }] of Object.entries(SCENARIOS)) {
  Deno.test(`touchedServices, exchanged: ${name}`, () => {
    assert.deepEqual(touchedServices(SERVERS, steps), touched);
    const whole = on(["shop", "pay", "mail"], steps);
    const part = on(touched, steps);
    assert.deepEqual(exchanged(whole.before, part.before, part.after), whole.after);
    assert.deepEqual(part.moved, whole.moved);
    assert.notDeepEqual(whole.after, whole.before, "the scenario must change something");
  });
}
