import { calendarRows, unlistedRegions } from "../lib/calendar/calendar.ts";
import { readExtent } from "../lib/calendar/read.ts";
import { phase } from "../lib/pipeline/phase.ts";
import { calendar } from "../lib/pipeline/schemas/calendar.ts";

export default phase({
  schema: calendar,
  question: "Which days are weekends, bank holidays and quarter ends, where each server runs?",
  needs: ["servers", "readings"],
  config: ["calendar", "models"],
  work: ({ calendar, models }) => ({
    kind: "table",
    rows: async ({ warehouse, warn }) => {
      const { regions, first, last } = await readExtent(warehouse, models.horizon_days);
      for (const region of unlistedRegions(regions, calendar)) {
        warn(`Region "${region}" is not in config/calendar.yaml, so it is taken to have no holidays`);
      }
      return calendarRows(regions, first, last, calendar);
    },
  }),
});
