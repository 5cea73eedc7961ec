/** Reads config/*.yaml, a profile, .env and the environment into validated settings. */
import { parse as parseYaml, YAMLParseError } from "yaml";
import { overrides, withOverride } from "../config/environment.ts";
import { isTree, merge, type Tree } from "../config/merge.ts";
import { suggestion } from "../config/nearest.ts";
import { FOLDERS, type Section, sections, type Settings } from "../config/settings.ts";
import { ConfigError, validate } from "../config/validate.ts";

export const DEFAULT_PROFILE = "default";

export interface LoadOptions {
  /** Project root, ending in a slash. */
  root: string;
  profile: string;
  environment: Readonly<Record<string, string>>;
}

async function readText(root: string, path: string): Promise<string> {
  try {
    return await Deno.readTextFile(root + path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new ConfigError([`Cannot read ${path} as there is no such file`]);
  }
}

async function readTree(root: string, path: string): Promise<Tree> {
  const text = await readText(root, path);
  try {
    const value: unknown = parseYaml(text) ?? {};
    if (isTree(value)) return value;
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error;
    throw new ConfigError([
      `Cannot read ${path} as it must be YAML: ${error.message.split("\n")[0]?.replace(/:$/, "")}`,
    ]);
  }
  throw new ConfigError([`Cannot read ${path} as it must be a map of keys`]);
}

/** Names, without extension, of the YAML files in a folder of config/; none when there is no folder. */
async function namesIn(root: string, folder: string): Promise<string[]> {
  const names: string[] = [];
  try {
    for await (const { name } of Deno.readDir(`${root}config/${folder}`)) {
      if (name.endsWith(".yaml")) names.push(name.slice(0, -".yaml".length));
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return names.sort();
}

/** A section: its file, or the files of its folder by name. */
async function readSection(root: string, section: Section): Promise<Tree> {
  if (!FOLDERS.has(section)) return await readTree(root, `config/${section}.yaml`);
  const names = await namesIn(root, section);
  const trees = await Promise.all(names.map((name) => readTree(root, `config/${section}/${name}.yaml`)));
  return Object.fromEntries(names.map((name, index) => [name, trees[index]!]));
}

/** Names of the profiles that exist. */
export async function profiles(root: string): Promise<string[]> {
  return [DEFAULT_PROFILE, ...await namesIn(root, "profiles")].sort();
}

async function readProfile(root: string, profile: string): Promise<Tree> {
  if (profile === DEFAULT_PROFILE) return {};
  const known = await profiles(root);
  if (!known.includes(profile)) {
    throw new ConfigError([
      `Cannot use profile "${profile}" as there is no config/profiles/${profile}.yaml: the profiles are ` +
      known.join(", ") + suggestion(profile, known),
    ]);
  }
  return await readTree(root, `config/profiles/${profile}.yaml`);
}

/** Names and values of a .env file: NAME=value lines, # comments, optional quotes. */
export function parseEnv(text: string): Record<string, string> {
  const pairs = text.split(/\r?\n/).flatMap((line) => {
    const match = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*?)\s*$/.exec(line);
    return match ? [[match[1]!, match[2]!.replace(/^(["'])(.*)\1$/, "$2")]] : [];
  });
  return Object.fromEntries(pairs) as Record<string, string>;
}

async function readEnv(root: string): Promise<Record<string, string>> {
  try {
    return parseEnv(await Deno.readTextFile(root + ".env"));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return {};
    throw error;
  }
}

/**
 * The settings in force: section files, then the profile, then .env, then the environment.
 * @throws ConfigError listing every fault
 */
export async function loadSettings({ root, profile, environment }: LoadOptions): Promise<Settings> {
  const names = Object.keys(sections) as Section[];
  const files = await Promise.all(names.map((name) => readSection(root, name)));
  const base: Tree = Object.fromEntries(names.map((name, index) => [name, files[index]!]));
  const overlay = await readProfile(root, profile);
  let tree = merge(base, overlay);
  const changed = new Map<string, string>();
  for (const section of Object.keys(overlay)) changed.set(section, `config/profiles/${profile}.yaml`);
  let applied: ReturnType<typeof overrides>;
  try {
    applied = overrides(tree, { ...await readEnv(root), ...environment });
  } catch (error) {
    throw error instanceof RangeError ? new ConfigError([error.message]) : error;
  }
  for (const { variable, path, value } of applied) {
    tree = withOverride(tree, path, value);
    changed.set(path[0]!, variable);
  }
  return validate(tree, (section, entry) => {
    const from = changed.get(section);
    const inFolder = FOLDERS.has(section as Section) && entry !== undefined;
    const file = `config/${section}${inFolder ? `/${entry}` : ""}.yaml`;
    return from === undefined ? file : `${file} with ${from}`;
  });
}
