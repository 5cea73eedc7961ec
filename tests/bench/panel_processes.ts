/**
 * Panels made by processes whose truth is known, many of them of a single series: half of the kinds to look at while
 * the engine is worked on, half to be judged by once it is done.
 */
import { type Stream, stream } from "../../lib/random/stream.ts";
import type { Collection, Steps } from "./panel_collections.ts";

type Make = (draws: Stream, n: number, common: Float64Array) => Float64Array;

const filled = (n: number, at: (t: number) => number) => Float64Array.from({ length: n }, (_, t) => at(t));
const wave = (t: number, period: number, phase = 0) => Math.sin(2 * Math.PI * (t / period + phase));
const sums = (steps: Float64Array) => {
  let sum = 0;
  return steps.map((step) => sum += step);
};
const white = ({ normal }: Stream, n: number, sd = 1) => filled(n, () => sd * normal());

/** First-order autoregression with a standard deviation of 1. */
function persistent({ normal }: Stream, n: number, rho: number): Float64Array {
  let last = normal();
  return filled(n, () => last = rho * last + Math.sqrt(1 - rho * rho) * normal());
}

/** Student's t with three degrees of freedom. */
function heavy({ normal }: Stream): number {
  const chi = normal() ** 2 + normal() ** 2 + normal() ** 2;
  return normal() / Math.sqrt(chi / 3);
}

function poisson({ uniform, normal }: Stream, rate: number): number {
  if (rate > 50) return Math.max(0, Math.round(rate + Math.sqrt(rate) * normal()));
  let count = 0;
  for (let product = uniform(); product > Math.exp(-rate); product *= uniform()) count++;
  return count;
}

const weekOf = (draws: Stream, sd: number) => white(draws, 7, sd);

/** (0,1,1)(0,1,1) with a week, the airline model of Box and Jenkins. */
const airline: Make = (draws, n) => {
  const [theta, seasonal] = [draws.between(0.3, 0.8), draws.between(0.5, 0.9)];
  const e = white(draws, n + 8);
  const y = new Float64Array(n + 8).map(() => 100);
  for (let t = 8; t < y.length; t++) {
    const noise = e[t]! - theta * e[t - 1]! - seasonal * e[t - 7]! + theta * seasonal * e[t - 8]!;
    y[t] = y[t - 1]! + y[t - 7]! - y[t - 8]! + noise;
  }
  return y.slice(8);
};

const walkWithDrift: Make = (draws, n) => {
  const drift = draws.between(-0.1, 0.1);
  const steps = sums(white(draws, n).map((step) => step + drift));
  return steps.map((value) => 1000 + value);
};

/** Two states, each with a mean and a spread of its own, that last for weeks. */
const regimes: Make = (draws, n) => {
  const week = weekOf(draws, 1);
  const states = [{ mean: 40, sd: 1.5 }, { mean: 40 + draws.between(5, 20), sd: draws.between(2, 6) }];
  let state = 0;
  const noise = persistent(draws, n, 0.4);
  return filled(n, (t) => {
    if (draws.chance(1 / 60)) state = 1 - state;
    return states[state]!.mean + week[t % 7]! + states[state]!.sd * noise[t]!;
  });
};

const heavyTails: Make = (draws, n) => {
  const week = weekOf(draws, 3);
  return filled(n, (t) => 60 + week[t % 7]! + 2 * heavy(draws));
};

/** Servers behind one balancer: nearly all of what happens happens to all. */
const nearDuplicates: Make = (draws, n, common) => {
  const [level, own] = [draws.between(20, 50), draws.between(0.3, 1)];
  return filled(n, (t) => level * (1 + 0.1 * common[t]! + 0.01 * own * draws.normal()));
};

const saturating: Make = (draws, n) => {
  const [middle, pace, top] = [draws.between(0.5, 1.1) * n, draws.between(40, 120), draws.between(70, 95)];
  const week = weekOf(draws, 0.03);
  const noise = persistent(draws, n, 0.5);
  return filled(
    n,
    (t) =>
      Math.min(
        100,
        (20 + (top - 20) / (1 + Math.exp(-(t - middle) / pace))) * (1 + week[t % 7]!) + noise[t]!,
      ),
  );
};

/** Log prices whose volatility clusters: GARCH(1,1) with normal innovations. */
const volatile: Make = (draws, n) => {
  let variance = 1e-4;
  let last = 0;
  let level = Math.log(100);
  return filled(n, () => {
    variance = 2e-6 + 0.1 * last * last + 0.88 * variance;
    last = Math.sqrt(variance) * draws.normal();
    return Math.exp(level += last);
  });
};

