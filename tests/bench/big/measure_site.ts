/** Every page of a built site, measured as a reader who comes for the first time. */
import type { Browser } from "playwright-core";
import { serve } from "../../../lib/site/serve.ts";
import { type Cost, measure } from "../../site/measure.ts";
import { pagesOf } from "../../site/pages.ts";

/** Costs of the pages of the site in a folder, by page. */
export async function measureSite(
  browser: Browser,
  root: string,
  port: number,
): Promise<Map<string, Cost>> {
  const server = serve({ root, port });
  const found = new Map<string, Cost>();
  try {
    for (const page of await pagesOf(root)) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
      found.set(page, await measure(context, `${server.url}${page}.html`));
      await context.close();
    }
  } finally {
    await server.stop();
  }
  return found;
}
