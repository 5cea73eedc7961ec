import { z } from "zod";
import { date, metric, real, serverId, text, whole } from "./columns.ts";
import { snapshot } from "./snapshot.ts";

export const scenarios = snapshot({
  name: "scenarios",
  description:
    "What committed scenarios reserve, on which series and from when: load that risk, headroom, what-if and recommendations count on top of the forecasts.",
  key: ["scenario", "step", "server_id", "metric"],
  columns: z.object({
    scenario: text("Name of its file in config/scenarios"),
    step: whole("Step of the scenario", { min: 1 }),
    server_id: serverId(),
    metric: metric(),
    title: text("What the scenario is called"),
    owner: text("Who asked for it"),
    says: text("The step in words"),
    from_date: date("First day its load is expected"),
    until_date: date("Last day of it; null when it stays").nullable(),
    first_date: date("First forecast day on which it counts"),
    reserved_p95: real("Most it adds to the median forecast on any day; % or Mbit/s, below 0 when it frees"),
    reserved_capacity: real(
      "The same in vCPU, GiB or Mbit/s, to be summed over servers; null where the capacity is not known",
    ).nullable(),
  }),
});