/** A day, a working week and a few holidays that look like Sundays. */
const hoursWithHolidays: Make = (draws, n) => {
  const [depth, rest, phase] = [draws.between(0.3, 0.8), draws.between(0.3, 0.8), draws.uniform()];
  const noise = persistent(draws, n, 0.85);
  const holidays = new Set(Array.from({ length: Math.ceil(n / 24 / 30) }, () => draws.whole(0, n / 24)));
  return filled(n, (t) => {
    const day = Math.floor(t / 24);
    const quiet = day % 7 > 4 || holidays.has(day) ? rest : 1;
    return 200 * quiet * Math.exp(depth * wave(t, 24, phase) + 0.08 * noise[t]!);
  });
};

const hours: Make = (draws, n) => {
  const [depth, phase] = [draws.between(2, 10), draws.uniform()];
  const fast = persistent(draws, n, 0.9);
  const slow = persistent(draws, n, 0.99);
  return filled(n, (t) => 50 + depth * wave(t, 24, phase) + 2 * fast[t]! + 3 * slow[t]!);
};

/** Level and slope both wander. */
const localTrend: Make = (draws, n) => {
  const slopes = sums(white(draws, n, 0.02));
  const levels = sums(slopes.map((slope) => slope + 0.2 * draws.normal()));
  return levels.map((level) => 500 + level + draws.normal());
};

const growingWithGaps: Make = (draws, n) => {
  const [growth, week] = [draws.between(-0.2, 0.6), weekOf(draws, 0.1)];
  const noise = persistent(draws, n, 0.3);
  return filled(
    n,
    (t) => draws.chance(0.05) ? NaN : 80 * Math.exp(growth * t / 365 + week[t % 7]! + 0.05 * noise[t]!),
  );
};

/** A year, a week and a level that wanders. */
const wanderingYear: Make = (draws, n) => {
  const [size, phase, week] = [draws.between(5, 20), draws.uniform(), weekOf(draws, 4)];
  const level = sums(white(draws, n, 0.5));
  const noise = persistent(draws, n, 0.5);
  return filled(n, (t) => 200 + level[t]! + size * wave(t, 365.25, phase) + week[t % 7]! + 3 * noise[t]!);
};

/** Fractionally integrated noise, d = 0.4. */
const longMemory: Make = (draws, n) => {
  const e = white(draws, n + 500);
  const weights = new Float64Array(500);
  weights[0] = 1;
  for (let k = 1; k < 500; k++) weights[k] = weights[k - 1]! * (k - 1 + 0.4) / k;
  return filled(n, (t) => 50 + weights.reduce((sum, weight, k) => sum + weight * e[t + 500 - k]!, 0));
};

const counts: Make = (draws, n) => {
  const [base, week] = [draws.between(0, 4), weekOf(draws, 0.3)];
  const level = sums(white(draws, n, 0.03));
  return filled(n, (t) => poisson(draws, Math.exp(base + level[t]! + week[t % 7]!)));
};

/** A week whose shape wanders. */
const seasonalWalk: Make = (draws, n) => {
  const week = weekOf(draws, 5);
  return filled(n, (t) => (week[t % 7]! += 0.5 * draws.normal()) + 100 + draws.normal());
};

/** Log prices with stochastic volatility and drift. */
const prices: Make = (draws, n) => {
  const volatility = persistent(draws, n, 0.98);
  const [drift, base] = [draws.between(-3e-4, 5e-4), draws.between(2, 6)];
  return sums(volatility.map((v) => drift + 0.012 * Math.exp(0.5 * v) * draws.normal()))
    .map((log) => Math.exp(base + log));
};

const burstyHours: Make = (draws, n) => {
  const phase = draws.uniform();
  let burst = 0;
  return filled(n, (t) => {
    burst = draws.chance(0.02) ? draws.between(1, 3) : 0.8 * burst;
    return poisson(draws, 3 * Math.exp(0.8 * wave(t, 24, phase) + burst));
  });
};

const workingWeek: Make = (draws, n) => {
  const [night, rest] = [draws.between(0.1, 0.6), draws.between(0.2, 0.9)];
  const noise = persistent(draws, n, 0.7);
  return filled(n, (t) => {
    const busy = t % 24 >= 8 && t % 24 < 18 ? 1 : night;
    return 40 * busy * (Math.floor(t / 24) % 7 > 4 ? rest : 1) + 2 + 1.5 * noise[t]!;
  });
};

const meanReverting: Make = (draws, n) =>
  persistent(draws, n, draws.between(0.8, 0.97)).map((x) => 30 + 4 * x);

/** Capacity filled in steps: customers come, and rarely go. */
const staircase: Make = (draws, n) => {
  const week = weekOf(draws, 0.8);
  let level = draws.between(100, 200);
  return filled(n, (t) => {
    if (draws.chance(1 / 50)) level += draws.between(-5, 15);
    return level + week[t % 7]! + draws.normal();
  });
};

const nearDuplicateHours: Make = (draws, n, common) => {
  const level = draws.between(10, 60);
  return filled(
    n,
    (t) => Math.min(100, level * (1 + 0.3 * wave(t, 24) + 0.1 * common[t]! + 0.02 * draws.normal())),
  );
};

