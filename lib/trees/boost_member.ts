/** What each thread does that boosts together with others. */
import { type Boosted, trained } from "./boost.ts";
import { Boosting, type BoostSettings } from "./boosting.ts";
import type { Common } from "./common.ts";
import { type Aim, lossOf } from "./loss.ts";
import type { Matrix } from "./matrix.ts";
import { leave, member } from "./team.ts";

export interface Membership {
  /** The member's own columns. */
  matrix: Matrix;
  target: Float64Array;
  aim: Aim;
  settings: BoostSettings;
  seed: number;
  holdout: Int32Array;
  common: Common;
  rank: number;
  size: number;
  /** Words to meet by. */
  meeting: Int32Array;
}

/** Trains along. What stops one member must not leave the others waiting. @returns the trees, and its own bins */
export function boostAsMember(membership: Membership): Boosted {
  const { matrix, target, aim, settings, seed, holdout, common, rank, size, meeting } = membership;
  try {
    const team = member(rank, size, meeting);
    return trained(
      new Boosting(matrix, target, lossOf(aim), settings, seed, holdout, common, team),
      settings,
      holdout,
    );
  } catch (error) {
    leave(meeting);
    throw error;
  }
}
