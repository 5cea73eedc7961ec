/** What a page says first, from data/answers.json: the same words and figures as in its HTML and in the exports. */
import { html } from "./dom.js";
import { headline } from "./headline.js";
import { serverHref } from "./server_link.js";

/** A piece of a sentence: words, a figure with its name, or a server. */
export interface Part {
  text: string;
  name?: string;
  server?: string;
  metric?: string | null;
}

interface Figure {
  label: string;
  text: string;
  note: string;
  /** Page that explains it. */
  page: string | null;
}

/** What is used of data/answers.json. */
export interface Answers {
  dateline: readonly string[];
  pages: Readonly<Record<string, { sentence: readonly Part[]; figures: readonly Figure[] }>>;
}

/** As-of date, size and coverage of the data. */
export function dateline({ dateline }: Answers): Node {
  return html`${dateline.map((part) => html`<span>${part}</span>`)}`;
}

/** The sentence that answers a page's question. */
export function answerTo(page: string, { pages }: Answers): Node {
  return sentence(answerOf(page, pages).sentence);
}

/** A sentence with its figures set off and its servers linked. */
export function sentence(parts: readonly Part[]): Node {
  return html`${parts.map(written)}`;
}

/** The figures a page leads with. */
export function figures(page: string, { pages }: Answers): HTMLElement {
  return headline(
    answerOf(page, pages).figures.map(({ label, text, note, page }) => ({
      label,
      value: text,
      note,
      ...(page === null ? {} : { href: `./${page}.html` }),
    })),
  );
}

function answerOf(page: string, pages: Answers["pages"]) {
  const found = pages[page];
  if (found === undefined) throw new RangeError(`Cannot answer page "${page}" as lib/answers must: no entry`);
  return found;
}

function written({ text, name, server, metric }: Part): Node | string {
  if (server !== undefined) {
    return html`<a href=${serverHref(server, metric)}><strong>${text}</strong></a>`;
  }
  return name === undefined ? text : html`<strong>${text}</strong>`;
}
