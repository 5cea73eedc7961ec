/** Where a server's own page is, and links to it. */
import { html } from "./dom.js";
import type { Cell, Row } from "./rows.js";

/** The site's root: modules lie two folders below it, whatever folder the page itself is in. */
const ROOT = new URL("../../", import.meta.url);

/** Address of what the report says about a server, at one of its metrics where one is named. */
export function serverHref(server: string, metric?: string | null): string {
  const url = new URL("forecasts.html", ROOT);
  url.searchParams.set("server", server);
  if (typeof metric === "string") url.searchParams.set("metric", metric);
  return url.href;
}

/** A server's name as a link to its page. */
export function serverLink(server: string, metric?: string | null): HTMLElement {
  return html`<a href=${serverHref(server, metric)}>${server}</a>` as HTMLElement;
}

/** Writes the cells of a table's column of servers, at the row's metric where it has one. */
export function serverCell(server: Cell, row: Row): Node | string {
  const metric = row["metric"];
  return typeof server === "string" ? serverLink(server, typeof metric === "string" ? metric : null) : "–";
}
