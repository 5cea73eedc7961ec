import { z } from "zod";
import { date, single, whole } from "./columns.ts";
import { resource } from "./resources.ts";
import { snapshot } from "./snapshot.ts";
import { totalScope, totalScopeValue } from "./totals.ts";

const amount = (description: string) => single(description, { min: 0 });

export const totalsBacktest = snapshot({
  name: "totals_backtest",
  description:
    "Past forecasts of totals by the models that would have been chosen at the cutoff: their sum, what happened, and how the servers' own intervals add up. Servers without a value on a day are left out of all its columns.",
  key: ["scope", "scope_value", "resource", "cutoff", "date"],
  columns: z.object({
    scope: totalScope(),
    scope_value: totalScopeValue(),
    resource: resource(),
    cutoff: date("Last day the models had seen; models and intervals are those known then"),
    date: date("Day forecast"),
    horizon_days: whole("Days from cutoff to date", { min: 1 }),
    servers: whole("Servers in the total", { min: 1 }),
    actual: amount("What happened; vCPU, GiB or Mbit/s"),
    predicted: amount("Sum of the servers' forecasts"),
    own_errors: amount("Root of the sum of the servers' squared errors"),
    spread_together: amount(
      "Spread of the total if all errors went together: sum of half the 80 % intervals",
    ),
    spread_apart: amount("Spread if none did: root of the sum of their squares"),
    lo_80: amount("Sum of the servers' lower 80 % bounds"),
    hi_80: amount("Sum of the servers' upper 80 % bounds"),
    lo_95: amount("Sum of the servers' lower 95 % bounds"),
    hi_95: amount("Sum of the servers' upper 95 % bounds"),
    below_80: single("Root of the sum of squares of prediction − lower 80 % bound", { min: 0 }),
    above_80: single("The same above", { min: 0 }),
    below_95: single("The same below, 95 %", { min: 0 }),
    above_95: single("The same above, 95 %", { min: 0 }),
  }),
});
