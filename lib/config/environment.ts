/** Overrides of single settings from the environment: HEADROOM_RISK__HIGH=85 sets risk.high. */
import { parse } from "yaml";
import { isTree, type Tree } from "./merge.ts";
import { suggestion } from "./nearest.ts";

const PREFIX = "HEADROOM_";

export interface Override {
  variable: string;
  path: readonly string[];
  value: unknown;
}

/** The key of a map that a name in capitals means, or undefined. */
const keyNamed = (tree: Tree, name: string): string | undefined =>
  Object.keys(tree).find((key) => key.toLowerCase() === name.toLowerCase());

function resolve(settings: Tree, variable: string): readonly string[] {
  const path: string[] = [];
  let place: unknown = settings;
  for (const name of variable.slice(PREFIX.length).split("__")) {
    const key = isTree(place) ? keyNamed(place, name) : undefined;
    if (key === undefined) {
      const keys = isTree(place) ? Object.keys(place) : [];
      throw new RangeError(
        `Cannot set ${variable} as "${[...path, name.toLowerCase()].join(".")}" is not a setting` +
          suggestion(name, keys),
      );
    }
    path.push(key);
    place = (place as Tree)[key];
  }
  return path;
}

/**
 * The overrides an environment asks for. Only names with a double underscore are settings; the value is read as
 * YAML, so 85 is a number and [1, 2] a list.
 * @throws RangeError when a name leads to no setting
 */
export function overrides(settings: Tree, environment: Readonly<Record<string, string>>): Override[] {
  return Object.keys(environment)
    .filter((variable) => variable.startsWith(PREFIX) && variable.includes("__"))
    .sort()
    .map((variable) => ({
      variable,
      path: resolve(settings, variable),
      value: parse(environment[variable]!) as unknown,
    }));
}

/** The settings with one of them replaced. */
export function withOverride(settings: Tree, path: readonly string[], value: unknown): Tree {
  const [key, ...rest] = path;
  if (key === undefined) return settings;
  const below = settings[key];
  return { ...settings, [key]: rest.length === 0 ? value : withOverride(below as Tree, rest, value) };
}