/** Growth that changes now and then, a year and a week: what Prophet is made for. */
const bendingYear: Make = (draws, n) => {
  const [size, phase, week] = [draws.between(0.1, 0.4), draws.uniform(), weekOf(draws, 0.15)];
  const noise = persistent(draws, n, 0.6);
  let [slope, level] = [draws.between(-0.3, 0.6), draws.between(3, 8)];
  return filled(n, (t) => {
    if (draws.chance(1 / 300)) slope += 0.4 * draws.normal();
    level += slope / 365;
    return Math.exp(level + size * wave(t, 365.25, phase) + week[t % 7]! + 0.08 * noise[t]!);
  });
};

const laplace: Make = (draws, n) =>
  filled(n, () => 20 + (draws.chance(0.5) ? 1 : -1) * -3 * Math.log(1 - draws.uniform()));

/** Quiet, and now and then an outbreak that dies away. */
const outbreaks: Make = (draws, n) => {
  let excess = 0;
  return filled(n, () => {
    excess = draws.chance(1 / 80) ? draws.between(20, 60) : 0.85 * excess;
    return 10 + excess + Math.abs(draws.normal());
  });
};

const boundedHoursWithGaps: Make = (draws, n) => {
  const [centre, depth] = [draws.between(-2, 1), draws.between(0.2, 1.5)];
  const noise = persistent(draws, n, 0.95);
  return filled(
    n,
    (t) => draws.chance(0.05) ? NaN : 100 / (1 + Math.exp(-(centre + depth * wave(t, 24) + 0.5 * noise[t]!))),
  );
};

const DAILY = { frequency: "daily", season: 7 } as const;
const HOURLY = { frequency: "hourly", season: 24 } as const;

/** Panels of some series each, of n known steps and the horizon. */
function made(
  of: typeof DAILY | typeof HOURLY,
  name: string,
  make: Make,
  [panels, together]: readonly [number, number],
  [known, horizon]: readonly [number, number],
): Collection {
  const n = known + horizon;
  const series: Steps[] = Array.from({ length: panels * together }, (_, id) => {
    const common = persistent(stream(17, "processes", name, Math.floor(id / together)), n, 0.9);
    const start = 19000 * (of.frequency === "hourly" ? 24 : 1);
    return { start, values: make(stream(17, "processes", name, "series", id), n, common) };
  });
  return { ...of, name: `${name}, ${together} × ${panels}`, horizon, backs: [horizon], together, series };
}

/** Kinds to look at. */
export const open = (): Collection[] => [
  made(DAILY, "airline model", airline, [48, 1], [365, 28]),
  made(DAILY, "walks, half a year", walkWithDrift, [30, 2], [730, 180]),
  made(DAILY, "regimes", regimes, [3, 16], [500, 28]),
  made(DAILY, "heavy tails, 8 weeks", heavyTails, [6, 12], [56, 14]),
  made(DAILY, "near-duplicates", nearDuplicates, [9, 20], [120, 30]),
  made(DAILY, "saturating", saturating, [42, 1], [400, 90]),
  made(DAILY, "volatile prices", volatile, [24, 4], [600, 14]),
  made(HOURLY, "hours with holidays", hoursWithHolidays, [3, 10], [1400, 168]),
  made(HOURLY, "hours", hours, [42, 1], [600, 48]),
  made(DAILY, "wandering trends", localTrend, [27, 2], [300, 60]),
  made(DAILY, "growth, 5 % missing", growingWithGaps, [3, 14], [365, 56]),
  made(DAILY, "wandering year", wanderingYear, [18, 3], [1100, 365]),
];

/** Kinds to be judged by, once. */
export const sealed = (): Collection[] => [
  made(DAILY, "long memory", longMemory, [48, 1], [500, 60]),
  made(DAILY, "counts", counts, [3, 16], [200, 28]),
  made(DAILY, "wandering weeks", seasonalWalk, [24, 2], [400, 56]),
  made(DAILY, "prices, a quarter", prices, [24, 3], [900, 90]),
  made(HOURLY, "bursty hours, 10 days", burstyHours, [3, 16], [240, 24]),
  made(HOURLY, "working week", workingWeek, [30, 1], [1000, 168]),
  made(DAILY, "mean-reverting", meanReverting, [48, 1], [250, 30]),
  made(DAILY, "staircases", staircase, [18, 4], [700, 120]),
  made(HOURLY, "near-duplicate hours", nearDuplicateHours, [6, 16], [500, 48]),
  made(DAILY, "bending year", bendingYear, [30, 1], [1461, 365]),
  made(DAILY, "Laplace, 12 weeks", laplace, [6, 12], [84, 21]),
  made(DAILY, "outbreaks", outbreaks, [3, 14], [600, 28]),
  made(HOURLY, "bounded, 5 % missing", boundedHoursWithGaps, [3, 12], [700, 72]),
];
