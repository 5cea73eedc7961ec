/**
 * The command `npm run screenshots`: every page, light and dark, wide and narrow, in tests/site/screenshots.
 * `-- FOLDER PAGE…` of another site than dist/, of these pages only.
 */
import { join } from "node:path";
import { commandLine } from "../../lib/pipeline/command_line.ts";
import { serve } from "../../lib/site/serve.ts";
import { openBrowser } from "./chromium.ts";
import { pagesOf } from "./pages.ts";
import { settle } from "./settle.ts";

const { positionals: [root = "dist", ...only] } = commandLine(import.meta.url, { words: true });

const SIZES = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } } as const;
const OUTPUT = "tests/site/screenshots";
/** The picture in the README: the top of the first page. */
const README_PICTURE = { path: ".github/report.png", clip: { x: 0, y: 0, width: 1440, height: 1080 } };

const server = serve({ root, port: 4400 });
const browser = await openBrowser();
await Deno.mkdir(OUTPUT, { recursive: true });
for (const colorScheme of ["light", "dark"] as const) {
  for (const [size, viewport] of Object.entries(SIZES)) {
    const context = await browser.newContext({ colorScheme, viewport });
    for (const name of await pagesOf(root)) {
      if (only.length > 0 && !only.includes(name)) continue;
      const page = await context.newPage();
      await page.goto(`${server.url}${name}.html`);
      await settle(page);
      await page.screenshot({
        path: join(OUTPUT, `${name.replace("/", "-")}-${colorScheme}-${size}.png`),
        fullPage: true,
      });
      if (name === "index" && colorScheme === "light" && size === "wide") {
        await page.screenshot({ ...README_PICTURE, fullPage: true });
      }
      await page.close();
      console.error(`drew ${name} ${colorScheme} ${size}`);
    }
    await context.close();
  }
}
await browser.close();
await server.stop();
