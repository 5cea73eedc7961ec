/** The settings in config/, each section checked on its own, so that a test of one needs no other. */
import { parse } from "yaml";
import { type Section, sections, type Settings } from "../lib/config/settings.ts";

export function configured<Name extends Section>(name: Name): Settings[Name] {
  const file = new URL(`../config/${name}.yaml`, import.meta.url);
  return sections[name].parse(parse(Deno.readTextFileSync(file))) as Settings[Name];
}
