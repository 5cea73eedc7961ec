/** What should be done first, what it costs and what it saves. */
import { figure, say } from "../answers/sentence.ts";
import type { Part } from "../pipeline/schemas/answers.ts";
import type { Block, Section } from "../pipeline/schemas/monthly.ts";
import { capital, day, number, plural, usd, words } from "../wording/format.ts";
import { chart, missing, paragraph, section, table } from "./blocks.ts";
import { type Content, saidBy } from "./content.ts";
import type { ChangeRow, SavingsRow } from "./read.ts";

/** A row of savings whose servers have known prices. */
type Priced = { [Column in keyof SavingsRow]: NonNullable<SavingsRow[Column]> };

function priced(rows: readonly SavingsRow[]): Priced[] {
  return rows.filter((row): row is Priced => Object.values(row).every((value) => value !== null));
}

const signed = (value: number): string => `${value > 0 ? "+" : ""}${number(value)}`;

/** What a saving does to the cost: a saving of 10 is −10. */
const change = (saving: number | null): string => saving === null ? number(null) : signed(0 - saving);

/** What all of it comes to. */
function balance({ facts }: Content): Part[] {
  const [all] = priced(facts.savings).filter(({ action }) => action === "all");
  if (all === undefined) {
    return say`What the plan costs or saves is not known, because no server has a price.`;
  }
  const { usd_per_month: now, saving_expected_usd_month: net } = all;
  return say`The fleet costs ${figure("cost_today", now, "USD per month", usd(now))} a month today. ${
    Math.round(net) === 0
      ? "The plan leaves that as it is."
      : `Carried out in full, the plan costs ${usd(Math.abs(net))} a month ${net > 0 ? "less" : "more"}.`
  }`;
}

function tested({ facts: { plan } }: Content): Part[] {
  if (plan.checks === 0) return say`The plan changes no machine, so there is nothing to put to the test.`;
  return say`Put to the test against the forecasts, with the largest machine of each pool lost in turn, the plan passes
    ${number(plan.checks - plan.failed)} of ${plural(plan.checks, "check")} of its machines.`;
}

/** What saves first, then what costs, then what stays. */
const ACTIONS = ["retire", "merge", "downsize", "upsize", "keep", "not_assessed"];

const actions = (rows: readonly SavingsRow[]): Block =>
  table(ACTIONS.flatMap((action) => rows.filter((row) => row.action === action)), {
    caption: "What is done, to how many, and what that does to the cost, USD a month on demand",
    columns: [
      { label: "Action", cell: ({ action }) => capital(words(action)) },
      { label: "Servers", align: "right", cell: ({ servers }) => number(servers) },
      { label: "Cost now", align: "right", cell: ({ usd_per_month }) => number(usd_per_month) },
      { label: "Change, expected", align: "right", cell: (row) => change(row.saving_expected_usd_month) },
      { label: "Change, at best", align: "right", cell: (row) => change(row.saving_high_usd_month) },
      { label: "Change, at worst", align: "right", cell: (row) => change(row.saving_low_usd_month) },
    ],
  });

/** What it becomes; a shared host by its size, as its name stands in the reason. */
function target({ action, target, instance_to }: ChangeRow): string {
  if (action === "retire") return "none";
  return action === "merge" ? `shared ${instance_to}` : target;
}

const steps = (rows: readonly ChangeRow[], total: number): Block =>
  table(rows, {
    caption: "What to do first: growth in the order of risk, then what saves most",
    columns: [
      { label: "Server", cell: ({ server_id }) => server_id },
      { label: "Business unit", cell: ({ business_unit }) => business_unit },
      { label: "Action", cell: ({ action }) => capital(words(action)) },
      { label: "Now", cell: ({ instance_from }) => instance_from },
      { label: "Becomes", align: "text", cell: target },
      {
        label: "USD a month",
        align: "right",
        cell: (row) => row.usd_per_month === null ? number(null) : change(row.saving_expected_usd_month),
      },
      { label: "Not before", cell: ({ earliest_date }) => day(earliest_date) },
      { label: "Confidence", cell: ({ confidence }) => confidence },
      { label: "Why", align: "text", cell: ({ reason }) => reason },
    ],
    of: { total, noun: "change", nouns: "changes", page: "Recommendations" },
  });

export function plan(content: Content): Section {
  const { savings, changes, recommended } = content.facts;
  const title = "What should be done first, and what does it cost?";
  if (recommended.servers === recommended.not_assessed) {
    return section("plan", title, [
      missing(
        "Nothing is recommended",
        `For none of ${plural(recommended.servers, "server")} is enough known to choose a size.`,
      ),
    ]);
  }
  const now = savings.find(({ action }) => action === "all")?.usd_per_month ?? null;
  const prices = `prices of ${day(content.settings.recommendations.catalogue.as_of)}`;
  return section("plan", title, [
    paragraph(saidBy(content, "recommendations")),
    paragraph(balance(content)),
    ...(now === null || changes.length === 0 ? [] : [
      chart({ draw: "waterfall", now, prices, rows: priced(savings).map(stepOf) }),
    ]),
    ...(savings.length === 0 ? [] : [actions(savings)]),
    changes.length === 0
      ? missing(
        "Nothing needs changing",
        "Every server that could be assessed is recommended to stay as it is.",
      )
      : steps(changes, recommended.changes),
    paragraph(tested(content)),
  ]);
}

/** What the chart of costs needs of a row. */
const stepOf = (row: Priced) => ({
  scope: row.scope,
  scope_value: row.scope_value,
  action: row.action,
  servers: row.servers,
  usd_per_month: row.usd_per_month,
  saving_low_usd_month: row.saving_low_usd_month,
  saving_expected_usd_month: row.saving_expected_usd_month,
  saving_high_usd_month: row.saving_high_usd_month,
});
