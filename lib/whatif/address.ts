/** A scenario as part of an address, and back: `v=1&step=grow,percent:20,per:once&step=…`. */
import { MOST_STEPS, type Step, step } from "../config/steps.ts";

const VERSION = "1";
const NUMBERS = new Set([
  "percent",
  "count",
  "days",
  "high",
  "very_high",
  "vcpu",
  "memory_gib",
  "disk_gib",
  "net_in_mbps",
  "net_out_mbps",
]);
const LISTS = new Set(["servers"]);
const MOST_CHARACTERS = 20_000;

/** What an address asks for: steps, or why they cannot be read. */
export type Asked = { steps: Step[]; fault: null } | { steps: []; fault: string };

const isList = (kind: string, key: string) => LISTS.has(key) || (kind === "lose_region" && key === "to");

function written(value: unknown): string {
  if (Array.isArray(value)) return value.map((part) => written(part)).join("~");
  // "~" and "!" stand for themselves in encodeURIComponent, but "~" parts lists here.
  return encodeURIComponent(String(value)).replaceAll("~", "%7E");
}

function stepText({ do: kind, ...rest }: Step): string {
  const parts = Object.entries(rest).filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}:${written(value)}`);
  return [kind, ...parts].join(",");
}

/** The steps as parameters of an address. No step needs no parameter. */
export function toAddress(steps: readonly Step[]): URLSearchParams {
  const parameters = new URLSearchParams();
  if (steps.length > 0) parameters.set("v", VERSION);
  for (const one of steps) parameters.append("step", stepText(one));
  return parameters;
}

function valueOf(kind: string, key: string, text: string): unknown {
  if (isList(kind, key)) return text === "" ? [] : text.split("~").map(decodeURIComponent);
  const value = decodeURIComponent(text);
  return NUMBERS.has(key) && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
}

/** @throws URIError when an escape is broken */
function fieldsOf(text: string): Record<string, unknown> {
  const [kind = "", ...parts] = text.split(",");
  const fields = parts.map((part): [string, unknown] => {
    const colon = part.indexOf(":");
    const key = colon === -1 ? part : part.slice(0, colon);
    return [key, colon === -1 ? "" : valueOf(kind, key, part.slice(colon + 1))];
  });
  // "do" last, and through a map: no key of the address reaches a prototype.
  return Object.fromEntries(new Map([...fields, ["do", kind]]));
}

const fault = (because: string): Asked => ({
  steps: [],
  fault: `The address holds a scenario that cannot be read (${because}), so this is the fleet as it is.`,
});

/** Reads the steps of an address. A scenario that is not whole is not applied at all. */
export function fromAddress(parameters: URLSearchParams): Asked {
  const texts = parameters.getAll("step");
  if (texts.length === 0) return { steps: [], fault: null };
  const version = parameters.get("v");
  if (version !== VERSION) return fault(`version ${String(version).slice(0, 20)} is not known`);
  if (texts.length > MOST_STEPS) return fault(`it has ${texts.length} steps, at most ${MOST_STEPS} are read`);
  if (texts.join("").length > MOST_CHARACTERS) return fault("it is too long");
  const steps: Step[] = [];
  for (const [index, text] of texts.entries()) {
    try {
      const read = step.safeParse(fieldsOf(text));
      if (!read.success) return fault(`step ${index + 1}: ${read.error.issues[0]?.message}`);
      steps.push(read.data);
    } catch (error) {
      if (!(error instanceof URIError)) throw error;
      return fault(`step ${index + 1}: a broken escape`);
    }
  }
  return { steps, fault: null };
}

/** A step as a form gives it, or what is wrong with it. */
export function readStep(given: unknown): { step: Step; fault: null } | { step: null; fault: string } {
  const read = step.safeParse(given);
  if (read.success) return { step: read.data, fault: null };
  const { path, message } = read.error.issues[0]!;
  return { step: null, fault: `${path.join(" ").replaceAll("_", " ")}: ${message}` };
}
