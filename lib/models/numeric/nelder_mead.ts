/**
 * Minimum of a function without its derivatives (Nelder & Mead 1965; reflection 1, expansion 2, contraction and
 * shrinkage ½). Deterministic: same start, same answer.
 */
export interface Minimum {
  at: readonly number[];
  value: number;
  evaluations: number;
}

export interface NelderMeadOptions {
  /** Size of the first simplex along each axis. */
  step: number;
  /** Stops when the values at the corners differ by less than this share. */
  tolerance: number;
  maxEvaluations: number;
}

interface Corner {
  at: number[];
  value: number;
}

const along = (from: readonly number[], to: readonly number[], share: number): number[] =>
  from.map((value, axis) => value + share * (to[axis]! - value));

function centroid(corners: readonly Corner[]): number[] {
  return corners[0]!.at.map((_, axis) =>
    corners.reduce((sum, { at }) => sum + at[axis]!, 0) / corners.length
  );
}

/**
 * @param f      function of n numbers; must return a number (Infinity where it is not defined)
 * @param start  where to begin, n numbers
 */
export function nelderMead(
  f: (at: readonly number[]) => number,
  start: readonly number[],
  { step, tolerance, maxEvaluations }: NelderMeadOptions,
): Minimum {
  let evaluations = 0;
  const corner = (at: number[]): Corner => {
    evaluations++;
    return { at, value: f(at) };
  };
  const corners = [corner([...start])];
  for (let axis = 0; axis < start.length; axis++) {
    corners.push(corner(start.map((value, other) => other === axis ? value + step : value)));
  }
  const order = () => corners.sort((a, b) => a.value - b.value);
  order();

  while (evaluations < maxEvaluations) {
    const best = corners[0]!;
    const worst = corners[corners.length - 1]!;
    if (worst.value - best.value <= tolerance * Math.abs(best.value)) break;
    const middle = centroid(corners.slice(0, -1));
    const reflected = corner(along(middle, worst.at, -1));
    if (reflected.value < best.value) {
      const expanded = corner(along(middle, worst.at, -2));
      corners[corners.length - 1] = expanded.value < reflected.value ? expanded : reflected;
    } else if (reflected.value < corners[corners.length - 2]!.value) {
      corners[corners.length - 1] = reflected;
    } else {
      const contracted = corner(along(middle, reflected.value < worst.value ? reflected.at : worst.at, 0.5));
      if (contracted.value < Math.min(reflected.value, worst.value)) corners[corners.length - 1] = contracted;
      else for (let i = 1; i < corners.length; i++) corners[i] = corner(along(best.at, corners[i]!.at, 0.5));
    }
    order();
  }
  return { ...corners[0]!, evaluations };
}
