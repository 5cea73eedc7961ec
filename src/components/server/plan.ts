/** What is recommended for a server, on what evidence, and what was rejected. */
import { html } from "../dom.js";
import { capital, day, number, plural, words } from "../format.js";
import { headline } from "../headline.js";
import type { Row } from "../rows.js";
import type { ServerDetail } from "./detail.js";

/** The recommendation as the plan has it. */
export function planSection({ plan }: ServerDetail): HTMLElement {
  if (plan === null) return html`<p>The plan says nothing about this server.</p>` as HTMLElement;
  return html`<div>
    ${headline(figures(plan))}
    <dl class="facts">
      ${fact("Why", plan["reason"])}
      ${fact("Evidence", plan["evidence"])}
      ${fact("Rules asked", parts(plan["constraint_checks"], "; "))}
      ${fact(rejected(plan), parts(plan["rejected"], " | "))}
    </dl>
  </div>` as HTMLElement;
}

function figures(plan: Row): Parameters<typeof headline>[0] {
  const saving = (name: string) => number(plan[name] as number | null);
  const word = (text: string) => html`<span class="word">${text}</span>`;
  return [
    { label: "Action", value: word(capital(words(String(plan["action"])))), note: change(plan) },
    {
      label: "Saves, USD a month",
      value: saving("saving_expected_usd_month"),
      note: `${saving("saving_low_usd_month")} to ${saving("saving_high_usd_month")}; negative is a cost`,
    },
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

function change({ action, instance_from: from, target }: Row): string {
  if (action === "keep" || target === null) return String(from ?? "");
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

function parts(value: unknown, separator: string): Node | string {
  const items = String(value ?? "").split(separator).filter((item) => item !== "");
  return items.length < 2 ? items.join("") : html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`;
}
