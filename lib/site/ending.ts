/** How the site's commands end when they are told to, by Ctrl+C or by whoever started them: all they started ends too. */
import { constants } from "node:os";

const SIGNALS: readonly Deno.Signal[] = Deno.build.os === "windows"
  ? ["SIGINT"]
  : ["SIGHUP", "SIGINT", "SIGTERM"];

/** Milliseconds for what is under way to put things in order. */
const PATIENCE = 1500;

/** Thrown by what would start a process although this one has been told to end. */
export class Ended extends Error {}

const started = new Set<Deno.ChildProcess>();
const first = Promise.withResolvers<Deno.Signal>();
let signal: Deno.Signal | undefined;

/** Signal by which this process was told to end; resolves when that happens. */
export const toldToEnd: Promise<Deno.Signal> = first.promise;

/** Exit code of a process that a signal has ended, as shells have it; undefined while none has. */
export function codeOfSignal(): number | undefined {
  return signal === undefined ? undefined : 128 + constants.signals[signal as "SIGINT"];
}

/**
 * Starts a process that ends with this one.
 * @throws Ended when this one has been told to end
 */
export function start(command: string, options: Deno.CommandOptions): Deno.ChildProcess {
  if (signal !== undefined) throw new Ended(`Cannot start ${command} as ${signal} has ended this command`);
  const child = new Deno.Command(command, options).spawn();
  started.add(child);
  void child.status.then(() => started.delete(child));
  return child;
}

/** Ends a process; one that has ended by itself, as on Ctrl+C, is left alone. */
export function end(child: Deno.ChildProcess, by: Deno.Signal = "SIGKILL"): void {
  try {
    child.kill(by);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
}

/** From now on a signal ends all that was started, and soon this process. */
export function followSignals(): void {
  for (const name of SIGNALS) Deno.addSignalListener(name, () => endBy(name));
}

function endBy(name: Deno.Signal): void {
  // On Ctrl+C the terminal tells this process, and npm tells it again.
  if (signal !== undefined) return;
  signal = name;
  // By nothing milder: Framework answers that only once it is idle.
  for (const child of started) end(child);
  first.resolve(name);
  setTimeout(() => Deno.exit(codeOfSignal()), PATIENCE);
}
