import assert from "node:assert/strict";
import { lines } from "../../lib/site/lines.ts";

/** Milliseconds from a signal to the end of all that was started: half of what it would sleep. */
const MOST = 30_000;

const ENDING = new URL("../../lib/site/ending.ts", import.meta.url).href;

/** A command that starts a process deaf to all signals that allow it, says its id and what `then` has it do. */
const command = (then: string) =>
  `import { codeOfSignal, end, Ended, followSignals, start, toldToEnd } from "${ENDING}";
   followSignals();
   const options = { args: ["-c", "trap '' HUP INT TERM; exec sleep 60"] };
   const child = start("sh", options);
   console.log(child.pid);
   ${then}`;

async function told(then: string, signals: readonly Deno.Signal[]) {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["eval", "--ext=ts", command(then)],
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const said = lines(child.stdout)[Symbol.asyncIterator]();
  const started = Number((await said.next()).value);
  const at = performance.now();
  for (const signal of signals) child.kill(signal);
  const { code } = await child.status;
  const rest: string[] = [];
  for (let next = await said.next(); !next.done; next = await said.next()) rest.push(next.value);
  return { code, rest, started, took: performance.now() - at };
}

const lives = (pid: number): boolean => {
  try {
    Deno.kill(pid, "SIGCONT");
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof TypeError) return false;
    throw error;
  }
};

const posix = { ignore: Deno.build.os === "windows" };

Deno.test(
  "followSignals: a command that would go on ends with what it started, by the signal's code",
  posix,
  async () => {
    for (const [signal, code] of [["SIGHUP", 129], ["SIGINT", 130], ["SIGTERM", 143]] as const) {
      const ended = await told("setInterval(() => {}, 1000);", [signal]);
      assert.equal(ended.code, code);
      assert.equal(lives(ended.started), false, `after ${signal}`);
      assert.ok(ended.took < MOST, `${ended.took} ms`);
    }
  },
);

Deno.test("toldToEnd: a command puts things in order first, however often it is told", posix, async () => {
  const then = `const signal = await toldToEnd;
    await child.status;
    console.log(signal, codeOfSignal());
    Deno.exit(0);`;
  const { code, rest, started } = await told(then, ["SIGINT", "SIGINT"]);
  assert.deepEqual([code, rest, lives(started)], [0, ["SIGINT 130"], false]);
});

Deno.test("start: refuses once the command has been told to end", posix, async () => {
  const then = `await toldToEnd;
    try { start("sh", options); } catch (error) { console.log(error instanceof Ended, error.message); }
    Deno.exit(0);`;
  const { rest } = await told(then, ["SIGTERM"]);
  assert.deepEqual(rest, ["true Cannot start sh as SIGTERM has ended this command"]);
});

Deno.test("end: leaves alone what has ended by itself", posix, async () => {
  const { rest } = await told(
    `end(child); await child.status; end(child); console.log("alive"); Deno.exit(0);`,
    [],
  );
  assert.deepEqual(rest, ["alive"]);
});
