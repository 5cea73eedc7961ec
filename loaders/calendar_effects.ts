import { phase, sql } from "../lib/pipeline/phase.ts";
import { calendarEffects } from "../lib/pipeline/schemas/calendar_effects.ts";

export default phase({
  schema: calendarEffects,
  question: "What kind of day moves the load, and by how much?",
  needs: ["servers", "calendar", "observations"],
  config: [],
  work: () => sql("lib/fleet/calendar_effects.sql"),
});
