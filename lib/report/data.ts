/** How far the data can be trusted. */
import { METRICS } from "../pipeline/schemas/columns.ts";
import type { Section } from "../pipeline/schemas/monthly.ts";
import { capital, inWords, metricName, number, share } from "../wording/format.ts";
import { paragraph, section, table } from "./blocks.ts";
import { type Content, saidBy } from "./content.ts";
import type { VerdictRow } from "./read.ts";

/** Metrics in the order they are shown everywhere. */
const inOrder = (rows: readonly VerdictRow[]): VerdictRow[] =>
  METRICS.flatMap((metric) => rows.filter((row) => row.metric === metric));

export function data(content: Content): Section {
  const { verdicts, unfit } = content.facts;
  const { not_assessed } = content.summary.telemetry;
  return section("data", "Can the data be trusted?", [
    paragraph(saidBy(content, "quality")),
    table(inOrder(verdicts), {
      caption: "Series by metric and verdict",
      columns: [
        { label: "Metric", cell: ({ metric }) => capital(metricName(metric)) },
        { label: "Assessed", align: "right", cell: ({ assessed }) => number(assessed) },
        { label: "With a warning", align: "right", cell: ({ warn }) => number(warn) },
        { label: "Not assessed", align: "right", cell: (row) => number(row.not_assessed) },
        {
          label: "Days without a value",
          align: "right",
          cell: ({ days_expected, days_present }) =>
            days_expected === 0 ? number(null) : share(1 - days_present / days_expected, 1),
        },
        { label: "Days filled or capped", align: "right", cell: ({ repaired }) => number(repaired) },
      ],
    }),
    ...(not_assessed === 0 ? [] : [table(unfit, {
      caption: "Series that could not be assessed, and why",
      columns: [
        { label: "Server", cell: ({ server_id }) => server_id },
        { label: "Metric", cell: ({ metric }) => capital(metricName(metric)) },
        { label: "Why not", align: "text", cell: ({ reason }) => inWords(reason) },
      ],
      of: { total: not_assessed, noun: "series", nouns: "series", page: "Data quality" },
    })]),
  ]);
}
