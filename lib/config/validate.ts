import type { z } from "zod";
import { isTree, type Tree } from "./merge.ts";
import { suggestion } from "./nearest.ts";
import { type Section, sections, type Settings } from "./settings.ts";

/** All that is wrong with a configuration, one line per fault; nothing may run. */
export class ConfigError extends Error {
  override name = "ConfigError";
  constructor(readonly faults: readonly string[]) {
    super(faults.join("\n"));
  }
}

function at(tree: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (place, key) => (place as Record<PropertyKey, unknown> | undefined)?.[key],
    tree,
  );
}

/** Keys a map of the schema knows at a path, for suggestions. */
function knownKeys(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let place: unknown = schema;
  for (const key of path) {
    const { shape, valueType, element } = (place ?? {}) as {
      shape?: Record<PropertyKey, unknown>;
      valueType?: unknown;
      element?: unknown;
    };
    place = shape?.[key] ?? valueType ?? element;
  }
  return Object.keys((place as { shape?: object } | undefined)?.shape ?? {});
}

function shown(value: unknown): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}

type Origins = (section: string, entry?: string) => string;

function fault(section: Section, value: unknown, issue: z.core.$ZodIssue, origins: Origins): string[] {
  const [entry] = issue.path;
  const origin = origins(section, entry === undefined ? undefined : String(entry));
  const path = [section, ...issue.path].join(".");
  if (issue.code === "unrecognized_keys") {
    const known = knownKeys(sections[section], issue.path);
    return issue.keys.map((key) =>
      `Cannot use ${origin} as "${path}.${key}" is not a known key${suggestion(key, known)}`
    );
  }
  return [`Cannot use ${origin} as ${path} ${issue.message}: ${shown(at(value, issue.path))}`];
}

/** Zod's own messages, as the rest of a sentence that begins with the key. */
export const rules: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined
        ? "must be given"
        : `must be a ${
          issue.expected === "record" || issue.expected === "object" ? "map of keys" : issue.expected
        }`;
    case "invalid_format":
      return issue.format === "date" ? "must be a day of the calendar, written YYYY-MM-DD" : undefined;
    case "too_small":
      return issue.origin === "number"
        ? `must be ${issue.inclusive ? "at least" : "above"} ${issue.minimum}`
        : `must have at least ${issue.minimum} ${issue.origin === "string" ? "letters" : "entries"}`;
    case "too_big":
      return issue.origin === "number"
        ? `must be ${issue.inclusive ? "at most" : "below"} ${issue.maximum}`
        : `must have at most ${issue.maximum} ${issue.origin === "string" ? "letters" : "entries"}`;
    case "invalid_value":
      return `must be one of ${issue.values.map(String).join(", ")}`;
    default:
      return undefined;
  }
};

/**
 * Checks a whole configuration.
 * @param origins  where the values of a section, or of one entry of it, come from, for the message
 * @throws ConfigError listing every fault
 */
export function validate(tree: Tree, origins: Origins): Settings {
  const faults: string[] = [];
  const names = Object.keys(sections) as Section[];
  for (const key of Object.keys(tree)) {
    if (!(names as string[]).includes(key)) {
      faults.push(`Cannot use ${origins(key)} as "${key}" is not a known section${suggestion(key, names)}`);
    }
  }
  const settings: Record<string, unknown> = {};
  for (const name of names) {
    const value = tree[name] ?? {};
    if (!isTree(value)) {
      faults.push(`Cannot use ${origins(name)} as "${name}" must be a map of keys: ${shown(value)}`);
      continue;
    }
    const result = sections[name].safeParse(value, { error: rules });
    if (result.success) settings[name] = result.data;
    else faults.push(...result.error.issues.flatMap((issue) => fault(name, value, issue, origins)));
  }
  if (faults.length > 0) throw new ConfigError(faults);
  return settings as Settings;
}
