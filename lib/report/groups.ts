/** Where risk gathers: business unit by business unit. */
import { say } from "../answers/sentence.ts";
import type { Section } from "../pipeline/schemas/monthly.ts";
import { day, exactPercent, number } from "../wording/format.ts";
import { chart, missing, paragraph, section, table } from "./blocks.ts";
import type { Content } from "./content.ts";
import type { GroupRow } from "./read.ts";

const ranged = (expected: number | null, low: number | null, high: number | null): string =>
  expected === null ? number(null) : `${number(expected, 1)} (${number(low)} to ${number(high)})`;

/** Units with most to expect first. */
function ranked(rows: readonly GroupRow[]): GroupRow[] {
  const weight = ({ expected_90d, very_high, high }: GroupRow) => expected_90d ?? very_high + high;
  return rows.filter(({ dimension }) => dimension === "business_unit")
    .sort((a, b) => weight(b) - weight(a) || (a.value < b.value ? -1 : 1));
}

export function groups({ facts, summary }: Content): Section {
  const { high } = summary.thresholds;
  const units = ranked(facts.groups);
  const all = facts.groups.filter(({ dimension }) => dimension === "fleet").map((row) => ({
    ...row,
    value: "All",
  }));
  const judged = units.filter(({ expected_90d }) => expected_90d !== null);
  return section("business-units", "Which business units does it meet?", [
    judged.length === 0
      ? missing("Expected servers cannot be given by unit", "No forecast reaches 90 days ahead.")
      : chart({
        draw: "expected_by_group",
        grouping: "business unit",
        high,
        groups: judged.map((row) => ({
          value: row.value,
          servers: row.servers,
          very_high: row.very_high,
          high: row.high,
          watch: row.watch,
          expected_30d: row.expected_30d,
          expected_90d: row.expected_90d,
          low_90d: row.low_90d,
          high_90d: row.high_90d,
          expected_180d: row.expected_180d,
          first_date_p50: row.first_date_p50,
          first_priority: row.first_priority,
        })),
      }),
    table([...units, ...all], {
      caption: "Servers by unit and level, and how many are to be expected over the threshold",
      columns: [
        { label: "Business unit", cell: ({ value }) => value },
        { label: "Servers", align: "right", cell: ({ servers }) => number(servers) },
        { label: "Very high", align: "right", cell: ({ very_high }) => number(very_high) },
        { label: "High", align: "right", cell: (row) => number(row.high) },
        { label: "Watch", align: "right", cell: ({ watch }) => number(watch) },
        { label: "Not assessed", align: "right", cell: ({ not_assessed }) => number(not_assessed) },
        {
          label: "Expected in 30 days",
          align: "right",
          cell: (row) => ranged(row.expected_30d, row.low_30d, row.high_30d),
        },
        {
          label: "Expected in 90 days",
          align: "right",
          cell: (row) => ranged(row.expected_90d, row.low_90d, row.high_90d),
        },
        { label: "First by", cell: ({ first_date_p50 }) => day(first_date_p50) },
      ],
    }),
    paragraph(
      say`Expected are servers with any metric at ${
        exactPercent(high)
      } or more on at least one day, in brackets the range
      that holds the number in 8 cases of 10. Servers take their errors from the same past period on each sample path, so
      what moves many at once is in the range.`,
    ),
  ]);
}
