import assert from "node:assert/strict";
import { freePort, respond, serve } from "../../lib/site/serve.ts";

async function served(run: (root: string) => Promise<void>): Promise<void> {
  const root = await Deno.makeTempDir();
  await Deno.writeTextFile(`${root}/index.html`, "<p>first</p>");
  await Deno.mkdir(`${root}/_npm/x@1`, { recursive: true });
  await Deno.writeTextFile(`${root}/_npm/x@1/a.wasm`, "w");
  await Deno.writeTextFile(`${root}/a b.parquet`, "p");
  await run(root);
  await Deno.remove(root, { recursive: true });
}

const get = (root: string, path: string, method = "GET") =>
  respond(root, new Request(`http://127.0.0.1${path}`, { method }));

const CASES: readonly [path: string, status: number, type: string | null][] = [
  ["/", 200, "text/html; charset=utf-8"],
  ["/index.html?x=1", 200, "text/html; charset=utf-8"],
  ["/_npm/x@1/a.wasm", 200, "application/wasm"],
  ["/a%20b.parquet", 200, "application/vnd.apache.parquet"],
  ["/missing.html", 404, "text/plain; charset=utf-8"],
  ["/_npm", 404, "text/plain; charset=utf-8"],
  ["/%2e%2e%2fetc/passwd", 400, "text/plain;charset=UTF-8"],
  ["/%E0%A4%A", 400, "text/plain;charset=UTF-8"],
];

for (const [path, status, type] of CASES) {
  Deno.test(`respond: ${path} is ${status}`, () =>
    served(async (root) => {
      const response = await get(root, path);
      await response.body?.cancel();
      assert.equal(response.status, status);
      assert.equal(response.headers.get("content-type"), type);
    }));
}

Deno.test("respond: only files under /_ may be kept, since only their names change with their content", () =>
  served(async (root) => {
    const [page, file] = [await get(root, "/", "HEAD"), await get(root, "/_npm/x@1/a.wasm", "HEAD")];
    assert.equal(page.headers.get("cache-control"), "no-cache");
    assert.match(file.headers.get("cache-control") ?? "", /immutable/);
  }));

Deno.test("respond: nothing can be written", () =>
  served(async (root) => assert.equal((await get(root, "/", "POST")).status, 405)));

Deno.test("serve: takes the next port when one is in use", () =>
  served(async (root) => {
    const first = serve({ root, port: 4711 });
    const second = serve({ root, port: first.port });
    assert.notEqual(first.url, second.url);
    assert.equal(await (await fetch(second.url)).text(), "<p>first</p>");
    await first.stop();
    await second.stop();
  }));

Deno.test("freePort: the next when one is in use, none past the last there is", () => {
  const first = Deno.listen({ hostname: "127.0.0.1", port: freePort(4720) });
  assert.ok(freePort(first.addr.port) > first.addr.port);
  first.close();
  const last = Deno.listen({ hostname: "127.0.0.1", port: 65_535 });
  assert.throws(() => freePort(65_535), /Cannot serve the site as a port must be free: .* 65535/);
  last.close();
});
