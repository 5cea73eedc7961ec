/** Change points as augurs finds them: Bayesian online detection (Adams & MacKay 2007), in WebAssembly. */
import init, { ChangepointDetector } from "@bsull/augurs/changepoint";

await init({
  module_or_path: await Deno.readFile(
    new URL(
      import.meta.resolve("@bsull/augurs/changepoint").replace(/changepoint\.js$/, "changepoint_bg.wasm"),
    ),
  ),
});

/**
 * Its detectors, as they come and with changes held to be half as frequent. From a hazardLambda of about 1,000 on
 * normal-gamma sees a change at every step of any series (augurs 0.10.2).
 */
const DETECTORS = {
  "augurs, normal-gamma": () => ChangepointDetector.normalGamma(),
  "augurs, normal-gamma, rarer": () => ChangepointDetector.normalGamma({ hazardLambda: 500 }),
  "augurs, Gaussian process": () => ChangepointDetector.defaultArgpcp(),
};

export type AugursDetector = keyof typeof DETECTORS;
export const AUGURS = Object.keys(DETECTORS) as AugursDetector[];

/** Positions at which the values change. @param values finite, with mean 0 and standard deviation 1 as its priors have */
export function augursChanges(name: AugursDetector, values: Float64Array): number[] {
  const detector = DETECTORS[name]();
  try {
    // It counts the begin as a change.
    return detector.detectChangepoints(values).indices.filter((index) => index > 0);
  } finally {
    detector.free();
  }
}
