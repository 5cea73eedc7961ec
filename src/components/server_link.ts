/** Where a server's own page is, and links to it. */
import { html } from "./dom.js";
import type { Cell, Row } from "./rows.js";
import { siteHref } from "./site_link.js";

/** "each": every server has a page; "one": one page shows the server its address names. */
export type ServerPages = "each" | "one";

/** Address of a server's page from the site's root, at one of its metrics where one is named. */
export function serverPath(pages: ServerPages, server: string, metric?: string | null): string {
  const name = encodeURIComponent(server);
  const page = pages === "each" ? `servers/${name}.html` : `server.html?server=${name}`;
  return typeof metric === "string" ? `${page}#${encodeURIComponent(metric)}` : page;
}

/** Address of a server's page, from any page. */
export function serverHref(server: string, metric?: string | null): string {
  return siteHref(serverPath(pagesHere(), server, metric));
}

/** What the site's configuration has written into every page. */
function pagesHere(): ServerPages {
  const meta = globalThis.document?.querySelector<HTMLMetaElement>('meta[name="server-pages"]');
  return meta?.content === "each" ? "each" : "one";
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
