/** What is recommended for a server, on what evidence, and what was rejected. */
import { html } from "../dom.js";
import { capital, day, inWords, number, plural, words } from "../format.js";
import { headline } from "../headline.js";
import type { Row } from "../rows.js";
import type { ServerDetail } from "./detail.js";

/** The recommendation as the plan has it. */
export function planSection({ plan }: ServerDetail): HTMLElement {
  if (plan === null) return html`<p>The plan says nothing about this server.</p>` as HTMLElement;
  return html`<div>
    ${headline(figures(plan))}
    <dl class="facts">
      ${fact("Why", sentenceOf(plan["reason"]))}
      ${fact("Evidence", sentenceOf(plan["evidence"]))}
      ${fact("Rules asked", parts(plan["constraint_checks"], "; "))}
      ${fact(rejected(plan), parts(plan["rejected"], " | "))}
    </dl>
  </div>` as HTMLElement;
}

function figures(plan: Row): Parameters<typeof headline>[0] {
  const word = (text: string) => html`<span class="word">${text}</span>`;
  return [
    { label: "Action", value: word(capital(words(String(plan["action"])))), note: change(plan) },
    money(plan),
    {
      label: "Not before",
      value: word(day(plan["earliest_date"] as string | null)),
      note: plan["earliest_date"] === null ? "nothing changes" : "first day outside the change freeze",
    },
    {
      label: "Confidence",
      value: word(capital(String(plan["confidence"]))),
      note: String(plan["reversibility"] ?? ""),
    },
  ];
}

/** What it saves, or what it costs. */
function money(plan: Row): Parameters<typeof headline>[0][number] {
  const [low, expected, high] = ["low", "expected", "high"].map((name) =>
    plan[`saving_${name}_usd_month`] as number | null
  ) as [number | null, number | null, number | null];
  const costs = expected !== null && expected < 0;
  const written = (value: number | null) => number(value === null ? null : costs ? -value : value);
  return {
    label: costs ? "Costs, USD a month" : "Saves, USD a month",
    value: written(expected),
    note: low === high
      ? expected === null ? "price not known" : expected === 0 ? "nothing changes" : "by the price list"
      : costs
      ? `${written(high)} to ${written(low)}`
      : `${written(low)} to ${written(high)}`,
  };
}

function change({ action, instance_from: from, target }: Row): string {
  if (action === "keep" || action === "not_assessed" || target === null) {
    return from === null || from === "unknown" ? "size not known" : String(from);
  }
  return `${String(from)} to ${String(target)}`;
}

function rejected(plan: Row): string {
  const count = Number(plan["rejected_count"] ?? 0);
  return count === 0 ? "Rejected" : `Rejected, the nearest of ${plural(count, "cheaper size")}`;
}

function fact(name: string, value: unknown): Node | null {
  return value === null || value === "" ? null : html`
    <div>
      <dt>${name}</dt>
      <dd>${value}</dd>
    </div>
  `;
}

const sentenceOf = (value: unknown) => typeof value === "string" ? inWords(value) : null;

function parts(value: unknown, separator: string): Node | string {
  const items = String(value ?? "").split(separator).filter((item) => item !== "");
  return items.length < 2
    ? items.join("")
    : html`<ul>${items.map((item) => html`<li>${inWords(item)}</li>`)}</ul>`;
}
