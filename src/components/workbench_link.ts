/** A query in the page's address. It stands after the #, which browsers keep to themselves, so no server sees it. */

const MARK = "#sql=";

/** The part of an address that carries a query. */
export function linkTo(sql: string): string {
  // Left alone by encodeURIComponent, but mail programs end a link before them.
  return MARK +
    encodeURIComponent(sql).replace(
      /[!'()*]/g,
      (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
    );
}

/** The query an address carries; undefined when it carries none that can be read. */
export function queryIn(hash: string): string | undefined {
  if (!hash.startsWith(MARK)) return undefined;
  try {
    return decodeURIComponent(hash.slice(MARK.length));
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}
