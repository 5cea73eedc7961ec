/** Which kind of page servers have, and where it is. */
/** "each": every server has a page of its own; "one": one page shows the server its address names. */
export type ServerPages = "each" | "one";

/** Names that are file names everywhere as they stand. */
const PLAIN_NAME = /^[A-Za-z0-9][A-Za-z0-9_-]*$/;

/** A page each up to the configured size of the fleet, where every name can be the name of a file. */
export function serverPagesOf(servers: readonly string[], most: number): ServerPages {
  // Some file systems take names that differ only in case for one.
  const distinct = new Set(servers.map((name) => name.toLowerCase())).size === servers.length;
  const plain = distinct && servers.every((name) => PLAIN_NAME.test(name));
  return plain && servers.length <= most ? "each" : "one";
}

/** Address of a server's page from the site's root; src/components/server_link.ts gives pages the same. */
export function serverPath(pages: ServerPages, server: string, metric?: string | null): string {
  const name = encodeURIComponent(server);
  const page = pages === "each" ? `servers/${name}.html` : `server.html?server=${name}`;
  return typeof metric === "string" ? `${page}#${encodeURIComponent(metric)}` : page;
}
