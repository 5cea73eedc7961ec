/** Committed scenarios: load that is decided on but not there yet, reserved in everyone's numbers. */
import { z } from "zod";
import { MOST_STEPS, RESERVING, reservingStep } from "./steps.ts";

const scenario = z.strictObject({
  title: z.string().min(1).max(120).describe("What it is, as pages call it"),
  owner: z.string().min(1).max(120).describe("Who asked for it and says when it may go"),
  active: z.boolean().describe("Whether it counts; one that does not is kept for the record"),
  from: z.iso.date().describe("First day its load is expected"),
  until: z.iso.date().optional().describe("Last day of it; left out when it stays"),
  steps: z.array(reservingStep).min(1).max(MOST_STEPS).describe(
    `What arrives, applied in this order: ${RESERVING.join(" or ")}, as the what-if page writes them`,
  ),
}).refine(({ from, until }) => until === undefined || from <= until, {
  path: ["until"],
  message: "must not be before from",
}).describe("A committed scenario");

export type Scenario = z.infer<typeof scenario>;

/** By name: config/scenarios/<name>.yaml. */
export const scenarios = z.record(
  z.string().regex(/^[a-z][a-z0-9_]*$/, "must be lower-case letters, digits and underscores"),
  scenario,
).describe("Committed scenarios, one file each");
