/** The controls of a scenario: a form that adds steps, and the list of steps, kept in the page's address. */
import { html, nothing } from "./dom.js";
import { matching, OFFERED } from "./filter_menus.js";
import { type Field, type Kind, kindsOf, type Option, type Place, scopes } from "./scenario_fields.js";

export type Step = { do: string; readonly [field: string]: unknown };

/** What reads and writes steps; the page passes it from the bundle of lib/whatif. */
export interface StepLanguage {
  fromAddress(parameters: URLSearchParams): { steps: Step[]; fault: string | null };
  toAddress(steps: readonly Step[]): URLSearchParams;
  readStep(given: unknown): { step: Step | null; fault: string | null };
  describe(step: Step): string;
}

export interface ScenarioOptions {
  servers: readonly Place[];
  thresholds: { high: number; very_high: number };
  language: StepLanguage;
}

export type ScenarioForm = HTMLElement & { value: readonly Step[]; add(step: Step): void };

/** The controls; their value is the list of steps, and they send "input" when it changes. */
export function scenario({ servers, thresholds, language }: ScenarioOptions): ScenarioForm {
  const asked = language.fromAddress(new URLSearchParams(location.search));
  const kinds = kindsOf(servers, thresholds);
  const places = scopes(servers);
  const list = html`<ol class="steps"></ol>` as HTMLElement;
  const none = html`<p class="muted">No step yet: all below is the fleet as it is.</p>` as HTMLElement;
  const message = html`<p class="scenario-message" role="alert"></p>` as HTMLElement;
  const status = html`<span class="scenario-status" role="status"></span>` as HTMLElement;
  const kindMenu = html`<select name="do">${
    kinds.map(({ name, label }) => html`<option value=${name}>${label}</option>`)
  }</select>` as HTMLSelectElement;
  const fields = html`<div class="filters scenario-fields"></div>` as HTMLElement;
  const chosen = () => kinds.find(({ name }) => name === kindMenu.value)!;
  const askFor = () => fields.replaceChildren(...chosen().fields.map((field) => control(field, places)));
  const form = html`<form class="scenario-form">
    <div class="filters"><label><span>What if</span>${kindMenu}</label></div>
    ${fields}
    <button type="submit">Add this step</button>
  </form>` as HTMLFormElement;
  const root = html`<section class="scenario" aria-label="Scenario">${form}${message}${none}${list}
    <p class="scenario-foot">${button("Copy link to this scenario", () => void copyLink(status))}${
    button("Start over", () => set([]))
  }${status}</p>
  </section>` as unknown as ScenarioForm;

  const set = (steps: readonly Step[]) => {
    root.value = steps;
    message.textContent = "";
    draw();
    remember(language.toAddress(steps));
    root.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const draw = () => {
    none.hidden = root.value.length > 0;
    list.replaceChildren(
      ...root.value.map((step, index) =>
        html`<li><span>${language.describe(step)}</span> ${
          button("Remove", () => {
            set(root.value.filter((_, at) => at !== index));
            (list.querySelectorAll("button")[index] ?? kindMenu as HTMLElement).focus();
          }, `Remove step ${index + 1}: ${language.describe(step)}`)
        }</li>`
      ),
    );
  };
  // Menus and numbers of the form are not the scenario: only adding and removing steps is.
  form.oninput = (event) => event.stopPropagation();
  kindMenu.onchange = askFor;
  form.onsubmit = (event) => {
    event.preventDefault();
    const { step, fault } = language.readStep(stepOf(chosen(), new FormData(form)));
    if (step === null) message.textContent = `Cannot add this step as ${fault}`;
    else set([...root.value, step]);
  };
  // Whatever was pressed elsewhere is gone by then: the keyboard goes on at the step.
  root.add = (step) => {
    set([...root.value, step]);
    [...list.querySelectorAll("button")].at(-1)?.focus();
  };
  root.value = asked.steps;
  message.textContent = asked.fault ?? "";
  askFor();
  draw();
  return root;
}

/** A step as the form has it; what is left empty is left out. */
export function stepOf({ name, fields }: Kind, data: Pick<FormData, "get">): Record<string, unknown> {
  const given = fields.flatMap((field): [string, unknown][] => {
    const text = String(data.get(field.name) ?? "").trim();
    if (field.name === "scope" || field.name === "pool") {
      return text === "" ? [] : Object.entries(JSON.parse(text));
    }
    if (field.name === "servers") return [["servers", [text]]];
    if (field.name === "to" && name === "lose_region") return [["to", text === "" ? [] : [text]]];
    if (text === "") return [];
    return [[field.name, field.kind === "number" ? Number(text) : text]];
  });
  return Object.fromEntries([["do", name], ...given]);
}

function control(
  { name, label, kind, options = [], initial, optional }: Field,
  places: ReturnType<typeof scopes>,
): Node {
  if (kind === "number") {
    return html`<label><span>${label}</span><input type="number" step="any" name=${name} value=${
      initial ?? ""
    } required=${optional !== true}></label>`;
  }
  if (kind === "search") return searchField(name, label, options, optional === true);
  return html`<label><span>${label}</span><select name=${name}>${
    kind === "scope" ? html`<option value="">The whole fleet</option>` : nothing()
  }${options.map(optionNode)}${
    kind === "scope"
      ? places.map((group) =>
        html`<optgroup label=${group.label}>${group.options.map(optionNode)}</optgroup>`
      )
      : nothing()
  }</select></label>`;
}

/** Offers the names that hold what is typed: of thousands, only some at once. */
function searchField(name: string, label: string, options: readonly Option[], optional: boolean): Node {
  const list = `scenario-${name}`;
  const offers = html`<datalist id=${list}></datalist>` as HTMLElement;
  const input = html`
    <input type="search" name=${name} list=${list} autocomplete="off" placeholder="Type to search"
      required=${!optional}>
  `;
  const field = input as HTMLInputElement;
  const offer = () =>
    offers.replaceChildren(
      ...matching(options, field.value).slice(0, OFFERED).map(({ value }) =>
        html`<option value=${value}></option>`
      ),
    );
  field.oninput = offer;
  offer();
  return html`<label><span>${label}</span>${field}${offers}</label>`;
}

const optionNode = ({ value, label }: { value: string; label: string }): Node =>
  html`<option value=${value}>${label}</option>`;

function button(text: string, press: () => void, name = text): HTMLButtonElement {
  const made = html`<button type="button" aria-label=${name}>${text}</button>` as HTMLButtonElement;
  made.onclick = press;
  return made;
}

async function copyLink(status: HTMLElement): Promise<void> {
  try {
    await navigator.clipboard.writeText(location.href);
    status.textContent = "Copied.";
  } catch {
    // Browsers give the clipboard only to secure pages; the address bar holds the same link.
    status.textContent = "This browser does not allow it: copy the address of the page.";
  }
}

/** Keeps the steps in the address, and what else stands there. */
function remember(parameters: URLSearchParams): void {
  const url = new URL(location.href);
  for (const name of ["v", "step"]) url.searchParams.delete(name);
  for (const [name, value] of parameters) url.searchParams.append(name, value);
  history.replaceState(null, "", url);
}
