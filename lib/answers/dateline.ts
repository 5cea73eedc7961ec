/** The line under a page's title: as of when, on what data. */
import { day, percent, plural } from "../wording/format.ts";
import type { Facts } from "./facts.ts";

/** As-of date, size and coverage of the data, and whether the fleet is real. */
export function dateline({ summary: { fleet, telemetry }, settings }: Facts): string[] {
  const { as_of, first_date, series, missing_pct } = telemetry;
  const { source } = settings.telemetry;
  return [
    `As of ${day(as_of)}`,
    `${plural(fleet.servers, "server")}, ${plural(series, "series", "series")}`,
    `daily since ${day(first_date)}`,
    missing_pct === null ? "no valid values" : `${percent(100 - missing_pct, 1)} of expected days present`,
    source === "synthetic" ? "synthetic fleet" : `real fleet: ${source}`,
  ];
}
