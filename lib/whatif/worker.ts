/** Works scenarios out beside the page, which stays free. Bundled into src/components/whatif_worker.js. */
import type { Step } from "../config/steps.ts";
import { type Answer, type Known, Loads } from "./answer.ts";
import { loadsOf } from "./rises.ts";

/** A file of loads in the narrow form, column by column. */
export interface Part {
  /** First row of each series, and what it is of. */
  starts: readonly number[];
  server_id: readonly string[];
  metric: readonly string[];
  day: ArrayLike<number>;
  columns: Readonly<Record<string, ArrayLike<number>>>;
}

/** What the page sends: what is known, then parts, then scenarios that name the parts they can change. */
export type Sent =
  | { known: Known }
  | { name: string; part: Part }
  | { question: number; names: readonly string[]; steps: readonly Step[] };

export type Reply = { question: number; answer: Answer } | { question: number; fault: string };

/** Answers what comes through a port. */
export function serve(port: Pick<MessagePort, "onmessage" | "postMessage">): void {
  let loads: Loads | undefined;
  const take = (sent: Sent): Reply | undefined => {
    if ("known" in sent) loads = new Loads(sent.known);
    else if ("part" in sent) loads?.add(sent.name, columnsOf(sent.part));
    else return reply(sent);
    return undefined;
  };
  const reply = ({ question, names, steps }: Extract<Sent, { question: number }>): Reply => {
    try {
      if (loads === undefined) throw new RangeError("Cannot ask what if as the fleet must be known first");
      return { question, answer: loads.answer(names, steps) };
    } catch (error) {
      return { question, fault: error instanceof Error ? error.message : String(error) };
    }
  };
  port.onmessage = ({ data }: MessageEvent<Sent>) => {
    const answer = take(data);
    if (answer !== undefined) port.postMessage(answer);
  };
}

function columnsOf({ starts, server_id, metric, day, columns }: Part) {
  const series = new Map(starts.map((row, index) => [row, index]));
  return {
    server_id: (row: number) => server_id[series.get(row)!]!,
    metric: (row: number) => metric[series.get(row)!]!,
    day,
    loads: loadsOf(day, (name) => columns[name]!),
  };
}

// The page's first message brings the port through which all others go.
addEventListener("message", (event: MessageEvent) => {
  const [port] = event.ports;
  if (port !== undefined) serve(port);
});
