/** What re-runs after what change: the promise that makes a rebuild cheap and its results trustworthy. */
import assert from "node:assert/strict";
import type { RunLog } from "../../lib/pipeline/engine.ts";
import { projectTest, SETTINGS } from "./test_project.ts";

const outcomes = (log: RunLog) =>
  log.steps.map(({ snapshot, outcome, changed }) => `${snapshot} ${outcome}${changed ? "" : " same"}`);
const because = (log: RunLog, name: string) => log.steps.find((step) => step.snapshot === name)!.because;
const KEPT = ["servers kept same", "readings kept same", "totals kept same", "report kept same"];
const sorted = (list: string[]) => [...list].sort();

projectTest("the first run makes all, in order of need; the second keeps all", async (project) => {
  assert.deepEqual(outcomes(await project.run()), [
    "servers made",
    "readings made",
    "totals made",
    "report made",
  ]);
  assert.deepEqual(outcomes(await project.run()), KEPT);
});

projectTest("a comment re-runs its phase, gives the same bytes and stops there", async (project) => {
  await project.run();
  await project.edit("lib/load.ts", (text) => text + "// a comment\n");
  const log = await project.run();
  assert.deepEqual(
    sorted(outcomes(log)),
    sorted(["servers kept same", "readings made same", "totals kept same", "report kept same"]),
  );
  assert.match(because(log, "readings"), /^lib\/load\.ts changed$/);
});

projectTest(
  "a lib function that gives another result re-runs its phase and what follows",
  async (project) => {
    await project.run();
    await project.edit("lib/load.ts", (text) => text.replace("+ day", "+ day * 2"));
    assert.deepEqual(
      sorted(outcomes(await project.run())),
      sorted([
        "servers kept same",
        "readings made",
        "totals made",
        "report made same",
      ]),
    );
  },
);

projectTest("an import of types only is not code", async (project) => {
  await project.run();
  await project.edit("lib/curve.ts", (text) => text + "// another comment\n");
  assert.deepEqual(outcomes(await project.run()), KEPT);
});

projectTest("a value of a section re-runs only the phases that name the section", async (project) => {
  await project.run();
  await project.settings({ ...SETTINGS, risk: { high: 70, very_high: 90 } });
  const log = await project.run();
  assert.deepEqual(outcomes(log).slice(0, 3), ["servers kept same", "readings kept same", "totals made"]);
  assert.match(because(log, "totals"), /^risk settings changed: high 60 → 70$/);
});

projectTest(
  "a value of a section that its phase does not read re-runs nothing, and stands in its record",
  async (project) => {
    await project.run();
    await project.settings({ ...SETTINGS, risk: { high: 60, very_high: 95 } });
    assert.deepEqual(outcomes(await project.run({ explain: true })), KEPT);
    assert.deepEqual(outcomes(await project.run()), KEPT);
    const manifest = JSON.parse(await Deno.readTextFile(`${project.root}data/manifests/totals.json`));
    assert.deepEqual(manifest.config, { risk: { high: 60, very_high: 95 } });
    assert.deepEqual(manifest.reads, ["risk", "risk/high"]);
    await project.settings({ ...SETTINGS, risk: { high: 70, very_high: 95 } });
    assert.equal(because(await project.run(), "totals"), "risk settings changed: high 60 → 70");
  },
);

projectTest("a value of a section that no phase names re-runs nothing", async (project) => {
  await project.run();
  await project.settings({ ...SETTINGS, site: { title: "B" } });
  assert.deepEqual(outcomes(await project.run()), KEPT);
});

projectTest("an upstream value re-runs all that follows", async (project) => {
  await project.run();
  await project.settings({ ...SETTINGS, fleet: { sizes: [7, 5, 9] } });
  const log = await project.run();
  assert.deepEqual(outcomes(log).slice(0, 3), ["servers made", "readings made", "totals made"]);
  assert.equal(because(log, "readings"), "servers changed");
});

projectTest("a raw input file and a SQL file count as ingredients", async (project) => {
  await project.run();
  await Deno.writeTextFile(`${project.root}notes.csv`, "note\n2.5\n");
  assert.equal(because(await project.run(), "totals"), "notes.csv changed");
  await project.edit("lib/totals.sql", (text) => `-- a comment\n${text}`);
  assert.equal(because(await project.run(), "totals"), "lib/totals.sql changed");
});

