/** Which quarter ends and holidays come, and what they add. */
import { say } from "../answers/sentence.ts";
import type { Block, Section } from "../pipeline/schemas/monthly.ts";
import { day, number } from "../wording/format.ts";
import { chart, missing, paragraph, section, table } from "./blocks.ts";
import type { Content } from "./content.ts";
import type { WindowRow } from "./read.ts";

const name = ({ season, holidays }: WindowRow): string =>
  season === "quarter_end" ? "Quarter end" : holidays ?? "Holiday";

function quarterEnd({ facts, summary }: Content): Block[] {
  const window = facts.windows.find(({ season }) => season === "quarter_end");
  if (window === undefined) {
    return [missing("No quarter end comes", "None lies within the horizon of the forecasts.")];
  }
  return [chart({
    draw: "seasonal",
    season: "quarter end",
    first_date: window.first_date,
    last_date: window.last_date,
    high: summary.thresholds.high,
    brought: window.brought,
    before: window.before,
    rows: facts.seasonal.map((row) => ({
      server_id: row.server_id,
      metric: row.metric,
      peak_p50: row.peak_p50,
      peak_p90: row.peak_p90,
      breach_80: row.breach_80,
      before_breach_80: row.before_breach_80,
    })),
  })];
}

export function seasons(content: Content): Section {
  const { windows } = content.facts;
  const title = "Which seasonal windows come?";
  if (windows.length === 0) {
    return section("seasons", title, [
      missing(
        "No seasonal window to show",
        "No quarter end or bank holiday lies within the horizon of a forecast.",
      ),
    ]);
  }
  // Quarter ends come everywhere.
  const everywhere = windows.find(({ season }) => season === "quarter_end")?.regions;
  return section("seasons", title, [
    ...quarterEnd(content),
    table(windows, {
      caption: "Coming quarter ends and bank holidays",
      columns: [
        { label: "From", cell: ({ first_date }) => day(first_date) },
        { label: "To", cell: ({ last_date }) => day(last_date) },
        { label: "Window", align: "text", cell: name },
        { label: "Regions", align: "text", cell: ({ regions }) => regions === everywhere ? "all" : regions },
        { label: "Series", align: "right", cell: ({ series }) => number(series) },
        { label: "Expected over in it", align: "right", cell: ({ brought }) => number(brought, 1) },
        { label: "On days before", align: "right", cell: ({ before }) => number(before, 1) },
      ],
    }),
    paragraph(
      say`Compared are the same weekdays just before each window. A window with fewer series over the threshold
      than the days before it is a quieter one.`,
    ),
  ]);
}
