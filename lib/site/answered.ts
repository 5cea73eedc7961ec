/** Writes what pages say first into their HTML, where Framework leaves a place for what scripts will show. */
import type { Answers, Figure, Part } from "../pipeline/schemas/answers.ts";
import { type ServerPages, serverPath } from "./servers/pages.ts";

/** What Framework writes where an expression stands; its client takes it away when the expression has a value. */
const WAITING = "<observablehq-loading></observablehq-loading>";

/** A page with its dateline, answer and figures in place, to be read before and without any script. */
export function answered(
  html: string,
  page: string,
  { dateline, pages }: Answers,
  servers: ServerPages,
): string {
  const answer = pages[page];
  const dated = filled(html, "dateline", dateline.map((part) => `<span>${escaped(part)}</span>`).join(""));
  if (answer === undefined) return dated;
  const said = filled(dated, "answer", sentenceHtml(answer.sentence, servers));
  return filled(said, "figures", figuresHtml(answer.figures));
}

/** Puts content into the waiting place of the element of a class. */
export function filled(html: string, name: string, content: string): string {
  const place = `class="${name}">${WAITING}`;
  return html.replace(
    place,
    () => `class="${name}"><observablehq-loading class="said">${content}</observablehq-loading>`,
  );
}

/** Classes of elements of a page that still wait for a script to say what they should say without one. */
export function unanswered(html: string): string[] {
  return ["dateline", "answer", "figures", "changes"].filter((name) =>
    html.includes(`class="${name}">${WAITING}`)
  );
}

/** A sentence as HTML, as src/components/answer.ts writes it. */
export function sentenceHtml(sentence: readonly Part[], servers: ServerPages): string {
  return sentence.map((part) => {
    if ("server" in part) {
      return `<a href="./${escaped(serverPath(servers, part.server, part.metric))}"><strong>${
        escaped(part.text)
      }</strong></a>`;
    }
    return "name" in part ? `<strong>${escaped(part.text)}</strong>` : escaped(part.text);
  }).join("");
}

/** Figures as HTML, as src/components/headline.ts writes them. */
function figuresHtml(figures: readonly Figure[]): string {
  const written = figures.map(({ label, text, note, page }) => {
    const heading = page === null ? escaped(label) : `<a href="./${page}.html">${escaped(label)}</a>`;
    return `<div class="figure"><dt>${heading}</dt><dd class="figure-value">${escaped(text)}</dd>` +
      `<dd class="figure-note">${escaped(note)}</dd></div>`;
  });
  return `<dl class="headline">${written.join("")}</dl>`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll(
    '"',
    "&quot;",
  );
}

/** Answers every page of a built site that has an answer, and says what changed where a page has a place for it. */
export async function answerPages(
  root: string,
  answers: Answers,
  changes: readonly Part[],
  servers: ServerPages,
): Promise<void> {
  for await (const { name, isFile } of Deno.readDir(root)) {
    if (!isFile || !name.endsWith(".html")) continue;
    const html = await Deno.readTextFile(`${root}/${name}`);
    const said = answered(html, name.slice(0, -".html".length), answers, servers);
    await Deno.writeTextFile(`${root}/${name}`, filled(said, "changes", sentenceHtml(changes, servers)));
  }
}
