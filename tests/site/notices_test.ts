import assert from "node:assert/strict";
import { Notices } from "../../lib/site/notices.ts";

const PAGE = "http://127.0.0.1:3000";

async function listen(notices: Notices, origin = PAGE) {
  const response = await fetch(notices.address, { headers: { origin } });
  return { response, events: response.body!.pipeThrough(new TextDecoderStream()).getReader() };
}

Deno.test("Notices: open pages are told, and a page opened after a failure too", async () => {
  const notices = new Notices([PAGE]);
  const first = await listen(notices);
  notices.tell({ state: "failed", text: "bad YAML" });
  const event = 'data: {"state":"failed","text":"bad YAML"}\n\n';
  assert.equal((await first.events.read()).value, event);
  const second = await listen(notices);
  assert.equal((await second.events.read()).value, event);
  await notices.close();
  assert.equal((await first.events.read()).done, true);
  assert.equal((await second.events.read()).done, true);
});

Deno.test("Notices: pages of other origins are refused", async () => {
  const notices = new Notices([PAGE]);
  const response = await fetch(notices.address, { headers: { origin: "https://example.org" } });
  assert.equal(response.status, 403);
  await response.body?.cancel();
  await notices.close();
});
