import assert from "node:assert/strict";
import { Notices } from "../../lib/site/notices.ts";

const PAGE = "http://127.0.0.1:3000";
const TITLE = "event: title\ndata: 50%20%25%20%22full%22%0A";

async function listen(notices: Notices, origin = PAGE) {
  const { body } = await fetch(notices.address, { headers: { origin } });
  return eventsOf(body!.pipeThrough(new TextDecoderStream()));
}

/** Events one by one: several may come in one piece. */
async function* eventsOf(pieces: ReadableStream<string>): AsyncGenerator<string, void> {
  let text = "";
  for await (const piece of pieces) {
    const events = (text + piece).split("\n\n");
    text = events.pop()!;
    yield* events;
  }
}

Deno.test("Notices: open pages are told of edits and titles, and a page opened after a failure too", async () => {
  const notices = new Notices([PAGE], '50 % "full"\n');
  const first = await listen(notices);
  assert.equal((await first.next()).value, TITLE);
  notices.tell({ state: "failed", text: "bad YAML" });
  const event = 'data: {"state":"failed","text":"bad YAML"}';
  assert.equal((await first.next()).value, event);
  const second = await listen(notices);
  assert.equal((await second.next()).value, TITLE);
  assert.equal((await second.next()).value, event);
  notices.entitle("Other");
  for (const events of [first, second]) {
    assert.equal((await events.next()).value, "event: title\ndata: Other");
  }
  await notices.close();
  assert.equal((await first.next()).done, true);
  assert.equal((await second.next()).done, true);
});

Deno.test("Notices: pages of other origins are refused", async () => {
  const notices = new Notices([PAGE], '50 % "full"\n');
  const response = await fetch(notices.address, { headers: { origin: "https://example.org" } });
  assert.equal(response.status, 403);
  await response.body?.cancel();
  await notices.close();
});
