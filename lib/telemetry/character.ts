/** What is particular to each server: its role, levels, effects and growth, drawn once from its own streams. */
import type { Metric } from "../pipeline/schemas/columns.ts";
import { type Stream, stream } from "../random/stream.ts";
import { drawGrowth, drawLevelShift, drawSteepGrowth, type LevelShift } from "./events.ts";
import type { GrowthPeriod } from "./growth.ts";
import { type ByMetric, byMetric } from "./metrics.ts";
import {
  archetypeOf,
  environmentActivity,
  type GeneratorSettings,
  type Place,
  type Synthetic,
} from "./settings.ts";

export interface Character {
  role: "ordinary" | "saturating" | "idle";
  /** The metric a saturating server runs out of. */
  bottleneck: Metric | null;
  /** Level of activity; 1 on an ordinary production server. */
  activity: number;
  /** What the archetype's effects are multiplied by. */
  effects: { weekly: number; annual: number; quarterEnd: number; holiday: number };
  /** Days by which the yearly peak is later than the archetype's. */
  peakShift: number;
  levelShift: LevelShift | null;
  /** Rise of disk use within a quarter, as a share. */
  diskFill: number;
  /** Correlation of a day's noise with the day before. */
  autocorrelation: number;
  /** Load at activity 1 on the last day of history, % of capacity. */
  levels: ByMetric<number>;
  /** Exponent with which a metric follows activity. */
  responses: ByMetric<number>;
  /** Standard deviation of the logarithm of the noise. */
  noise: ByMetric<number>;
  growth: ByMetric<readonly GrowthPeriod[]>;
}

type Role = Character["role"];

/** A factor evenly drawn around 1. */
const around1 = (random: Stream, spread: number) => random.between(1 - spread, 1 + spread);

function drawRole(random: Stream, { saturating, idle }: Synthetic): Role {
  const ordinary = 1 - saturating.share - idle.share;
  return random.weighted({ ordinary, saturating: saturating.share, idle: idle.share });
}

function drawActivity(random: Stream, role: Role, server: Place, synthetic: Synthetic): number {
  if (role === "idle") return random.between(...synthetic.idle.activity);
  // A server heading for saturation is busy wherever it runs.
  return role === "saturating" ? 1 : environmentActivity(server, synthetic);
}

function drawEffects(random: Stream, spread: number): Character["effects"] {
  const effect = () => around1(random, spread);
  return { weekly: effect(), annual: effect(), quarterEnd: effect(), holiday: effect() };
}

/**
 * The character of a server. Each part has its own stream, so that changing how one is drawn leaves the others.
 * @throws RangeError when the settings do not list its archetype or environment
 */
export function character(server: Place, settings: GeneratorSettings): Character {
  const { synthetic } = settings.telemetry;
  const { spread, saturating, metrics } = synthetic;
  const archetype = archetypeOf(server, synthetic);
  const draw = (...part: string[]) => stream(settings.fleet.seed, "telemetry", server.server_id, ...part);
  const role = drawRole(draw("role"), synthetic);
  const bottleneck = role === "saturating" ? draw("bottleneck").choice(saturating.metrics) : null;
  const level = (metric: Metric) =>
    metric === bottleneck
      ? draw("level", "bottleneck").between(...saturating.level)
      : archetype.levels[metric] * around1(draw("level", metric), spread.level);
  const growth = (metric: Metric) => {
    const usual = drawGrowth(draw("growth", metric), metric, settings);
    return metric === bottleneck ? drawSteepGrowth(draw("growth", "bottleneck"), usual, settings) : usual;
  };
  return {
    role,
    bottleneck,
    activity: drawActivity(draw("activity"), role, server, synthetic),
    effects: drawEffects(draw("effects"), spread.effects),
    peakShift: draw("peak shift").whole(-spread.peak_days, spread.peak_days),
    levelShift: drawLevelShift(draw("level shift"), settings),
    diskFill: draw("disk fill").between(...synthetic.disk_fill),
    autocorrelation: draw("autocorrelation").between(...synthetic.autocorrelation),
    levels: byMetric(level),
    responses: byMetric((metric) =>
      metrics[metric].activity * around1(draw("response", metric), spread.effects)
    ),
    noise: byMetric((metric) => metrics[metric].noise * around1(draw("noise size", metric), spread.noise)),
    growth: byMetric(growth),
  };
}
