/**
 * How far the differences between series in what a model gains last. The record of a series shows what is its own and
 * what was luck; luck does not come again in days that share no forecast.
 */

/** What a model did on one series beside another model: logs of the one's error over the other's. */
export interface Contrast {
  /** Over all days known. */
  whole: number;
  /** Over each window of days, in order. */
  windows: readonly number[];
}

export interface LastingSettings {
  /** Windows so many places apart share no forecast. */
  apart: number;
  /** Standard errors taken off what is found to last, for it is an estimate. */
  standard_errors: number;
}

const LEAST_SERIES = 3;

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Differences from the mean. */
function centred(values: readonly number[]): number[] {
  const middle = mean(values);
  return values.map((value) => value - middle);
}

function pairsApart(windows: number, apart: number): [number, number][] {
  const places = Array.from({ length: windows }, (_, place) => place);
  return places.flatMap((later) =>
    places.filter((earlier) => later - earlier >= apart).map((earlier): [number, number] => [earlier, later])
  );
}

/**
 * Share of the variance between series of their whole record that lasts: the covariance between windows that share
 * no forecast, less its standard error (the one-standard-error rule of Breiman et al. 1984; the error by jackknife over
 * series), over the variance of the record. In a random-effects model it is the weight of a series' own record in the
 * best linear prediction of what comes. 0 where it cannot be told: fewer than three series, or no such windows.
 * @param contrasts  one of each series, all with the same windows
 */
export function lastingShare(
  contrasts: readonly Contrast[],
  { apart, standard_errors }: LastingSettings,
): number {
  const series = contrasts.length;
  const pairs = pairsApart(contrasts[0]?.windows.length ?? 0, apart);
  if (series < LEAST_SERIES || pairs.length === 0) return 0;
  // What a window did to all series alike is nobody's own.
  const windows = contrasts[0]!.windows.map((_, window) =>
    centred(contrasts.map((contrast) => contrast.windows[window]!))
  );
  const products = contrasts.map((_, one) =>
    mean(pairs.map(([earlier, later]) => windows[earlier]![one]! * windows[later]![one]!))
  );
  const covariance = mean(products) * series / (series - 1);
  const spread = centred(products).reduce((sum, difference) => sum + difference ** 2, 0);
  const error = Math.sqrt(spread * series / (series - 1)) / (series - 2);
  const variance = centred(contrasts.map(({ whole }) => whole))
    .reduce((sum, difference) => sum + difference ** 2, 0) / (series - 1);
  const lasting = covariance - standard_errors * error;
  return lasting > 0 && variance > 0 ? Math.min(1, lasting / variance) : 0;
}
