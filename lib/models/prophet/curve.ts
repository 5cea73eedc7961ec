/**
 * Prophet's mean: trend and effects. The trend bends at the changepoints and is a straight line or a logistic curve
 * in between; effects are added to it, or scale it.
 */
import { gram } from "../numeric/gram.ts";
import { type Columns, dot } from "../numeric/ridge.ts";
import { bends, bent, productsWithBends } from "./changepoints.ts";
import { type Design, FIRST_CHANGE, firstEffect, OFFSET, SLOPE } from "./design.ts";

export interface Curve {
  /** Upper end of logistic growth, in scaled units; Infinity: the trend is linear. */
  cap: number;
  effects: "additive" | "multiplicative";
}

export const isLinear = ({ cap, effects }: Curve): boolean => cap === Infinity && effects === "additive";

export const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/** Trend of a predictor: the predictor itself, or where it lies between 0 and the cap. */
export const trendOf = ({ cap }: Curve, predictor: number): number =>
  cap === Infinity ? predictor : cap * logistic(predictor);

/**
 * What the trend is made of, by time: offset + slope · time, bent at the changepoints. Prophet writes a logistic trend
 * as slope · (time − m) with piecewise shifts of m that make it continuous: the same sum, with offset −slope · m.
 */
export function predictorOf({ changepoints }: Design, b: Float64Array) {
  const [slope, offset] = [b[SLOPE]!, b[OFFSET]!];
  const changes = b.subarray(FIRST_CHANGE);
  return (time: number): number => offset + slope * time + bent(changepoints, changes, time);
}

/** What Prophet calls m, which has a normal prior: the value of a linear trend at time 0, or the logistic's midpoint. */
export const midpoint = ({ cap }: Curve, b: Float64Array): number =>
  cap === Infinity ? b[OFFSET]! : -b[OFFSET]! / b[SLOPE]!;

/** Parts of the mean, one value per time. */
export interface Parts {
  trend: Float64Array;
  /** Sum of seasons and regressors; a share of the trend when effects scale it. */
  effects: Float64Array;
  mean: Float64Array;
}

export function partsAt(
  curve: Curve,
  design: Design,
  b: Float64Array,
  times: Float64Array,
  columns: Columns,
): Parts {
  const trend = new Float64Array(times.length);
  const predictor = predictorOf(design, b);
  for (let row = 0; row < trend.length; row++) {
    trend[row] = trendOf(curve, predictor(times[row]!));
  }
  const effects = new Float64Array(times.length);
  const first = firstEffect(design);
  columns.forEach((column, index) => {
    const size = b[first + index]!;
    for (let row = 0; row < effects.length; row++) effects[row]! += size * column[row]!;
  });
  const mean = new Float64Array(times.length);
  for (let row = 0; row < mean.length; row++) {
    const effect = effects[row]!;
    mean[row] = curve.effects === "additive" ? trend[row]! + effect : trend[row]! * (1 + effect);
  }
  return { trend, effects, mean };
}

/** The mean near some coefficients as a straight function of them. */
export interface Linearised {
  /** Inner products of the derivatives by coefficient, p × p. */
  gram: Float64Array;
  /** Inner products of the derivatives with what is not explained, p values. */
  towards: Float64Array;
}

function product(a: Float64Array, b: Float64Array): Float64Array {
  const column = new Float64Array(a.length);
  for (let row = 0; row < column.length; row++) column[row] = a[row]! * b[row]!;
  return column;
}

/** Derivatives of the mean on history; those by changes of slope are bends times that by the offset. */
interface Derivatives {
  slope: Float64Array;
  offset: Float64Array;
  effects: Columns;
}

function derivatives(curve: Curve, design: Design, { trend, effects }: Parts): Derivatives {
  const { cap } = curve;
  const { times, effectColumns } = design;
  const scaling = curve.effects === "multiplicative";
  const steepness = cap === Infinity
    ? new Float64Array(times.length).fill(1)
    : trend.map((value) => value * (1 - value / cap));
  const trendWeight = scaling ? steepness.map((value, row) => value * (1 + effects[row]!)) : steepness;
  return {
    slope: product(trendWeight, times),
    offset: trendWeight,
    effects: scaling ? effectColumns.map((column) => product(column, trend)) : effectColumns,
  };
}

/** Inner products of derivatives; effects with each other are known when they are only added. */
function gramOf(curve: Curve, design: Design, { slope, offset, effects }: Derivatives) {
  const { changepoints, times, ridge, effectGram } = design;
  const p = ridge.length;
  const first = firstEffect(design);
  const matrix = new Float64Array(p * p);
  const put = (i: number, j: number, value: number) => {
    matrix[i * p + j] = value;
    matrix[j * p + i] = value;
  };
  [slope, offset, ...bends(changepoints, times, offset), ...effects].forEach((column, i) =>
    productsWithBends(changepoints, times, column, offset)
      .forEach((value, j) => put(i, FIRST_CHANGE + j, value))
  );
  [slope, offset].forEach((column, i) => {
    [slope, offset].forEach((other, j) => put(i, j, dot(column, other)));
    effects.forEach((effect, j) => put(i, first + j, dot(column, effect)));
  });
  const known = curve.effects === "additive" ? effectGram : gram(effects);
  for (let i = 0; i < effects.length; i++) {
    matrix.set(known.subarray(i * effects.length, (i + 1) * effects.length), (first + i) * p + first);
  }
  return matrix;
}

/** A linear trend with added effects has the same products everywhere: worked out once per design. */
const linearGrams = new WeakMap<Design, Float64Array>();

/** @param left  what is not explained, one value per row of history */
export function linearise(
  curve: Curve,
  design: Design,
  parts: Parts,
  left: Float64Array,
): Linearised {
  const by = derivatives(curve, design, parts);
  const known = isLinear(curve) ? linearGrams.get(design) : undefined;
  const gram = known ?? gramOf(curve, design, by);
  if (isLinear(curve)) linearGrams.set(design, gram);
  const towards = Float64Array.of(
    dot(by.slope, left),
    dot(by.offset, left),
    ...productsWithBends(design.changepoints, design.times, left, by.offset),
    ...by.effects.map((column) => dot(column, left)),
  );
  return { gram, towards };
}
