/** Menus that narrow a page, kept in its address so that a view can be linked to. */
import { use, writeAddress } from "./choices.js";
import { html } from "./dom.js";
import { type Menu, menuOf, type Option } from "./filter_menus.js";
import { capital, inMetricOrder, metricName, number, plural, words } from "./format.js";

export interface Filter {
  /** Name in the address and in the value. */
  name: string;
  label: string;
  options: readonly Option[];
  /** Chosen when the address does not say; the first option when left out. */
  initial?: string;
}

/** What the menus choose from, so that they can say how much is left. */
export interface Narrowed {
  rows: readonly Readonly<Record<string, unknown>>[];
  noun: string;
  nouns?: string;
}

export type Choices = Record<string, string>;
type FilterForm = HTMLFormElement & { value: Choices };

/** Value that stands for no narrowing. */
export const ALL = "all";

const LABELS: Readonly<Record<string, { label: string; all: string }>> = {
  business_unit: { label: "Business unit", all: "All" },
  region: { label: "Region", all: "All" },
  criticality: { label: "Criticality", all: "Any" },
  metric: { label: "Metric", all: "All" },
};

/** Menus for attributes that pages share, with the values that occur. */
export function attributeFilters(
  rows: readonly Readonly<Record<string, unknown>>[],
  names: readonly ("business_unit" | "region" | "criticality" | "metric")[],
): Filter[] {
  return names.map((name) => {
    const values = rows.map((row) => String(row[name]));
    const { label, all } = LABELS[name]!;
    return { name, label, options: name === "metric" ? metricOptions(values) : optionsOf(values, all) };
  });
}

/** A row of menus. Its value holds the choice of each; it sends "input" when one changes. */
export function filters(specs: readonly Filter[], narrowed?: Narrowed): FilterForm {
  const address = new URLSearchParams(location.search);
  const menus = specs.map((spec) => menu(spec, address.get(spec.name)));
  const unknown = new Map(
    specs.flatMap((spec) => {
      const asked = address.get(spec.name);
      return asked === null || isKnown(spec, asked) ? [] : [[spec.name, asked]];
    }),
  );
  const count = html`<span class="filters-count" role="status"></span>` as HTMLElement;
  const clear = html`<button type="button" class="quiet">Clear filters</button>` as HTMLButtonElement;
  const note = html`<p class="filters-note" role="status"></p>` as HTMLElement;
  const form = html`<form class="filters">${
    specs.map(({ label, options }, index) =>
      hasChoice(options) ? html`<label><span>${label}</span>${menus[index]!.element}</label>` : null
    )
  }${narrowed === undefined ? null : html`<div class="filters-left">${count}${clear}</div>`}${note}</form>`;
  const element = form as FilterForm;
  const read = () => {
    element.value = Object.fromEntries(specs.map(({ name }, index) => [name, menus[index]!.value]));
    const untouched = specs.every((spec) => element.value[spec.name] === initialOf(spec));
    clear.disabled = untouched && unknown.size === 0;
    clear.hidden = clear.disabled && !specs.some(({ options }) => hasChoice(options));
    if (narrowed !== undefined) count.textContent = leftOf(narrowed, element.value);
    note.textContent = specs.filter(({ name }) => unknown.has(name))
      .map((spec) => notHere(spec, unknown.get(spec.name)!, element.value[spec.name]!)).join(" ");
    note.hidden = unknown.size === 0;
  };
  const remember = () => {
    read();
    writeAddress(addressOf(specs, element.value, unknown));
  };
  element.onsubmit = (event) => event.preventDefault();
  element.oninput = ({ target }) => {
    if (target instanceof HTMLSelectElement || target instanceof HTMLInputElement) {
      unknown.delete(target.name);
    }
    remember();
  };
  clear.onclick = () => {
    unknown.clear();
    specs.forEach((spec, index) => menus[index]!.value = initialOf(spec));
    element.dispatchEvent(new Event("input", { bubbles: true }));
    // The button is disabled now and would lose the reader's place.
    element.querySelector<HTMLElement>("select, input")?.focus();
  };
  read();
  use(specs.map(({ name }) => name));
  return element;
}

/** Options for the distinct values of a column, with one for all of them. */
export function optionsOf(values: readonly string[], all: string): Filter["options"] {
  const distinct = [...new Set(values)].sort();
  return [{ value: ALL, label: all }, ...distinct.map((value) => ({ value, label: words(value) }))];
}

/** Options for the metrics that occur, with one for all of them. */
export function metricOptions(metrics: readonly string[]): Filter["options"] {
  const options = inMetricOrder(metrics).map((value) => ({ value, label: capital(metricName(value)) }));
  return [{ value: ALL, label: "All" }, ...options];
}

/** Whether a row passes: each choice is "all" or the row's own value. */
export function passes(row: Readonly<Record<string, unknown>>, choices: Choices): boolean {
  return Object.entries(choices).every(([name, choice]) => choice === ALL || row[name] === choice);
}

/** How many rows the choices leave; a choice that is no attribute of rows leaves them all. */
export function leftOf({ rows, noun, nouns }: Narrowed, choices: Choices): string {
  const attributes = Object.fromEntries(
    Object.entries(choices).filter(([name]) => rows.some((row) => name in row)),
  );
  const left = rows.filter((row) => passes(row, attributes)).length;
  const whole = plural(rows.length, noun, nouns);
  return left === rows.length ? whole : `${number(left)} of ${whole}`;
}

/** Whether there is anything to choose: one value and "all" come to the same. */
function hasChoice(options: Filter["options"]): boolean {
  return options.filter(({ value }) => value !== ALL).length > 1;
}

function isKnown({ options }: Filter, value: string): boolean {
  return options.some((option) => option.value === value);
}

function initialOf({ initial, options }: Filter): string {
  return initial ?? options[0]?.value ?? ALL;
}

function menu(spec: Filter, asked: string | null): Menu {
  return menuOf(spec.name, spec.options, asked !== null && isKnown(spec, asked) ? asked : initialOf(spec));
}

function notHere({ label, options }: Filter, asked: string, chosen: string): string {
  const instead = chosen === ALL
    ? "all are shown"
    : `${options.find(({ value }) => value === chosen)?.label ?? chosen} is shown`;
  return `${label} “${asked}” does not occur here; ${instead}.`;
}

/** Keeps the address short: what was not chosen is not written. What this page does not know, the next may. */
function addressOf(
  specs: readonly Filter[],
  choices: Choices,
  unknown: ReadonlyMap<string, string>,
): Record<string, string | null> {
  const parts: Record<string, string | null> = {};
  for (const spec of specs) {
    const choice = choices[spec.name]!;
    parts[spec.name] = unknown.get(spec.name) ?? (choice === initialOf(spec) ? null : choice);
  }
  // Other rows have other pages.
  for (const name of new URLSearchParams(location.search).keys()) {
    if (/\.page$/.test(name)) parts[name] = null;
  }
  return parts;
}
