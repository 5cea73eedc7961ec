import type { Places } from "./slots.ts";
import type { WorkerReply, WorkerResult, WorkerTask } from "./worker.ts";

/** Workers that make shards and whole snapshots side by side. They start with the first task and live until closed. */
export class Pool {
  private readonly idle: Worker[] = [];
  private readonly all: Worker[] = [];

  /**
   * Makes all of some shards, or a whole snapshot, as many at a time as there are places.
   * @param finished  told of each shard when it is done
   * @returns the warnings of each shard and the settings it read, in order
   * @throws Error with the first shard's fault
   */
  async makeAll(
    tasks: readonly WorkerTask[],
    places: Places,
    finished: (task: WorkerTask) => void,
  ): Promise<WorkerResult[]> {
    let failed = false;
    const made = tasks.map((task) =>
      places.use(async () => {
        if (failed) return { warnings: [], reads: [] };
        const result = await this.make(task);
        finished(task);
        return result;
      }).catch((error) => {
        failed = true;
        throw error;
      })
    );
    await Promise.allSettled(made);
    return await Promise.all(made);
  }

  private async make(task: WorkerTask): Promise<WorkerResult> {
    const worker = this.idle.pop() ?? this.start();
    const reply = await new Promise<WorkerReply>((resolve) => {
      worker.onmessage = ({ data }: MessageEvent<WorkerReply>) => resolve(data);
      worker.onerror = (event) => {
        event.preventDefault();
        resolve({ error: event.message });
      };
      worker.postMessage(task);
    });
    this.idle.push(worker);
    if ("error" in reply) throw new Error(reply.error);
    return reply;
  }

  private start(): Worker {
    const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    this.all.push(worker);
    return worker;
  }

  close(): void {
    for (const worker of this.all) worker.terminate();
  }
}
