/** A project of four small phases in a folder of its own, run by the engine in a process of its own. */
import assert from "node:assert/strict";
import type { RunLog, RunOptions } from "../../lib/pipeline/engine.ts";

const HERE = new URL(".", import.meta.url);
const CHECKOUT = new URL("../../", HERE);
const ALL: RunOptions = { snapshots: [], only: false, force: false, explain: false, workers: 2 };
export const SETTINGS = {
  fleet: { sizes: [1, 5, 9] },
  telemetry: { days: 20 },
  risk: { high: 60, very_high: 90 },
  site: { title: "A" },
};

export class TestProject {
  constructor(readonly root: string) {}

  static async create(): Promise<TestProject> {
    const root = await Deno.makeTempDir() + "/";
    for (const folder of ["lib", "loaders"]) {
      await Deno.mkdir(root + folder);
      for await (const { name } of Deno.readDir(new URL(`project/${folder}/`, HERE))) {
        const text = await Deno.readTextFile(new URL(`project/${folder}/${name}`, HERE));
        await Deno.writeTextFile(`${root}${folder}/${name}`, text.replaceAll("headroom:", CHECKOUT.href));
      }
    }
    await Deno.symlink(new URL("node_modules", CHECKOUT).pathname, `${root}node_modules`);
    await Deno.copyFile(new URL("deno.json", CHECKOUT), `${root}deno.json`);
    await Deno.writeTextFile(`${root}notes.csv`, "note\n1.5\n");
    const project = new TestProject(root);
    await project.settings(SETTINGS);
    return project;
  }

  settings(value: unknown): Promise<void> {
    return Deno.writeTextFile(`${this.root}settings.json`, JSON.stringify(value));
  }

  async edit(path: string, change: (text: string) => string): Promise<void> {
    const before = await Deno.readTextFile(this.root + path);
    assert.notEqual(change(before), before, `the edit of ${path} changes nothing`);
    await Deno.writeTextFile(this.root + path, change(before));
  }

  spawn(options: Partial<RunOptions> = {}): Deno.ChildProcess {
    return new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "-A",
        new URL("run_project.ts", HERE).pathname,
        this.root,
        JSON.stringify({ ...ALL, ...options }),
      ],
      cwd: this.root,
      stdout: "piped",
      stderr: "piped",
    }).spawn();
  }

  async try(options: Partial<RunOptions> = {}): Promise<{ code: number; log?: RunLog; said: string }> {
    const { code, stdout, stderr } = await this.spawn(options).output();
    const said = new TextDecoder().decode(stderr);
    return code === 0 ? { code, said, log: JSON.parse(new TextDecoder().decode(stdout)) } : { code, said };
  }

  async run(options: Partial<RunOptions> = {}): Promise<RunLog> {
    const { code, log, said } = await this.try(options);
    assert.equal(code, 0, said);
    return log!;
  }

  /** Names of files that a run left half-made. */
  async halfMade(): Promise<string[]> {
    const names: string[] = [];
    for await (const { name } of Deno.readDir(`${this.root}data/snapshots/.scratch`)) names.push(name);
    return names.filter((name) => name.includes(".making."));
  }

  bytes(path: string): Promise<Uint8Array> {
    return Deno.readFile(this.root + path);
  }
}

/** A test on a fresh project. */
export function projectTest(name: string, run: (project: TestProject) => Promise<void>): void {
  Deno.test(`engine: ${name}`, async () => {
    const project = await TestProject.create();
    try {
      await run(project);
    } finally {
      await Deno.remove(project.root, { recursive: true });
    }
  });
}
