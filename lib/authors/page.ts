/** A new page: its file name, and its text made from a template. */

/** Characters of a title that the sidebar still shows on one line or two. */
const MOST_CHARACTERS = 60;

/**
 * The file name that a title gives a page, without extension: "Disk growth by service" → "disk-growth-by-service".
 * @throws RangeError when the title is empty, too long or of characters that Markdown or a file would take otherwise
 */
export function pageName(title: string): string {
  const refuse = (rule: string): never => {
    throw new RangeError(`Cannot name a page as its title must ${rule}: "${title}"`);
  };
  if (title.trim() !== title || title === "") refuse("be words without space around them");
  if (title.length > MOST_CHARACTERS) {
    refuse(`have at most ${MOST_CHARACTERS} characters, not ${title.length}`);
  }
  const strange = /[^\p{L}\p{N} ,.'’?()&%+-]/u.exec(title);
  if (strange !== null) refuse(`do without ${JSON.stringify(strange[0])}`);
  const plain = title.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ß", "ss");
  const name = plain.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  return /[a-z]/.test(name) ? name : refuse("have a letter from a to z, for the page's address");
}

/** The question a page with this title asks until its author asks a better one. */
export function questionOf(title: string): string {
  return title.endsWith("?") ? title : `${title}: what do the data say?`;
}

/** A page made from a template with `{{title}}`, `{{question}}` and `{{name}}` in it. */
export function pageText(template: string, title: string): string {
  return template
    .replaceAll("{{title}}", () => JSON.stringify(title))
    .replaceAll("{{question}}", () => questionOf(title))
    .replaceAll("{{name}}", () => pageName(title));
}
