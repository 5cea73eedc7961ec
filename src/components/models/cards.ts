/** Model cards: what a reader should know of each model before trusting it. */
import { html } from "../dom.js";
import { capital, gain, metricName, modelName, number, plural, share, words } from "../format.js";
import type { Row } from "../rows.js";
import { table } from "../table.js";

export interface Card {
  model: string;
  kind: "naive" | "one_series" | "all_series" | "ensemble";
  purpose: string;
  learns_from: string;
  assumptions: string;
  limits: string;
  settings: Record<string, unknown>;
  series_in_use: number;
  measures: Row[];
}

const KINDS: Readonly<Record<Card["kind"], string>> = {
  naive: "naive",
  one_series: "learns from one series",
  all_series: "learns from all series",
  ensemble: "ensemble",
};

const FACTORS: Readonly<Record<string, string>> = {
  metric: "Metric",
  horizon_band: "Days ahead",
  archetype: "Archetype",
  criticality: "Criticality",
};

/** Address of a card within the page. */
export const cardId = (model: string): string => `card-${model}`;

/** All cards, those in use first. A card that the address names is open. */
export function modelCards(cards: readonly Card[]): HTMLElement {
  const ordered = [...cards].sort((a, b) =>
    b.series_in_use - a.series_in_use || (a.model < b.model ? -1 : 1)
  );
  const element = html`<div class="model-cards">${ordered.map(modelCard)}</div>` as HTMLElement;
  const open = () => showAsked(element);
  open();
  globalThis.addEventListener("hashchange", open);
  return element;
}

function modelCard({ model, kind, series_in_use, ...card }: Card): HTMLElement {
  const settings = settingRows(card.settings);
  const details = html`
    <details class="model-card" id=${cardId(model)}>
      <summary><strong>${capital(modelName(model))}</strong> <span>${series_in_use === 0
        ? "not in use"
        : `serves ${plural(series_in_use, "series", "series")}`}, ${KINDS[kind]}</span></summary>
      <dl class="facts">
          ${fact("What it is for", card.purpose)}
          ${fact("Learns from", sentence(card.learns_from))}
          ${fact("Assumes", sentence(card.assumptions))}
          ${fact("Fails where", sentence(card.limits))}
          ${fact("Settings", settings.length === 0 ? "None." : settingList(settings))}
          ${fact("Link", html`<a href=${`#${cardId(model)}`}>To this card</a>`)}
        </dl>
    </details>
  ` as HTMLDetailsElement;
  // Its numbers are drawn when it is opened: seventeen tables would keep the page waiting.
  details.addEventListener("toggle", () => {
    if (details.open && details.querySelector(".table") === null) {
      details.append(measureTable(model, card.measures));
    }
  });
  return details;
}

const sentence = (text: string): string => `${capital(text)}.`;

function fact(label: string, value: Node | string): Node {
  return html`
    <div>
      <dt>${label}</dt>
      <dd>${value}</dd>
    </div>
  `;
}

function settingList(rows: readonly [string, string][]): Node {
  return html`<ul>${rows.map(([name, value]) => html`<li><code>${name}</code>: ${value}</li>`)}</ul>`;
}

/** Settings as paths and values: nested sections are spelt out. */
function settingRows(value: unknown, path = ""): [string, string][] {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return Object.entries(value).flatMap(([name, inner]) =>
      settingRows(inner, path === "" ? name : `${path}.${name}`)
    );
  }
  return [[path, Array.isArray(value) ? value.join(", ") : String(value)]];
}

function measureTable(model: string, measures: readonly Row[]): HTMLElement {
  const rows = measures.map((row) => ({ ...row, group: groupName(row) }));
  return table(rows, {
    name: `measures_of_${model}`,
    limit: 20,
    empty: "It was not scored: no series has enough history.",
    columns: [
      { name: "factor", label: "By", format: (value) => FACTORS[String(value)] ?? words(String(value)) },
      { name: "group", label: "Group" },
      { name: "series", label: "Series" },
      { name: "mae", label: "MAE", format: (value) => number(value as number | null, 2) },
      { name: "mase", label: "MASE", format: (value) => number(value as number | null, 2) },
      { name: "bias", label: "Bias", format: (value) => number(value as number | null, 2) },
      { name: "coverage_80", label: "In 80 %", format: (value) => share(value as number | null, 1) },
      { name: "coverage_95", label: "In 95 %", format: (value) => share(value as number | null, 1) },
      {
        name: "gain_vs_baseline",
        label: "vs weekday mean",
        format: (value) => gain(value as number | null, 1),
      },
      {
        name: "gain_vs_best_naive",
        label: "vs best naive",
        format: (value) => gain(value as number | null, 1),
      },
      { name: "share_of_possible", label: "Of possible", format: (value) => share(value as number | null) },
    ],
  });
}

function groupName({ factor, value }: Row): string {
  if (factor === "metric") return value === "all" ? "all metrics" : metricName(String(value));
  return words(String(value));
}

/** Opens the card that the address names: it was not there yet when the browser looked for it. */
function showAsked(element: HTMLElement): void {
  const asked = decodeURIComponent(location.hash.slice(1));
  const card = [...element.querySelectorAll("details")].find(({ id }) => id === asked);
  if (card === undefined) return;
  card.open = true;
  requestAnimationFrame(() => requestAnimationFrame(() => card.scrollIntoView()));
}
