/** Turning the pages of a table: back, forth, or straight to a page. */
import { html } from "./dom.js";
import { number } from "./format.js";

export interface Pager {
  element: HTMLElement;
  /** Shows where the reader is; one page needs no turning. */
  show(page: number, pages: number): void;
}

/** A pager; pages count from 0. */
export function pager(turnTo: (page: number) => void): Pager {
  let [at, last] = [0, 0];
  const previous = button("Previous", () => turnTo(at - 1));
  const next = button("Next", () => turnTo(at + 1));
  const field = html`<input type="number" min="1" step="1" aria-label="Page">` as HTMLInputElement;
  const total = html`<span></span>` as HTMLElement;
  field.onchange = () => {
    const page = Math.min(Math.max(1, Math.round(Number(field.value))), last + 1);
    if (Number.isFinite(page)) turnTo(page - 1);
  };
  const element = html`<span class="table-pages" role="group" aria-label="Pages">
    ${previous}<label>Page ${field}</label>${total}${next}
  </span>` as HTMLElement;
  return {
    element,
    show(page, pages) {
      [at, last] = [page, pages - 1];
      element.hidden = pages < 2;
      field.value = String(page + 1);
      field.max = String(pages);
      total.textContent = `of ${number(pages)}`;
      // Not disabled: a disabled button loses the keyboard's place.
      previous.ariaDisabled = String(page === 0);
      next.ariaDisabled = String(page === last);
    },
  };
}

function button(label: string, press: () => void): HTMLButtonElement {
  const element = html`<button type="button" class="quiet">${label}</button>` as HTMLButtonElement;
  element.onclick = () => {
    if (element.ariaDisabled !== "true") press();
  };
  return element;
}
