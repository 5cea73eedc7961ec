/** Empty, failed and slow: each is said in words. And the keyboard reaches everything. */
import assert from "node:assert/strict";
import type { Browser, Page } from "playwright-core";
import type { Report } from "./report.ts";
import { settle } from "./settle.ts";
import { visit } from "./visit.ts";

export async function states(browser: Browser, origin: string, { check }: Report): Promise<void> {
  const open = async (body?: string | null) => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    if (body !== undefined) {
      await page.route(
        /risk\.[0-9a-f]+\.parquet/,
        (route) => body === null ? route.fulfill({ status: 404 }) : route.fulfill({ body }),
      );
    }
    await page.goto(`${origin}risk.html`);
    await settle(page);
    return { context, page };
  };

  for (
    const [what, body, said] of [
      ["missing", null, /risk\.parquet could not be fetched/],
      ["damaged", "PAR1 this is no Parquet file", /data file is damaged/],
    ] as const
  ) {
    await check(`a ${what} data file is said once, in words, and the page stands`, async () => {
      const { context, page } = await open(body);
      assert.equal(await page.locator(".failure").count(), 1);
      assert.match(await page.getByRole("alert").first().innerText(), said);
      assert.match(await page.locator(".answer").innerText(), /servers/);
      assert.ok(await page.getByRole("heading", { name: "How to read it" }).isVisible());
      await context.close();
    });
  }
  await check("a choice that leaves nothing is said where charts and tables would be", async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const { page } = await visit(context, origin, "fleet.html");
    await page.goto(`${origin}risk.html?${await absentChoice(page)}`);
    await settle(page);
    assert.match(await page.locator(".filters-count").innerText(), /^0 of/);
    assert.ok(await page.locator("main .unavailable, main p.empty").count() >= 3, "it must be said");
    assert.deepEqual(await page.locator(".observablehq--error").allInnerTexts(), []);
    await context.close();
  });
  await check("arrow keys move within the risk matrix, which Tab enters once", async () => {
    const { context, page } = await open();
    const cells = page.locator("#where-does-each-server-stand ~ .observablehq--block").first().locator(
      "a.level",
    );
    assert.equal(
      await cells.evaluateAll((all) => all.filter((cell) => (cell as HTMLElement).tabIndex === 0).length),
      1,
    );
    await cells.first().focus();
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
    const start = await focused();
    await page.keyboard.press("ArrowRight");
    assert.equal((await focused())?.split(" ")[0], start?.split(" ")[0], "the same server");
    assert.notEqual(await focused(), start);
    await page.keyboard.press("ArrowDown");
    assert.notEqual((await focused())?.split(" ")[0], start?.split(" ")[0], "another server");
    await page.keyboard.press("Home");
    assert.match(await focused() ?? "", /^\S+ CPU: /);
    await context.close();
  });
  await check("the first stop of the Tab key leads past the navigation", async () => {
    const { context, page } = await visitFirst(browser, origin);
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), "Skip to the content");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    assert.ok(await page.evaluate(() => document.activeElement?.closest("main") !== null), "in the content");
    await context.close();
  });
}

/** A combination of attributes that no server of the fleet page's table has. */
async function absentChoice(page: Page): Promise<URLSearchParams> {
  const names = ["business_unit", "region", "criticality"];
  const waiting = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download CSV" }).last().click();
  const text = await Deno.readTextFile(await (await waiting).path());
  const [head, ...lines] = text.trimEnd().split("\r\n").map((line) => line.split(","));
  const servers = lines.map((line) => names.map((name) => line[head!.indexOf(name)]!));
  const present = new Set(servers.map((values) => values.join()));
  const [units, regions, criticalities] = names.map((_, index) =>
    new Set(servers.map((values) => values[index]!))
  );
  for (const unit of units!) {
    for (const region of regions!) {
      for (const criticality of criticalities!) {
        const values = [unit, region, criticality];
        if (!present.has(values.join())) {
          return new URLSearchParams(names.map((name, index) => [name, values[index]!]));
        }
      }
    }
  }
  throw new RangeError("Cannot choose nothing as every combination of attributes must not be taken");
}

async function visitFirst(browser: Browser, origin: string) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  return { context, page: (await visit(context, origin, "index.html")).page };
}
