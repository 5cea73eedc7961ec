/** The line under a page's title: as of when, on what data. */
import { html } from "./dom.js";
import { day, percent, plural } from "./format.js";

/** What the line needs of data/summary.json. */
export interface Coverage {
  fleet: { servers: number };
  telemetry: { first_date: string; as_of: string; series: number; missing_pct: number | null };
}

/** What it needs of data/settings.json. */
export interface Origin {
  telemetry: { source: string };
}

/** As-of date, size and coverage of the data. */
export function dateline({ fleet, telemetry }: Coverage, origin: Origin): Node {
  const { first_date, as_of, series, missing_pct } = telemetry;
  const parts = [
    `As of ${day(as_of)}`,
    `${plural(fleet.servers, "server")}, ${plural(series, "series", "series")}`,
    `daily since ${day(first_date)}`,
    missing_pct === null ? "no valid values" : `${percent(100 - missing_pct, 1)} of expected days present`,
    origin.telemetry.source === "synthetic" ? "synthetic fleet" : `real fleet: ${origin.telemetry.source}`,
  ];
  return html`${parts.map((part) => html`<span>${part}</span>`)}`;
}
