import assert from "node:assert/strict";
import { publish, remove } from "../../lib/site/publish.ts";

async function inFolder(run: (path: (name: string) => string) => Promise<void>): Promise<void> {
  const root = await Deno.makeTempDir();
  await run((name) => `${root}/${name}`);
  await Deno.remove(root, { recursive: true });
}

async function site(path: string, text: string): Promise<void> {
  await Deno.mkdir(path);
  await Deno.writeTextFile(`${path}/index.html`, text);
}

const names = async (path: string) =>
  (await Array.fromAsync(Deno.readDir(path))).map(({ name }) => name).sort();

Deno.test("publish: the fresh site takes the place of the last, which goes", () =>
  inFolder(async (path) => {
    await site(path("dist"), "old");
    await site(path("new"), "new");
    await publish(path("new"), path("dist"));
    assert.equal(await Deno.readTextFile(path("dist/index.html")), "new");
    assert.deepEqual(await names(path(".")), ["dist"]);
  }));

Deno.test("publish: works where no site was", () =>
  inFolder(async (path) => {
    await site(path("new"), "new");
    await publish(path("new"), path("dist"));
    assert.equal(await Deno.readTextFile(path("dist/index.html")), "new");
  }));

Deno.test("publish: a site that is not there leaves the last one in place", () =>
  inFolder(async (path) => {
    await site(path("dist"), "old");
    await assert.rejects(publish(path("missing"), path("dist")), Deno.errors.NotFound);
    assert.equal(await Deno.readTextFile(path("dist/index.html")), "old");
  }));

Deno.test("remove: what is not there is no error", () => inFolder((path) => remove(path("nothing"))));
