/** Every setting, column and command is documented, and what is written about them is current. */
import assert from "node:assert/strict";
import { describeSettings } from "../../lib/config/describe.ts";
import { schemaFiles } from "../../lib/config/jsonschema.ts";
import { FOLDERS, type Section, sections } from "../../lib/config/settings.ts";
import { readPhases, ROOT } from "../../lib/pipeline/project.ts";
import { DOCUMENTS, FILES, SNAPSHOTS } from "../../lib/pipeline/schemas/index.ts";
import { columnRules } from "../../lib/pipeline/schemas/rules.ts";

const read = (path: string) => Deno.readTextFile(ROOT + path);
const readJson = async (path: string) => JSON.parse(await read(path));

Deno.test("settings: each key says what it means", () => {
  const leaves = Object.entries(sections).flatMap(([name, schema]) => describeSettings(name, schema));
  assert.ok(leaves.length > 40);
  assert.deepEqual(leaves.filter(({ description }) => description.length < 5).map(({ path }) => path), []);
});

Deno.test("settings: config/schema is what npm run schemas writes", async () => {
  for (const [name, schema] of Object.entries(schemaFiles())) {
    assert.deepEqual(
      await readJson(`config/schema/${name}`),
      schema,
      `config/schema/${name}: run npm run schemas`,
    );
  }
});

Deno.test("settings: each file names its schema, so that editors check it", async () => {
  for (const name of Object.keys(sections).filter((name) => !FOLDERS.has(name as Section))) {
    assert.match(
      await read(`config/${name}.yaml`),
      new RegExp(`^# yaml-language-server: \\$schema=schema/${name}.json\n`),
    );
  }
  for (const [folder, schema] of [["profiles", "profile"], ...[...FOLDERS].map((name) => [name, name])]) {
    for await (const { name } of Deno.readDir(`${ROOT}config/${folder}`)) {
      assert.match(
        await read(`config/${folder}/${name}`),
        new RegExp(`^# yaml-language-server: \\$schema=\\.\\./schema/${schema}\\.json\n`),
      );
    }
  }
});

Deno.test("columns: each snapshot and column says what it means", () => {
  for (const schema of SNAPSHOTS) {
    assert.ok(schema.description.length > 10, schema.name);
    for (const { name, description } of columnRules(schema)) {
      assert.ok(description.length > 2, `${schema.name}.${name} says nothing`);
    }
  }
});

Deno.test("snapshots: those in the dictionary are those the loaders make", async () => {
  const made = (await readPhases(ROOT)).map((phase) => phase.schema.name).sort();
  assert.deepEqual([...SNAPSHOTS, ...DOCUMENTS, ...FILES].map(({ name }) => name).sort(), made);
});

Deno.test("commands: each script of package.json stands in the README, and the README names no other", async () => {
  const { scripts } = await readJson("package.json") as { scripts: Record<string, string> };
  const readme = await read("README.md");
  const commands = Object.keys(scripts).filter((name) => !/^pre/.test(name));
  const shown = new Set([...readme.matchAll(/npm (?:run )?([a-z][a-z0-9:-]*)/g)].map((match) => match[1]!));
  assert.deepEqual(commands.filter((name) => !shown.has(name)), [], "not in the README");
  assert.deepEqual(
    [...shown].filter((name) => !commands.includes(name) && name !== "ci"),
    [],
    "not in package.json",
  );
});
