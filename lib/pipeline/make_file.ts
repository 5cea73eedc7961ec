/** Carries out a file phase's work. Apart from make.ts, so that its edits re-run no other phase. */
import type { FilePhase } from "./file_phase.ts";
import { type MakeTask, withWarehouse } from "./make.ts";

/** A file's own task: it may ask where its inputs came from. */
export interface FileTask extends MakeTask {
  /** Content hash of each input. */
  hashes: Readonly<Record<string, string>>;
}

/** Makes the file of a phase. Returns its rows of data and the phase's warnings. */
export async function makeFile(
  phase: FilePhase,
  task: FileTask,
): Promise<{ rows: number; warnings: string[] }> {
  const warnings: string[] = [];
  const rows = await withWarehouse(task, 1, async (warehouse) => {
    const { bytes, rows } = await phase.work(task.settings).content({
      settings: task.settings,
      warehouse,
      hashes: task.hashes,
      warn: (message) => void warnings.push(message),
      document: async ({ name, shape }) => {
        const path = task.inputs[name];
        if (path === undefined) {
          throw new RangeError(`Cannot read "${name}" as a phase must name what it needs`);
        }
        return shape.parse(JSON.parse(await Deno.readTextFile(path)));
      },
    });
    // A stream reads on from the warehouse, which must stay open until the last byte is written.
    await Deno.writeFile(task.output, bytes);
    return rows;
  });
  return { rows, warnings };
}
