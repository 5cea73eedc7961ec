import assert from "node:assert/strict";
import { type Contrast, lastingShare } from "../../lib/models/selection/lasting.ts";
import { stream } from "../../lib/random/stream.ts";

const settings = { apart: 2, standard_errors: 1 };

const contrast = (whole: number, ...windows: number[]): Contrast => ({ whole, windows });

Deno.test("lastingShare: covariance less its standard error, over the variance", () => {
  // Products of deviations 1, 0, 1: covariance 2 / (3 − 1) = 1, jackknife error √(2/3 · 3/2) / (3 − 2) = 1; variance 1.
  const series = [contrast(1, 1, 1), contrast(0, 0, 0), contrast(-1, -1, -1)];
  const share = (standard_errors: number) => lastingShare(series, { apart: 1, standard_errors });
  assert.deepEqual([0, 0.5, 1].map(share), [1, 0.5, 0]);
});

Deno.test("lastingShare: what a window did to all series alike changes nothing", () => {
  const plain = [contrast(2, 2, 1), contrast(0, 0, 0.5), contrast(-2, -1, -2), contrast(1, 1, 1)];
  const moved = plain.map(({ whole, windows }) => contrast(whole, windows[0]! + 7, windows[1]! - 3));
  const share = (series: Contrast[]) => lastingShare(series, { apart: 1, standard_errors: 0 });
  assert.ok(share(plain) > 0);
  assert.ok(Math.abs(share(moved) - share(plain)) < 1e-12);
});

Deno.test("lastingShare: none with two series, or without windows that share no forecast", () => {
  const alone = [contrast(1, 1, 1, 1), contrast(-1, -1, -1, -1)];
  assert.equal(lastingShare(alone, settings), 0);
  const short = [1, 0.9, -1, -0.9].map((own) => contrast(own, own, own));
  assert.equal(lastingShare(short, settings), 0);
  assert.equal(lastingShare([], settings), 0);
});

/** Series that differ by `lasting` for good and by as much as 1 in each window. */
function simulated(count: number, windows: number, lasting: number): Contrast[] {
  return Array.from({ length: count }, (_, series) => {
    const noise = stream(7, "lasting", series);
    const own = lasting * noise.normal();
    const values = Array.from({ length: windows }, () => own + noise.normal());
    return { whole: values.reduce((sum, value) => sum + value, 0) / windows, windows: values };
  });
}

Deno.test("lastingShare: near what random effects say, and nearer nothing the fewer windows there are", () => {
  const exact = { apart: 1, standard_errors: 0 };
  for (const windows of [3, 8]) {
    // τ² / (τ² + σ² / windows)
    const weight = 0.5 ** 2 / (0.5 ** 2 + 1 / windows);
    const share = lastingShare(simulated(4000, windows, 0.5), exact);
    assert.ok(Math.abs(share - weight) < 0.03, `${windows}: ${share}, not ${weight}`);
  }
  assert.ok(lastingShare(simulated(200, 3, 0.5), settings) < lastingShare(simulated(200, 8, 0.5), settings));
});

Deno.test("lastingShare: alike series rarely look different, and then by little", () => {
  const alike = simulated(4000, 6, 0);
  const shares = Array.from(
    { length: 40 },
    (_, fleet) => lastingShare(alike.slice(100 * fleet, 100 * fleet + 100), settings),
  );
  assert.ok(shares.filter((share) => share > 0).length <= 12, String(shares));
  assert.ok(Math.max(...shares) < 0.35, String(shares));
});
