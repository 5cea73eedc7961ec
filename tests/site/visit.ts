/** Opens pages and keeps what went wrong while they were open. */
import type { BrowserContext, Page } from "playwright-core";
import { settle } from "./settle.ts";

export interface Visit {
  page: Page;
  /** Console errors, page errors, refused or failed requests and policy violations so far. */
  complaints: string[];
}

/** Opens an address below `origin` and waits until the page has settled. */
export async function visit(context: BrowserContext, origin: string, path: string): Promise<Visit> {
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") {
      complaints.push(`console ${message.type()}: ${message.text()}`);
    }
  });
  page.on("pageerror", (error) => complaints.push(`page error: ${error.message}`));
  page.on("requestfailed", (request) => complaints.push(`request failed: ${request.url()}`));
  page.on("request", (request) => {
    if (!isOwn(request.url(), origin)) complaints.push(`request to another host: ${request.url()}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) complaints.push(`status ${response.status()}: ${response.url()}`);
  });
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      const { violatedDirective, blockedURI } = event as SecurityPolicyViolationEvent;
      console.error(`policy violation: ${violatedDirective} ${blockedURI}`);
    });
  });
  await page.goto(origin + path);
  await settle(page);
  return { page, complaints };
}

function isOwn(url: string, origin: string): boolean {
  return url.startsWith(origin) || /^(data|blob):/.test(url) && !url.startsWith("blob:http") ||
    url.startsWith(`blob:${origin}`);
}
