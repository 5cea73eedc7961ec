/** Checks in a real browser that a scenario of the what-if page becomes a file that config/scenarios takes. */
import assert from "node:assert/strict";
import type { Browser } from "playwright-core";
import { parse } from "yaml";
import { scenarios } from "../../lib/config/scenarios.ts";
import type { Report } from "./report.ts";
import { settle } from "./settle.ts";
import { visit } from "./visit.ts";

export async function scenarioFile(browser: Browser, origin: string, { check }: Report): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  await check("a scenario of load in the address becomes the file to commit", async () => {
    const address = "what-if.html?v=1&step=add_workload,vcpu:8&step=thresholds,high:70,very_high:85";
    const { page, complaints } = await visit(context, origin, address);
    await settle(page);
    const form = page.getByLabel("Commit this scenario");
    await form.getByLabel("Title").fill("Partner bank");
    await form.getByLabel("Who asked for it").fill("Cards");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      form.getByRole("button", { name: "Save the file to commit" }).click(),
    ]);
    assert.equal(download.suggestedFilename(), "partner_bank.yaml");
    const text = await Deno.readTextFile(await download.path());
    const { partner_bank } = scenarios.parse({ partner_bank: parse(text) });
    assert.deepEqual(partner_bank!.steps, [{ do: "add_workload", vcpu: 8 }]);
    assert.match(await form.innerText(), /1 step cannot be reserved/);
    assert.deepEqual(complaints, []);
    await page.close();
  });
  await context.close();
}
