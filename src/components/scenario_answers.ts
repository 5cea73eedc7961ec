/** What scenarios come to: loads are fetched as a scenario touches them, and worked out in a worker beside the page. */
import { html } from "./dom.js";
import { bytes } from "./format.js";
import { readParquet } from "./parquet.js";
import type { ArrowTable } from "./rows.js";
import type { Step } from "./scenario.js";
import { siteHref } from "./site_link.js";
import { partOf } from "./staircases.js";

interface File {
  name: string;
  bytes: number;
}

type Reply = { question: number; answer: unknown } | { question: number; fault: string };
type Waiting = { resolve(answer: unknown): void; reject(error: Error): void };

export interface AnswersOptions {
  /** What the worker must know of the fleet beside its loads. */
  known: Record<string, unknown>;
  /** Parts of the loads that the page has already, by name. */
  loaded: Readonly<Record<string, ArrowTable>>;
  /** Files of the others below data/. */
  files: Readonly<Record<string, File>>;
}

export interface Answers {
  /**
   * Works out a scenario from the parts it can change.
   * @throws Error when a part cannot be fetched, DOMException when a newer scenario has taken its place
   */
  ask(names: readonly string[], steps: readonly Step[]): Promise<unknown>;
  /** Says what is under way. */
  status: HTMLElement;
  close(): void;
}

/** Files fetched at a time. */
const LANES = 4;
/** Milliseconds after which it is worth saying what a reader waits for. */
const PATIENCE = 150;

export function scenarioAnswers({ known, loaded, files }: AnswersOptions): Answers {
  const worker = new Worker(import.meta.resolve("./whatif_worker.js"), { type: "module" });
  const { port1: port, port2 } = new MessageChannel();
  worker.postMessage(null, [port2]);
  const waiting = new Map<number, Waiting>();
  const settle = (question: number, how: (one: Waiting) => void) => {
    const one = waiting.get(question);
    waiting.delete(question);
    if (one !== undefined) how(one);
  };
  port.onmessage = ({ data }: MessageEvent<Reply>) =>
    settle(data.question, ({ resolve, reject }) => {
      if ("fault" in data) reject(new Error(data.fault));
      else resolve(data.answer);
    });
  worker.onerror = ({ message }) => {
    const error = new Error(`Cannot work out the scenario as its worker must run: ${message}`);
    for (const question of [...waiting.keys()]) settle(question, ({ reject }) => reject(error));
  };
  port.postMessage({ known });
  const take = (name: string, table: ArrowTable) => port.postMessage({ name, part: partOf(table) });
  for (const [name, table] of Object.entries(loaded)) take(name, table);

  const there = new Set(Object.keys(loaded));
  const { element: status, say } = statusLine();
  let asked = 0;
  const newest = (question: number) => {
    if (question !== asked) throw new DOMException("A newer scenario has taken its place", "AbortError");
  };
  const fetchAll = async (names: readonly string[], question: number) => {
    const missing = names.filter((name) => !there.has(name));
    const whole = missing.reduce((sum, name) => sum + files[name]!.bytes, 0);
    let done = 0;
    const queue = missing.values();
    const lane = async () => {
      for (const name of queue) {
        newest(question);
        say({ done, whole });
        const table = await fetchTable(files[name]!);
        if (!there.has(name)) take(name, table);
        there.add(name);
        done += files[name]!.bytes;
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
  };
  return {
    status,
    async ask(names, steps) {
      const question = ++asked;
      try {
        say("working");
        await fetchAll(names, question);
        newest(question);
        say("working");
        return await new Promise((resolve, reject) => {
          waiting.set(question, { resolve, reject });
          port.postMessage({ question, names, steps });
        });
      } finally {
        if (question === asked) say("done");
      }
    },
    close() {
      port.close();
      worker.terminate();
    },
  };
}

async function fetchTable({ name }: File): Promise<ArrowTable> {
  const response = await fetch(siteHref(`_file/data/${name}`));
  if (!response.ok) {
    throw new Error(
      `Cannot work out the scenario as its loads must be there: ${name} (status ${response.status})`,
    );
  }
  return await readParquet(new Uint8Array(await response.arrayBuffer()));
}

type Said = "working" | "done" | { done: number; whole: number };

/** A line that says how far it is, once that takes long enough to be read. */
function statusLine(): { element: HTMLElement; say(what: Said): void } {
  const bar = html`<progress aria-label="Loads fetched"></progress>` as HTMLProgressElement;
  const text = html`<span></span>` as HTMLElement;
  const element = html`<p class="scenario-progress" role="status">${text}${bar}</p>` as HTMLElement;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last: Said = "done";
  const show = () => {
    const fetching = typeof last === "object";
    bar.hidden = !fetching;
    if (typeof last === "object") {
      bar.max = last.whole;
      bar.value = last.done;
      text.textContent = `Fetching the loads it touches: ${bytes(last.done)} of ${bytes(last.whole)}`;
    } else text.textContent = last === "working" ? "Working it out." : "";
  };
  show();
  return {
    element,
    say(what) {
      last = what;
      element.ariaBusy = String(what !== "done");
      if (what === "done") {
        clearTimeout(timer);
        timer = undefined;
        show();
      } else if (timer === undefined) timer = setTimeout(show, PATIENCE);
      else if (text.textContent !== "") show();
    },
  };
}
