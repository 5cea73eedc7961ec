/** Runs the engine on a project folder whose settings stand in settings.json; prints the run's log as JSON. */
import { makeSnapshots, type RunOptions } from "../../lib/pipeline/engine.ts";
import { readPhases } from "../../lib/pipeline/project.ts";

const [root, options] = Deno.args as [string, string];
const settings = JSON.parse(await Deno.readTextFile(`${root}settings.json`));
const reporter = { progress: () => {}, line: (text: string) => console.error(text) };
try {
  const project = { root, profile: "default", settings, phases: await readPhases(root) };
  const log = await makeSnapshots(project, JSON.parse(options) as RunOptions, reporter);
  console.log(JSON.stringify(log));
} catch (error) {
  console.error((error as Error).message);
  Deno.exit(1);
}
