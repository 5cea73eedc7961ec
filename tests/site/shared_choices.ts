/** Choices go with the reader from page to page, and what a page cannot follow it says. */
import assert from "node:assert/strict";
import type { Browser, Page } from "playwright-core";
import { words } from "../../lib/wording/format.ts";
import { type BuiltFleet, SHARED } from "./built_fleet.ts";
import type { Report } from "./report.ts";
import { settle } from "./settle.ts";
import { visit } from "./visit.ts";

const query = (page: Page) => new URL(page.url()).searchParams;

/** A choice that every fleet leaves. */
const POSTURE = { name: "posture", value: "conservative" };

/** The attribute to try choices by, and one of its values: the most critical servers, where that is known. */
function choiceOf({ attributes }: BuiltFleet): { name: string; value: string } | undefined {
  const known = attributes.get("criticality")?.includes("High")
    ? { name: "criticality", value: "High" }
    : undefined;
  const [first] = attributes;
  return known ?? (first === undefined ? undefined : { name: first[0], value: first[1].at(-1)! });
}

export async function sharedChoices(
  browser: Browser,
  origin: string,
  fleet: BuiltFleet,
  { check }: Report,
): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const follow = async (page: Page, name: string) => {
    const link = page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name, exact: true });
    const { pathname } = new URL((await link.getAttribute("href"))!, page.url());
    await link.click();
    await page.waitForURL((url) => url.pathname === pathname);
    await settle(page);
  };
  const choice = choiceOf(fleet);
  const menuOf = (page: Page, name: string) => page.locator(`select[name=${name}]`);

  await check("pages offer a menu of each attribute that tells servers apart, and of no other", async () => {
    for (const address of ["risk.html", "quality.html", "fleet.html"]) {
      const { page } = await visit(context, origin, address);
      for (const name of SHARED) {
        assert.equal(
          await menuOf(page, name).count(),
          fleet.attributes.has(name) ? 1 : 0,
          `${name} on ${address}`,
        );
      }
      await page.close();
    }
  });
  if (choice !== undefined) {
    const { name, value } = choice;
    await check("a choice made on one page holds on the next, and is counted and cleared", async () => {
      const { page, complaints } = await visit(context, origin, "risk.html");
      const menu = menuOf(page, name);
      await menu.selectOption(value);
      await settle(page);
      assert.match(await page.locator(".filters-count").innerText(), /^[\d,]+ of [\d,]+ series$/);
      await follow(page, "Data quality");
      assert.equal(await menu.inputValue(), value);
      await page.getByRole("button", { name: "Clear filters" }).click();
      await settle(page);
      assert.equal(await menu.inputValue(), "all");
      assert.equal(query(page).get(name), null);
      await follow(page, "Risk");
      assert.equal(await menu.inputValue(), "all");
      assert.deepEqual(complaints, []);
      await page.close();
    });
  }
  await check("a choice passes through a page that has no use for it, which says so", async () => {
    const { name, value } = choice ?? POSTURE;
    const { page } = await visit(
      context,
      origin,
      `provenance.html?${new URLSearchParams({ [name]: value })}`,
    );
    const note = await page.locator(".page-note").innerText();
    assert.ok(note.includes(`not used on this page: ${words(name)} ${value}`), note);
    await follow(page, "Risk");
    assert.equal(await menuOf(page, name).inputValue(), value);
    await page.close();
  });
  await check("a value that does not occur is named and stays in the address", async () => {
    const { page } = await visit(context, origin, "risk.html?region=Nowhere");
    assert.match(await page.locator(".filters-note").first().innerText(), /Region “Nowhere” does not occur/);
    const menu = page.locator(".filters select").last();
    await menu.selectOption((await menu.locator("option").last().getAttribute("value"))!);
    assert.equal(query(page).get("region"), "Nowhere");
    await page.close();
  });
  await check("the metric of a series looked at is no choice for other pages", async () => {
    const looked = { server: fleet.servers[0]!, metric: fleet.metrics.at(-1)! };
    const { page } = await visit(context, origin, `forecasts.html?${new URLSearchParams(looked)}`);
    await follow(page, "Risk");
    assert.equal(query(page).get("metric"), null);
    if (fleet.metrics.length > 1) assert.equal(await menuOf(page, "metric").inputValue(), "all");
    await page.close();
  });
  await check("the page's link is copied by the keyboard, with its choices", async () => {
    const { page } = await visit(
      context,
      origin,
      `risk.html?${new URLSearchParams({ [POSTURE.name]: POSTURE.value })}`,
    );
    await page.getByRole("button", { name: "Copy link" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("Link copied, with its filters.").waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), page.url());
    await page.close();
  });
  await context.close();
}
