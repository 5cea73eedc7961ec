/** The default fleet and its series, made once for the tests of the generator. */
import { servers } from "../../lib/fleet/servers.ts";
import {
  type CleanSeries,
  cleanSeries,
  expectedSeries,
  type ServerSeries,
} from "../../lib/telemetry/clean.ts";
import { type Character, character } from "../../lib/telemetry/character.ts";
import type { Archetype, GeneratorSettings } from "../../lib/telemetry/settings.ts";
import { configured } from "../configured.ts";

export const settings: GeneratorSettings = {
  fleet: configured("fleet"),
  calendar: configured("calendar"),
  telemetry: configured("telemetry"),
};
export const fleet = servers(settings.fleet);

/** The settings with other figures for the generator. */
export function generating(change: Partial<GeneratorSettings["telemetry"]["synthetic"]>): GeneratorSettings {
  const { telemetry } = settings;
  return { ...settings, telemetry: { ...telemetry, synthetic: { ...telemetry.synthetic, ...change } } };
}

const withoutSpikes = (archetype: Archetype): Archetype => ({
  ...archetype,
  spikes: { probability: 0, factor: 1 },
});

/** The default fleet on days when no job runs away, so that effects and noise can be measured by themselves. */
export const calm = generating({
  archetypes: Object.fromEntries(
    Object.entries(settings.telemetry.synthetic.archetypes).map((
      [name, archetype],
    ) => [name, withoutSpikes(archetype)]),
  ),
});

export interface Sample {
  clean: CleanSeries;
  expected: ServerSeries;
  character: Character;
}

/** Servers with full history that never come near the cap, by archetype. */
export function ordinaryByArchetype(): Partial<Record<string, Sample[]>> {
  const expected = expectedSeries(fleet, calm, 0);
  const samples = cleanSeries(fleet, calm).map((clean, index) => ({
    clean,
    expected: expected[index]!,
    character: character(clean.server, calm),
  }));
  const uncapped = ({ clean, character }: Sample) =>
    character.role === "ordinary" && clean.server.in_service_from === settings.fleet.start &&
    Math.max(...clean.values.cpu_p95, ...clean.values.memory_p95) < settings.telemetry.synthetic.soft_cap;
  return Object.groupBy(samples.filter(uncapped), ({ clean }) => clean.server.archetype);
}
