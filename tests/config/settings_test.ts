/** Profiles, .env and environment in their order, read from a copy of config/. */
import assert from "node:assert/strict";
import { loadSettings, parseEnv, profiles } from "../../lib/pipeline/settings.ts";

const CHECKOUT = new URL("../../", import.meta.url).pathname;

async function withCopy(run: (root: string) => Promise<void>): Promise<void> {
  const root = await Deno.makeTempDir() + "/";
  try {
    await Deno.mkdir(`${root}config/profiles`, { recursive: true });
    for await (const { name, isFile } of Deno.readDir(`${CHECKOUT}config`)) {
      if (isFile) await Deno.copyFile(`${CHECKOUT}config/${name}`, `${root}config/${name}`);
    }
    await run(root);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

const load = (root: string, profile = "default", environment = {}) =>
  loadSettings({ root, profile, environment });

Deno.test("loadSettings: profile over section file, .env over profile, environment over .env", () =>
  withCopy(async (root) => {
    assert.equal((await load(root)).risk.high, 80);
    await Deno.writeTextFile(`${root}config/profiles/strict.yaml`, "risk:\n  high: 70\n  very_high: 75\n");
    assert.equal((await load(root, "strict")).risk.high, 70);
    assert.equal((await load(root, "strict")).risk.very_high, 75);
    await Deno.writeTextFile(`${root}.env`, "HEADROOM_RISK__HIGH=71\n");
    assert.equal((await load(root, "strict")).risk.high, 71);
    assert.equal((await load(root, "strict", { HEADROOM_RISK__HIGH: "72" })).risk.high, 72);
  }));

Deno.test("loadSettings: a fault in the environment names the variable", () =>
  withCopy(async (root) => {
    await assert.rejects(load(root, "default", { HEADROOM_RISK__PATHS: "2" }), {
      message: "Cannot use config/risk.yaml with HEADROOM_RISK__PATHS as risk.paths must be at least 100: 2",
    });
  }));

Deno.test("loadSettings: an unknown profile lists those there are", () =>
  withCopy(async (root) => {
    await Deno.writeTextFile(`${root}config/profiles/strict.yaml`, "{}");
    assert.deepEqual(await profiles(root), ["default", "strict"]);
    await assert.rejects(load(root, "strickt"), {
      message: 'Cannot use profile "strickt" as there is no config/profiles/strickt.yaml: the profiles are ' +
        'default, strict; did you mean "strict"?',
    });
  }));

Deno.test("loadSettings: broken YAML and a missing file name the file", () =>
  withCopy(async (root) => {
    await Deno.writeTextFile(`${root}config/risk.yaml`, "high: [80\n");
    await assert.rejects(load(root), /Cannot read config\/risk\.yaml as it must be YAML/);
    await Deno.remove(`${root}config/risk.yaml`);
    await assert.rejects(load(root), /Cannot read config\/risk\.yaml as there is no such file/);
  }));

Deno.test("parseEnv: comments, quotes and export are understood", () => {
  assert.deepEqual(parseEnv("# c\nA=1\nexport B = 'two words'\n\nC=\"x=y\"\n"), {
    A: "1",
    B: "two words",
    C: "x=y",
  });
});

Deno.test("loadSettings: the committed scenarios are valid, and by default none counts", async () => {
  const { scenarios } = await load(CHECKOUT);
  assert.deepEqual(Object.values(scenarios).filter(({ active }) => active), []);
});

Deno.test("loadSettings: each file of config/scenarios is a scenario, and a fault names the file", () =>
  withCopy(async (root) => {
    assert.deepEqual((await load(root)).scenarios, {});
    await Deno.mkdir(`${root}config/scenarios`);
    const partner = "title: Partner\nowner: Cards\nactive: false\nfrom: 2026-03-01\n";
    const file = `${root}config/scenarios/partner.yaml`;
    await Deno.writeTextFile(file, `${partner}steps: [{ do: grow, percent: 5, per: once }]\n`);
    assert.equal((await load(root)).scenarios.partner!.title, "Partner");
    const on = await load(root, "default", { HEADROOM_SCENARIOS__PARTNER__ACTIVE: "true" });
    assert.equal(on.scenarios.partner!.active, true);
    await Deno.writeTextFile(file, partner);
    await assert.rejects(load(root), {
      message: "Cannot use config/scenarios/partner.yaml as scenarios.partner.steps must be given: nothing",
    });
  }));
