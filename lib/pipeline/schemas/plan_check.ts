import { z } from "zod";
import { flag, real, text, whole, word } from "./columns.ts";
import { snapshot } from "./snapshot.ts";

const load = (description: string) => real(description, { unit: "% of capacity", min: 0 }).nullable();

export const planCheck = snapshot({
  name: "plan_check",
  description:
    "The plan put to the test: how full every server and shared host becomes once it is carried out.",
  key: ["machine", "resource"],
  columns: z.object({
    machine: text("Server, or shared host"),
    resource: word(["cpu", "memory", "net_in", "net_out"], "What is used"),
    instance_type: text("Size after the plan"),
    servers: whole("Servers on it", { min: 1 }),
    peak_before: load(
      "Highest daily forecast before the plan, at the quantile recommended by; highest of a host's servers",
    ),
    peak_after: load("The same after the plan"),
    peak_loss_of_one: load("The same when another machine of its pool is lost; null when it has none"),
    passed: flag("Not over the high threshold unless it was before, and within the limit when one is lost"),
    reason: text("Why, in words"),
  }),
});
