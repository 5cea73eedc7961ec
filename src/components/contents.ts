/** The sections of a page, to jump to. */
import { html } from "./dom.js";

/** Links to every second-level heading of an element that has an id, in its order. */
export function contents(page: Element): HTMLElement {
  const headings = [...page.querySelectorAll("h2[id]")];
  return html`<nav class="index-list" aria-label="Sections">${
    headings.map((heading) => html`<a href=${`#${heading.id}`}>${heading.textContent}</a>`)
  }</nav>` as HTMLElement;
}
