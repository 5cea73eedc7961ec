/** The controls that filters are made of: a menu, or where there is too much to unroll a field to search in. */
import { html } from "./dom.js";
import { number } from "./format.js";

export interface Option {
  value: string;
  label: string;
}

/** What a filter asks a control. */
export interface Menu {
  element: HTMLElement;
  /** The option chosen. */
  value: string;
}

/** Options from which a menu is too long to unroll. */
export const LONG = 200;
/** Options a search offers at once. */
export const OFFERED = 50;

/** A menu of options, or a search among many. */
export function menuOf(name: string, options: readonly Option[], chosen: string): Menu {
  return options.length > LONG ? search(name, options, chosen) : select(name, options, chosen);
}

function select(name: string, options: readonly Option[], chosen: string): Menu {
  const element = html`<select name=${name}>${
    options.map(({ value, label }) =>
      html`<option value=${value} selected=${value === chosen}>${label}</option>`
    )
  }</select>` as HTMLSelectElement;
  return {
    element,
    get value() {
      return element.value;
    },
    set value(value) {
      element.value = value;
    },
  };
}

/** What is typed becomes the choice once it is the name of an option, or of one only. */
function search(name: string, options: readonly Option[], chosen: string): Menu {
  const list = `${name}-offers`;
  const offers = html`<datalist id=${list}></datalist>` as HTMLElement;
  const input = html`
    <input type="search" name=${name} list=${list} autocomplete="off" value=${chosen}
      aria-label=${`Type to search ${number(options.length)} names`}>
  ` as HTMLInputElement;
  const element = html`<span>${input}${offers}</span>` as HTMLElement;
  let value = chosen;
  const offer = () =>
    offers.replaceChildren(
      ...matching(options, input.value).slice(0, OFFERED).map((option) =>
        html`<option value=${option.value}>${option.label}</option>`
      ),
    );
  input.oninput = (event) => {
    offer();
    const found = meant(options, input.value);
    // Half a name is no choice: the page waits for the whole.
    if (found === undefined || found.value === value) event.stopPropagation();
    else value = found.value;
  };
  input.onfocus = () => input.select();
  input.onchange = () => input.value = value;
  offer();
  return {
    element,
    get value() {
      return value;
    },
    set value(next) {
      value = input.value = next;
    },
  };
}

/** Options whose value or label holds the text, whatever its case. */
export function matching(options: readonly Option[], text: string): readonly Option[] {
  const wanted = text.trim().toLowerCase();
  return options.filter(({ value, label }) => `${value} ${label}`.toLowerCase().includes(wanted));
}

/** The option of that value, or the only one that holds the text. */
export function meant(options: readonly Option[], text: string): Option | undefined {
  const found = matching(options, text);
  const wanted = text.trim().toLowerCase();
  return found.find(({ value }) => value.toLowerCase() === wanted) ??
    (found.length === 1 ? found[0] : undefined);
}
