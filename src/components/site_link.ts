/** Addresses within the report that hold on every page, whatever folder the page is in. */

/** The site's root: component modules lie two folders below it. */
export const ROOT = new URL("../../", import.meta.url);

/** Address of a page or file, such as "risk.html#order-by". */
export function siteHref(path: string): string {
  return new URL(path, ROOT).href;
}
