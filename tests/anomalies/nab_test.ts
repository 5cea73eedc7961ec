import assert from "node:assert/strict";
import { detect } from "../../lib/anomalies/detect.ts";
import { nabSeries, publishedScores } from "../bench/nab_data.ts";
import { fileScore, normalised, PROFILES } from "../bench/nab_score.ts";
import { configured } from "../configured.ts";

Deno.test("detect: one setting over NAB's 17 CloudWatch files scores above the published random cut forest", async () => {
  const { detection } = configured("anomalies");
  const { standard } = await publishedScores();
  const files = (await nabSeries()).filter(({ file }) => file.startsWith("realAWSCloudwatch/"));
  const ours = files.map(({ times, values, windows }) =>
    fileScore(
      detect(times, values, detection).score,
      windows,
      detection.thresholds.standard,
      PROFILES.standard,
    )
  );
  const forest = ours.map((of, index) => ({
    ...of,
    score: standard.randomCutForest!.scores[files[index]!.file]!,
  }));
  const [score, theirs] = [ours, forest].map((scores) => normalised(scores, PROFILES.standard));
  assert.equal(theirs!.toFixed(1), "57.6");
  assert.ok(score! > theirs!, `${score} is not above ${theirs}`);
});
