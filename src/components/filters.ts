/** Choices that narrow a page, kept in its address so that a view can be linked to. */
import { html } from "./dom.js";
import { capital, inMetricOrder, metricName } from "./format.js";

export interface Filter {
  /** Name in the address and in the value. */
  name: string;
  label: string;
  options: readonly { value: string; label: string }[];
  /** Chosen when the address does not say; the first option when left out. */
  initial?: string;
}

export type Choices = Record<string, string>;
type FilterForm = HTMLFormElement & { value: Choices };

/** Value that stands for no narrowing. */
export const ALL = "all";

/** A row of menus. Its value holds the choice of each; it sends "input" when one changes. */
export function filters(specs: readonly Filter[]): FilterForm {
  const address = new URLSearchParams(location.search);
  const menus = specs.map((spec) => menu(spec, address.get(spec.name)));
  const form = html`<form class="filters">${
    specs.map(({ label, options }, index) =>
      hasChoice(options) ? html`<label><span>${label}</span>${menus[index]}</label>` : null
    )
  }</form>` as unknown as FilterForm;
  const read = () => Object.fromEntries(specs.map(({ name }, index) => [name, menus[index]?.value ?? ALL]));
  form.value = read();
  form.onsubmit = (event) => event.preventDefault();
  form.oninput = () => {
    form.value = read();
    remember(specs, form.value);
  };
  return form;
}

/** Options for the distinct values of a column, with one for all of them. */
export function optionsOf(values: readonly string[], all: string): Filter["options"] {
  const distinct = [...new Set(values)].sort();
  return [{ value: ALL, label: all }, ...distinct.map((value) => ({ value, label: value }))];
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

/** Whether there is anything to choose: one value and "all" come to the same. */
function hasChoice(options: Filter["options"]): boolean {
  return options.filter(({ value }) => value !== ALL).length > 1;
}

function menu({ name, options, initial }: Filter, asked: string | null): HTMLSelectElement {
  const known = options.some(({ value }) => value === asked);
  const chosen = known ? asked : initial ?? options[0]?.value;
  return html`<select name=${name}>${
    options.map(({ value, label }) =>
      html`<option value=${value} selected=${value === chosen}>${label}</option>`
    )
  }</select>` as HTMLSelectElement;
}

/** Keeps the choices in the address, and the address short: what was not chosen is not written. */
function remember(specs: readonly Filter[], choices: Choices): void {
  const url = new URL(location.href);
  for (const { name, options, initial } of specs) {
    const choice = choices[name];
    if (choice === undefined || choice === (initial ?? options[0]?.value)) url.searchParams.delete(name);
    else url.searchParams.set(name, choice);
  }
  history.replaceState(null, "", url);
}
