/** What runs out, and when. */
import { dayNumber, isoDate } from "../calendar/days.ts";
import { someOf } from "../answers/at_risk.ts";
import { count, say } from "../answers/sentence.ts";
import type { Part } from "../pipeline/schemas/answers.ts";
import type { Block, Section } from "../pipeline/schemas/monthly.ts";
import { capital, day, exactPercent, metricName, number, plural, share, words } from "../wording/format.ts";
import { chart, missing, paragraph, section, table } from "./blocks.ts";
import type { Content } from "./content.ts";
import type { FirstRow } from "./read.ts";

/** What the dates add to the levels: how many series are to be expected over, and which orders are late. */
function told({ summary, facts }: Content): Part[] {
  const { high } = summary.thresholds;
  const { series } = facts.reaching;
  const { overdue } = facts;
  return say`${someOf("series_reaching", series, "series", { nouns: "series", none: "No" })} of
    ${number(summary.telemetry.series)} ${series < 2 ? "is" : "are"} at ${
    exactPercent(high)
  } of capacity or more likely
    than not to reach it on some day within ${plural(summary.horizon_days ?? 0, "day")}. ${
    overdue.series === 0
      ? "For no series has the day to order in time passed."
      : say`For ${plural(overdue.series, "series", "series")} on ${
        count("servers_overdue", overdue.servers, "server")
      } the day to order in time has passed: 1 path in 10 gets there sooner than capacity ordered today.`
  }`;
}

/** How many servers stand at each level. */
function levels({ summary: { fleet, levels: { servers } } }: Content): Block {
  return table([servers], {
    caption: "Servers, each by its worst assessed metric",
    columns: [
      { label: "Fleet", cell: () => plural(fleet.servers, "server") },
      { label: "Very high risk", align: "right", cell: ({ very_high }) => number(very_high) },
      { label: "High risk", align: "right", cell: ({ high }) => number(high) },
      { label: "To watch", align: "right", cell: ({ watch }) => number(watch) },
      { label: "Without risk", align: "right", cell: ({ ok }) => number(ok) },
      { label: "Not assessed", align: "right", cell: ({ not_assessed }) => number(not_assessed) },
    ],
  });
}

/** Windows that forecasts reach; a longer one would count only what is over the threshold already. */
function expectedBreaches({ summary }: Content): Block {
  const { at_risk, horizon_days, thresholds, telemetry } = summary;
  const windows = at_risk.filter(({ expected_servers, within_days }) =>
    expected_servers !== null && within_days <= (horizon_days ?? 0)
  );
  if (windows.length === 0) {
    return missing(
      "Breaches cannot be counted by month",
      horizon_days === null
        ? "No forecast was made."
        : `The history allows forecasts of ${plural(horizon_days, "day")} only.`,
    );
  }
  return chart({
    draw: "expected_breaches",
    high: thresholds.high,
    as_of: telemetry.as_of,
    windows: windows.map((window) => ({
      within_days: window.within_days,
      servers_judged: window.servers_judged,
      expected_servers: window.expected_servers,
      low_servers: window.low_servers,
      high_servers: window.high_servers,
    })),
  });
}

const dates = ({ summary, facts }: Content): Block =>
  chart({
    draw: "breach_dates",
    total: facts.reaching.series,
    as_of: summary.telemetry.as_of,
    horizon_days: summary.horizon_days ?? 1,
    thresholds: summary.thresholds,
    rows: facts.soonest.map((row) => ({
      server_id: row.server_id,
      metric: row.metric,
      level: row.level,
      days_to_80_p10: row.days_to_80_p10,
      days_to_80_p50: row.days_to_80_p50,
      days_to_80_p90: row.days_to_80_p90,
      breach_80_horizon: row.breach_80_horizon,
      priority: row.priority,
    })),
  });

function list(rows: readonly FirstRow[], { summary, facts }: Content): Block {
  const { high } = summary.thresholds;
  const today = dayNumber(summary.telemetry.as_of);
  const after = (days: number | null) =>
    days === null ? "after the horizon" : days === 0 ? "now" : day(isoDate(today + days));
  return table(rows, {
    caption: `Series that reach ${exactPercent(high)} of capacity, in the order of action`,
    columns: [
      { label: "Place", align: "right", cell: ({ priority }) => number(priority) },
      { label: "Server", cell: ({ server_id }) => server_id },
      { label: "Business unit", cell: ({ business_unit }) => business_unit },
      { label: "Criticality", cell: ({ criticality }) => criticality },
      { label: "Metric", cell: ({ metric }) => capital(metricName(metric)) },
      { label: "Level", cell: ({ level }) => capital(words(level)) },
      { label: `${exactPercent(high)} by`, cell: ({ days_to_80_p50 }) => after(days_to_80_p50) },
      { label: "1 in 10 by", cell: ({ days_to_80_p10 }) => after(days_to_80_p10) },
      { label: "Within the horizon", align: "right", cell: (row) => share(row.breach_80_horizon) },
      { label: "Order by", cell: (row) => `${day(row.order_by)}${row.overdue ? ", overdue" : ""}` },
    ],
    of: { total: facts.reaching.series, noun: "series", nouns: "series", page: "Risk" },
  });
}

export function atRisk(content: Content): Section {
  const { first } = content.facts;
  const { high } = content.summary.thresholds;
  const title = "What runs out, and when?";
  if (content.summary.horizon_days === null) {
    return section("at-risk", title, [
      missing("Nothing can be said about what runs out", "No series has a forecast that could be judged."),
    ]);
  }
  return section("at-risk", title, [
    levels(content),
    paragraph(told(content)),
    expectedBreaches(content),
    ...(first.length === 0
      ? [
        missing(
          "No threshold is reached",
          `No series is more likely than not to reach ${exactPercent(high)} within the horizon.`,
        ),
      ]
      : [dates(content), list(first, content)]),
  ]);
}
