import assert from "node:assert/strict";
import type { Step } from "../../lib/config/steps.ts";
import { fromAddress, toAddress } from "../../lib/whatif/address.ts";

const ALL: Step[] = [
  { do: "grow", percent: 12.5, per: "year", region: "UK", metric: "cpu_p95" },
  { do: "add_workload", vcpu: 4, memory_gib: 16, service: "pay, now: ~50 %&more=ü" },
  { do: "shift", percent: 30, from: "A,1", to: "B:2" },
  { do: "remove_servers", servers: ["A~1", "00042"] },
  { do: "add_servers", count: 3, service: "shop", region: "UK", environment: "production" },
  { do: "lose_region", region: "eu-west-1", to: [] },
  { do: "lose_region", region: "eu-west-1", to: ["eu-central-1", "us-east-1"] },
  { do: "thresholds", high: 75, very_high: 85 },
  { do: "prices", percent: -20, business_unit: "Retail" },
  { do: "lead_time", days: 90, environment: "production" },
];

Deno.test("toAddress: every step comes back as it was, in its order", () => {
  const text = toAddress(ALL).toString();
  assert.deepEqual(fromAddress(new URLSearchParams(text)), { steps: ALL, fault: null });
  assert.equal(toAddress([]).toString(), "");
});

Deno.test("toAddress: a step is short and readable", () => {
  assert.equal(
    toAddress([{ do: "grow", percent: 20, per: "once", region: "UK" }]).getAll("step")[0],
    "grow,percent:20,per:once,region:UK",
  );
});

Deno.test("fromAddress: what is not a whole scenario gives a reason and no step", () => {
  const hostile = [
    "v=2&step=grow,percent:20,per:once",
    "step=grow,percent:20,per:once",
    "v=1&step=grow,percent:1e9,per:once",
    "v=1&step=grow,percent:20,per:once&step=nonsense",
    "v=1&step=grow,percent:20,per:once,__proto__:x",
    "v=1&step=grow,percent:20,per:once,constructor:x",
    "v=1&step=grow,percent:NaN,per:once",
    "v=1&step=grow,percent:%25E0%25A4%25A,per:once",
    "v=1&step=remove_servers,servers:",
    "v=1&step=thresholds,high:90,very_high:80",
    "v=1&step=",
    "v=1&" + "step=prices,percent:1&".repeat(31),
    `v=1&step=shift,percent:5,from:A,to:${"x".repeat(30_000)}`,
  ];
  for (const text of hostile) {
    const { steps, fault } = fromAddress(new URLSearchParams(text));
    assert.deepEqual(steps, [], text.slice(0, 60));
    assert.match(fault ?? "", /^The address holds a scenario that cannot be read \(.+\)/);
  }
});