projectTest("bytes do not depend on the number of workers, nor on when they are made", async (project) => {
  // More servers than a shard and more rows than a row group, so that their seams are tried.
  await project.settings({ ...SETTINGS, fleet: { sizes: Array(20).fill(3) }, telemetry: { days: 10_000 } });
  await project.run({ workers: 1 });
  const [parquet, manifest] = await Promise.all([
    project.bytes("data/snapshots/readings.parquet"),
    project.bytes("data/manifests/readings.json"),
  ]);
  await project.run({ workers: 3, force: true });
  assert.deepEqual(await project.bytes("data/snapshots/readings.parquet"), parquet);
  assert.deepEqual(
    await project.bytes("data/manifests/readings.json"),
    manifest,
    "a repeat leaves the manifest alone",
  );
});

projectTest("a forced run says what had changed, and that nothing had where nothing had", async (project) => {
  await project.run();
  await project.settings({ ...SETTINGS, risk: { high: 70, very_high: 90 } });
  const log = await project.run({ force: true });
  assert.equal(because(log, "totals"), "risk settings changed: high 60 → 70");
  assert.equal(because(log, "readings"), "it was forced; nothing had changed");
});

projectTest("a snapshot changed or removed by hand is made again", async (project) => {
  await project.run();
  await Deno.writeTextFile(`${project.root}data/snapshots/totals.parquet`, "not a snapshot");
  assert.match(because(await project.run(), "totals"), /not the one its manifest describes/);
  await Deno.remove(`${project.root}data/snapshots/totals.parquet`);
  assert.match(because(await project.run(), "totals"), /no snapshot yet/);
  await Deno.remove(`${project.root}data/snapshots/site/readings.parquet`);
  assert.match(because(await project.run(), "readings"), /part for the site is missing/);
});

projectTest("explain says what would run and why, and runs nothing", async (project) => {
  const log = await project.run({ explain: true });
  assert.deepEqual(log.steps.map((step) => step.outcome), [
    "would_run",
    "would_run",
    "would_run",
    "would_run",
  ]);
  await assert.rejects(Deno.stat(`${project.root}data/snapshots/servers.parquet`), Deno.errors.NotFound);
});

projectTest("named snapshots come with what they need; --only without", async (project) => {
  assert.deepEqual(outcomes(await project.run({ snapshots: ["readings"] })), [
    "servers made",
    "readings made",
  ]);
  assert.deepEqual(outcomes(await project.run({ snapshots: ["readings"], only: true })), [
    "readings kept same",
  ]);
  const { code, said } = await project.try({ snapshots: ["report"], only: true });
  assert.equal(code, 1);
  assert.match(said, /Cannot make snapshot "report"[\s\S]*input "totals" has not been made yet/);
});

projectTest("a phase that throws leaves the last good snapshot and manifest in place", async (project) => {
  await project.run();
  const before = await project.bytes("data/snapshots/readings.parquet");
  await project.edit(
    "lib/load.ts",
    (text) => text.replace("size * 10 + day", "(() => { throw new Error('no power') })()"),
  );
  const { code, said } = await project.try();
  assert.equal(code, 1);
  assert.match(said, /Cannot make snapshot "readings"; the last good one stays in place\.\n {2}no power/);
  assert.deepEqual(await project.bytes("data/snapshots/readings.parquet"), before);
  assert.deepEqual(await project.halfMade(), []);
});

projectTest("rows that break the schema are refused with column, rule, value and place", async (project) => {
  await project.settings({ ...SETTINGS, fleet: { sizes: [1, 5000] } });
  const { code, said } = await project.try();
  assert.equal(code, 1);
  assert.match(said, /size must be at most 1000: 5000 at server_id SRV-1/);
  await assert.rejects(Deno.stat(`${project.root}data/snapshots/servers.parquet`), Deno.errors.NotFound);
});

projectTest("a run that is killed leaves nothing half-made, and the next one takes over", async (project) => {
  await project.settings({ ...SETTINGS, telemetry: { days: 400_000 } });
  const first = project.spawn();
  await new Promise((resolve) => setTimeout(resolve, 900));
  first.kill("SIGKILL");
  await first.output();
  await project.settings(SETTINGS);
  await project.run();
  assert.deepEqual(await project.halfMade(), []);
});

projectTest("two runs at once wait for each other and agree", async (project) => {
  const logs = await Promise.all([project.run(), project.run()]);
  for (const name of ["servers", "readings", "totals", "report"]) {
    const made = logs.filter((log) => log.steps.find((step) => step.snapshot === name)!.outcome === "made");
    assert.equal(made.length, 1, `${name} was made ${made.length} times`);
  }
});
