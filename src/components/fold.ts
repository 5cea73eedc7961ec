/** Parts of a page that few readers need: a question and one sentence show, the rest on request and on paper. */
import { html } from "./dom.js";

/** What shows of a part that is folded away. */
export interface Folded {
  id: string;
  /** The question it answers. */
  title: string;
  /** What it comes to, true by itself. */
  says: Node | string;
}

/** A part folded away under its question. */
export function fold({ id, title, says }: Folded, content: Node): HTMLElement {
  return html`<details class="more" id=${id}>
    <summary><h2>${title}</h2> <span>${says}</span></summary>
    ${content}
  </details>` as HTMLElement;
}

/** Unfolds what holds an element, is named by it, or is all it has. */
export function unfold(element: Element | null): void {
  const folds = [element?.closest("details"), element?.querySelector(":scope > details.more")];
  for (const fold of folds) if (fold instanceof HTMLDetailsElement) fold.open = true;
}

/** Unfolds every part while the page is printed: paper cannot be clicked. */
export function unfoldOnPaper(page: Element): void {
  let closed: HTMLDetailsElement[] = [];
  addEventListener("beforeprint", () => {
    closed = [...page.querySelectorAll<HTMLDetailsElement>("details.more:not([open])")];
    for (const fold of closed) fold.open = true;
  });
  addEventListener("afterprint", () => {
    for (const fold of closed) fold.open = false;
  });
}
