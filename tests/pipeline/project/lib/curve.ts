export type Curve = (size: number, day: number) => number;
