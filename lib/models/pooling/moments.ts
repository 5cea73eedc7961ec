/**
 * Empirical Bayes for one effect over many series: estimates b with known variances s² vary around group means with
 * variance τ², and group means around the mean of all with variance τ_b².
 */

export interface Estimated {
  estimate: number;
  /** Of the estimate, squared standard error; above 0. */
  variance: number;
}

export interface Group {
  name: string;
  estimates: readonly Estimated[];
}

/** Distribution of an effect among the series of a group. */
export interface Prior {
  mean: number;
  /** Variance between series, the doubt about the mean included. */
  variance: number;
}

/** Mean of estimates that vary by `between` beyond their own variances, and the variance of that mean. */
export function weightedMean(estimates: readonly Estimated[], between: number): Estimated {
  let [weights, sum] = [0, 0];
  for (const { estimate, variance } of estimates) {
    weights += 1 / (variance + between);
    sum += estimate / (variance + between);
  }
  return { estimate: sum / weights, variance: 1 / weights };
}

const STEPS = 60;

/**
 * Variance between series within groups, by the method of moments: the τ² at which the weighted squares around group
 * means, Σ (b − mean)² / (s² + τ²), are as many as degrees of freedom (Paule & Mandel 1982, over several groups);
 * 0 when they are fewer already without it.
 */
export function varianceBetween(groups: readonly (readonly Estimated[])[]): number {
  const excess = (between: number) =>
    groups.reduce((sum, estimates) => {
      const { estimate: mean } = weightedMean(estimates, between);
      const squares = estimates.map(({ estimate, variance }) =>
        (estimate - mean) ** 2 / (variance + between)
      );
      return sum + squares.reduce((total, square) => total + square, 0) - (estimates.length - 1);
    }, 0);
  if (excess(0) <= 0) return 0;
  let [low, high] = [0, 1e-6];
  while (excess(high) > 0) [low, high] = [high, 4 * high];
  for (let step = 0; step < STEPS; step++) {
    const middle = (low + high) / 2;
    if (excess(middle) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** What is known of a mean when it is one of several around a common one. */
function shrunk({ estimate, variance }: Estimated, common: Estimated, between: number): Estimated {
  const own = between / (between + variance);
  return {
    estimate: own * estimate + (1 - own) * common.estimate,
    variance: own * variance + (1 - own) ** 2 * common.variance,
  };
}

/** Priors of every group, and of a series that belongs to none. */
export function priorsOf(groups: readonly Group[]): { all: Prior; byGroup: Map<string, Prior> } {
  const within = varianceBetween(groups.map(({ estimates }) => estimates));
  const means = groups.map(({ name, estimates }) => ({ name, ...weightedMean(estimates, within) }));
  const between = varianceBetween([means]);
  const common = weightedMean(means, between);
  const byGroup = means.map((mean): [string, Prior] => {
    const { estimate, variance } = shrunk(mean, common, between);
    return [mean.name, { mean: estimate, variance: variance + within }];
  });
  return {
    all: { mean: common.estimate, variance: common.variance + between + within },
    byGroup: new Map(byGroup),
  };
}
