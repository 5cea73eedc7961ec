/**
 * Scores `lib/anomalies` and every published detector on the Numenta Anomaly Benchmark: the 17 CloudWatch series, in
 * the half on which settings were chosen and the half that was not looked at, and 3 series with known causes. Then what
 * they find for so many false alarms: tests/bench/events.ts says what counts.
 */
import { cpuUsage } from "node:process";
import { commandLine } from "../../lib/pipeline/command_line.ts";
import { detect } from "../../lib/anomalies/detect.ts";
import { stream } from "../../lib/random/stream.ts";
import { configured } from "../configured.ts";
import { FINDING_HEADER, findingLine, fromThreshold, type Judged, withinAlarms } from "./events.ts";
import { type Labelled, nabSeries, type Published, publishedScores } from "./nab_data.ts";
import { type FileScore, fileScore, normalised, probation, type Profile, PROFILES } from "./nab_score.ts";

const { values: { files } } = commandLine(import.meta.url, { options: { files: { type: "boolean" } } });

/** Alarms of one series within four hours of 5-minute rows count once. */
const GAP = 48;
/** False alarms allowed per 1,000 rows. */
const BUDGETS = [0.2, 1, 2];

/** Files by what is known of them: every second CloudWatch file, and the known causes, served to choose settings. */
function parts(series: readonly Labelled[]): Record<string, Labelled[]> {
  const cloudwatch = series.filter(({ file }) => file.startsWith("realAWSCloudwatch/"));
  return {
    "all 17": cloudwatch,
    "chosen on": cloudwatch.filter((_, index) => index % 2 === 1),
    "not seen": cloudwatch.filter((_, index) => index % 2 === 0),
    "known causes": series.filter(({ file }) => file.startsWith("realKnownCause/")),
  };
}

const { detection } = configured("anomalies");
const series = await nabSeries();
const published = await publishedScores();
const started = performance.now();
const before = cpuUsage();
const scores = new Map(
  series.map(({ file, times, values }) => [file, detect(times, values, detection).score]),
);
const seconds = (performance.now() - started) / 1000;
const used = cpuUsage(before);
const points = series.reduce((sum, { values }) => sum + values.length, 0);

const ours = ({ file, windows }: Labelled, threshold: number, profile: Profile): FileScore =>
  fileScore(scores.get(file)!, windows, threshold, profile);

function theirs({ scores }: Published["standard"][string], { file, windows }: Labelled): FileScore {
  return { score: scores[file] ?? NaN, found: NaN, windows: windows.length, false_positives: NaN };
}

const cell = (value: number) => (Number.isNaN(value) ? "–" : value.toFixed(1)).padStart(14);
const groups = parts(series);
const line = (name: string, score: (of: Labelled[]) => number) =>
  console.log(name.padEnd(28) + Object.values(groups).map((of) => cell(score(of))).join(""));

console.log("".padEnd(28) + Object.keys(groups).map((name) => name.padStart(14)).join(""));
for (const name of ["standard", "low_fp", "low_fn"] as const) {
  const threshold = detection.thresholds[name];
  const profile = PROFILES[name];
  line(
    `ours, ${name} (from ${threshold})`,
    (of) => normalised(of.map((labelled) => ours(labelled, threshold, profile)), profile),
  );
}
const ranked = Object.entries(published.standard)
  .map(([name, detector]) => ({
    name,
    score: (of: Labelled[]) =>
      normalised(of.map((labelled) => theirs(detector, labelled)), PROFILES.standard),
  }))
  .sort((a, b) => b.score(groups["all 17"]!) - a.score(groups["all 17"]!));
for (const { name, score } of ranked) line(`${name}, standard`, score);

/** Scores of a series by the name of the detector that gave them. */
const detectors: Record<string, (of: Labelled) => Float64Array> = {
  "ours": ({ file }) => scores.get(file)!,
  "windowedGaussian, as published": ({ windowed_gaussian }) => windowed_gaussian,
  "random numbers": ({ file, values }) => {
    const random = stream(1, "random scores", file);
    return values.map(() => random.uniform());
  },
};
const judgedBy = (detector: string, of: readonly Labelled[]): Judged[] =>
  of.map((labelled) => ({
    scores: detectors[detector]!(labelled),
    windows: labelled.windows,
    learning: probation(labelled.values.length),
  }));
for (const part of ["all 17", "not seen"]) {
  for (const budget of BUDGETS) {
    console.log(`\n${part}, at most ${budget} false alarms per 1,000 rows\n${FINDING_HEADER}`);
    for (const name of Object.keys(detectors)) {
      console.log(findingLine(name, withinAlarms(judgedBy(name, groups[part]!), GAP, budget)));
    }
  }
  const { standard } = detection.thresholds;
  console.log(`\n${part}, as published and as configured\n${FINDING_HEADER}`);
  console.log(findingLine("ours", fromThreshold(judgedBy("ours", groups[part]!), GAP, standard)));
  const gaussian = "windowedGaussian, as published";
  const { threshold } = published.standard.windowedGaussian!;
  console.log(findingLine(gaussian, fromThreshold(judgedBy(gaussian, groups[part]!), GAP, threshold)));
}
console.log("");

if (files) {
  for (const labelled of series) {
    const { score, found, windows, false_positives } = ours(
      labelled,
      detection.thresholds.standard,
      PROFILES.standard,
    );
    console.log(
      `${labelled.file.padEnd(60)}${
        score.toFixed(2).padStart(7)
      }  ${found} of ${windows} found, ${false_positives} false`,
    );
  }
}
const cpu = (used.user + used.system) / points;
console.log(
  `${points} points in ${seconds.toFixed(1)} s on one core: ${Math.round(points / seconds)} a second, ` +
    `${cpu.toFixed(1)} CPU seconds per million`,
);
