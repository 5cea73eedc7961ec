/** The sections of a page, to jump to. */
import { html } from "./dom.js";

/** Links to every second-level heading of an element that has an id, or whose fold has one, in its order. */
export function contents(page: Element): HTMLElement {
  const headings = [...page.querySelectorAll("h2[id], details[id] > summary > h2")];
  return html`<nav class="index-list" aria-label="Sections">${
    headings.map((heading) => html`<a href=${`#${heading.closest("[id]")?.id}`}>${heading.textContent}</a>`)
  }</nav>` as HTMLElement;
}
