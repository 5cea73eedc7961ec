import { cholesky, dot, forwardSolve, solveFactored } from "../numeric/ridge.ts";
import { type ChangeSettings, coefficientsOf } from "./changes.ts";
import { LEVEL } from "./design.ts";
import { type Candidate, likelyExplanations } from "./estimate.ts";
import { atRho } from "./lagged.ts";
import type { Prepared } from "./prepared.ts";
import { evidenceOf } from "./whitened.ts";

/** Effects as a series alone shows them. */
export interface OwnEffects {
  names: string[];
  estimate: Float64Array;
  standard_error: Float64Array;
}

/** So little penalty, in units of the noise, keeps the matrix solvable and leaves the estimates all but unbiased. */
const TRACE = 1e-3;

/** Variance of the noise under an explanation. */
function noiseUnder({ design, evidence, explanation }: Candidate): number {
  const { effects, changes } = coefficientsOf(design, evidence, [explanation]);
  return (evidence.squares - dot(effects, evidence.effects) - dot(changes, evidence.changes)) / evidence.rows;
}

/**
 * Estimates of all effects but the level with their standard errors, by generalised least squares under the likeliest
 * explanation of the series: not held back, so that they can be averaged over series. None for a series without noise.
 */
export function ownEffects(values: Float64Array, prepared: Prepared, settings: ChangeSettings): OwnEffects {
  const best = likelyExplanations(evidenceOf(values, prepared), prepared.whitened, settings)[0]!;
  const { design: { rho, penalties }, evidence, explanation: { changes: chosen } } = best;
  const { effects } = prepared.design;
  const [p, q] = [effects.length, effects.length + chosen.length];
  const among = atRho(prepared.effectsByEffects, rho);
  const matrix = new Float64Array(q * q);
  for (let i = 0; i < p; i++) for (let j = 0; j < p; j++) matrix[i * q + j] = among[i * p + j]!;
  chosen.forEach((change, c) => {
    prepared.effectsByChanges.forEach((lagged, i) => {
      matrix[i * q + p + c] = matrix[(p + c) * q + i] = atRho(lagged, rho)[change]!;
    });
    const products = atRho(prepared.changeProducts(change), rho);
    chosen.forEach((other, d) => matrix[(p + c) * q + p + d] = products[other]!);
  });
  const penalty = Float64Array.of(
    ...effects.map((effect) => Math.min(effect.penalty, TRACE)),
    ...chosen.map((change) => penalties[change]!),
  );
  const factor = cholesky(matrix, penalty);
  const products = Float64Array.of(...evidence.effects, ...chosen.map((change) => evidence.changes[change]!));
  const estimates = solveFactored(factor, products);
  const noise = noiseUnder(best);
  const kept = noise > 0 ? [...effects.keys()].filter((j) => effects[j]!.name !== LEVEL) : [];
  // An entry on the diagonal of the inverse, (LLᵀ)⁻¹, is the squared length of a column of L⁻¹.
  const inverseAt = (j: number) => {
    const unit = new Float64Array(q);
    unit[j] = 1;
    const column = forwardSolve(factor, unit);
    return dot(column, column);
  };
  return {
    names: kept.map((j) => effects[j]!.name),
    estimate: Float64Array.from(kept, (j) => estimates[j]!),
    standard_error: Float64Array.from(kept, (j) => Math.sqrt(noise * inverseAt(j))),
  };
}
