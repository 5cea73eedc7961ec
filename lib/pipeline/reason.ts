/** Why a phase must run, in words: the difference between what it was made from and what there is now. */
import type { Ingredients, Manifest } from "./manifest.ts";
import { readDiffers } from "./reads.ts";

/** A value's leaves by dotted path; lists count as leaves. */
function leaves(value: unknown, path: string): [string, string][] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return [[path, JSON.stringify(value)]];
  }
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, path === "" ? key : `${path}.${key}`));
}

function changedConfig(section: string, before: unknown, now: unknown): string {
  const old = new Map(leaves(before, ""));
  const current = new Map(leaves(now, ""));
  const moved = [...new Set([...old.keys(), ...current.keys()])]
    .filter((path) => old.get(path) !== current.get(path))
    .map((path) => `${path} ${old.get(path) ?? "nothing"} → ${current.get(path) ?? "nothing"}`);
  const shown = moved.slice(0, 3).join(", ");
  return `${section} settings changed: ${shown}${moved.length > 3 ? ` and ${moved.length - 3} more` : ""}`;
}

function changedKeys(before: Record<string, string>, now: Record<string, string>): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(now)])]
    .filter((key) => before[key] !== now[key])
    .sort();
}

const below = (section: string, paths: readonly string[]): string[] =>
  paths.filter((path) => path === section || path.startsWith(`${section}/`));

const listed = (names: string[]) =>
  names.slice(0, 3).join(", ") + (names.length > 3 ? ` and ${names.length - 3} more` : "");

/**
 * The reasons in the order people ask: settings, data, code, packages, runtime. Empty when nothing differs, or
 * nothing but settings that the run before did not read.
 */
export function reasons(before: Ingredients & Pick<Manifest, "reads">, now: Ingredients): string[] {
  const sections = [...new Set([...Object.keys(before.config), ...Object.keys(now.config)])].sort();
  const config = sections
    .filter((name) => JSON.stringify(before.config[name]) !== JSON.stringify(now.config[name]))
    .filter((name) =>
      before.reads === undefined || readDiffers(below(name, before.reads), before.config, now.config)
    )
    .map((name) => changedConfig(name, before.config[name], now.config[name]));
  const files = changedKeys(before.files, now.files);
  const inputs = changedKeys(before.inputs, now.inputs);
  const code = changedKeys(before.code, now.code);
  const versions = [
    ...changedKeys(before.packages, now.packages).map((
      name,
    ) => [name, before.packages[name], now.packages[name]]),
    ...changedKeys(before.runtime, now.runtime).map((
      name,
    ) => [name, before.runtime[name], now.runtime[name]]),
  ].map(([name, old, current]) => `${name} ${old ?? "none"} → ${current ?? "none"}`);
  return [
    ...config,
    ...(files.length > 0 ? [`${listed(files)} changed`] : []),
    ...(inputs.length > 0 ? [`${listed(inputs)} changed`] : []),
    ...(code.length > 0 ? [`${listed(code)} changed`] : []),
    ...versions,
  ];
}
