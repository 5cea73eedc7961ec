import type { Answer, Part } from "../../pipeline/schemas/answers.ts";
import { share } from "../../wording/format.ts";
import type { Facts } from "../facts.ts";
import { figure, say } from "../sentence.ts";

const better = (gain: number): string => gain >= 0 ? "better" : "worse";

/** Which model forecasts best, and is that good enough? */
export function models({ summary: { forecasting } }: Facts): Answer {
  const { selected, possible_gain } = forecasting;
  if (selected === null || selected.gain_vs_baseline === null) {
    return {
      sentence: say`No model could be scored: no series has enough history for a backtest.`,
      figures: [],
    };
  }
  const { gain_vs_baseline: gain, gain_vs_best_naive: naive, coverage_80 } = selected;
  return {
    sentence: say`The models selected per series are ${
      figure("gain_vs_baseline", gain, "share", share(Math.abs(gain)))
    } ${better(gain)} than the weekday mean${
      naive === null
        ? ""
        : naive === gain
        ? ", the best naive model"
        : share(Math.abs(naive)) === share(0)
        ? " and as good as the best naive model"
        : ` and ${share(Math.abs(naive))} ${better(naive)} than the best naive model`
    }. ${possible(possible_gain, selected.share_of_possible)} ${
      coverage_80 === null
        ? ""
        : say`Their 80 % intervals held ${
          figure("coverage_80", coverage_80, "share", share(coverage_80, 1))
        } of the time.`
    }`,
    figures: [],
  };
}

function possible(gain: number | null, reached: number | null): Part[] {
  if (gain === null) {
    return say`How much better anything could be is not known, since nobody knows the true load of real servers.`;
  }
  return say`Knowing the noiseless load of this fleet would gain ${
    figure("possible_gain", gain, "share", share(gain))
  }, ${reached === null ? "" : `so they reach ${share(reached)} of that`}.`;
}
