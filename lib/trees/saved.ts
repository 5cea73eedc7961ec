/** A model as JSON: what is read back predicts the same to the last bit. */
import { z } from "zod";
import { MAX_BINS } from "./bins.ts";
import type { TreesModel } from "./model.ts";
import type { Tree } from "./tree.ts";

const node = z.int().min(0);

const savedTree = z.strictObject({
  column: z.array(z.int().min(-1)).min(1).describe("Column a node is parted by; -1 for a leaf"),
  code: z.array(z.int().min(0).max(MAX_BINS - 1)).describe("Bins up to this one go left"),
  missing_left: z.array(z.int().min(0).max(1)).describe("1 where missing values go left"),
  left: z.array(node).describe("Left child, the right one follows; 0 for a leaf"),
  value: z.array(z.number()).describe("What a leaf predicts"),
}).superRefine(({ column, code, missing_left, left, value }, context) => {
  const lengths = [code, missing_left, left, value].map(({ length }) => length);
  if (lengths.some((length) => length !== column.length)) {
    context.addIssue({
      code: "custom",
      message: `lists must be as long as column (${column.length}): ${lengths}`,
    });
  }
  // A child after its parent: every walk from the root ends.
  const astray = column.findIndex((by, at) => by >= 0 && !(left[at]! > at && left[at]! + 1 < column.length));
  if (astray >= 0) {
    context.addIssue({ code: "custom", message: `children must come after node ${astray}: ${left[astray]}` });
  }
});

const savedBins = z.strictObject({
  name: z.string().describe("Name of the column"),
  edges: z.array(z.number()).max(MAX_BINS - 1).describe("Upper edges of all bins but the last, ascending"),
}).refine(({ edges }) => edges.every((edge, index) => index === 0 || edge > edges[index - 1]!), {
  message: "edges must ascend",
});

/** The shape of a saved model. */
export const savedModel = z.strictObject({
  format: z.literal("trees-1").describe("Changes when older files can no longer be read"),
  bins: z.array(savedBins).min(1).describe("Columns in order, and where each is cut"),
  start: z.number().describe("Predicted before any tree"),
  factor: z.number().describe("Factor of every tree"),
  trees: z.array(savedTree).describe("In the order they were grown"),
}).superRefine(({ bins, trees }, context) => {
  const unknown = trees.findIndex(({ column }) => column.some((by) => by >= bins.length));
  if (unknown >= 0) {
    context.addIssue({
      code: "custom",
      message: `tree ${unknown} must use one of the ${bins.length} columns`,
    });
  }
});

export type SavedModel = z.infer<typeof savedModel>;

/** The model as plain values, ready for JSON. */
export const save = ({ bins, start, factor, trees }: TreesModel): SavedModel => ({
  format: "trees-1",
  bins: bins.map(({ name, edges }) => ({ name, edges: [...edges] })),
  start,
  factor,
  trees: trees.map(({ column, code, missingLeft, left, value }) => ({
    column: [...column],
    code: [...code],
    missing_left: [...missingLeft],
    left: [...left],
    value: [...value],
  })),
});

const tree = ({ column, code, missing_left, left, value }: SavedModel["trees"][number]): Tree => ({
  column: Int32Array.from(column),
  code: Uint8Array.from(code),
  missingLeft: Uint8Array.from(missing_left),
  left: Int32Array.from(left),
  value: Float64Array.from(value),
});

/**
 * The model that was saved.
 * @param saved  parsed JSON
 * @throws ZodError when it is not of the shape, or no walk through its trees would end
 */
export function load(saved: unknown): TreesModel {
  const { bins, start, factor, trees } = savedModel.parse(saved);
  return {
    bins: bins.map(({ name, edges }) => ({ name, edges: Float64Array.from(edges) })),
    start,
    factor,
    trees: trees.map(tree),
  };
}
