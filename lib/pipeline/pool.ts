import type { Slots } from "./slots.ts";
import type { ShardReply, ShardTask } from "./worker.ts";

/** Workers that make shards side by side. They start with the first task and live until closed. */
export class Pool {
  private readonly idle: Worker[] = [];
  private readonly all: Worker[] = [];

  constructor(private readonly slots: Slots) {}

  /**
   * Makes all shards, as many at a time as there are places.
   * @param on  told when a shard gets its place, and when it is done
   * @returns the warnings of each shard, in order
   * @throws Error with the first shard's fault
   */
  async makeAll(
    tasks: readonly ShardTask[],
    on: { started(): void; finished(task: ShardTask): void },
  ): Promise<string[][]> {
    let failed = false;
    const made = tasks.map((task) =>
      this.slots.use(async () => {
        if (failed) return [];
        on.started();
        const warnings = await this.make(task);
        on.finished(task);
        return warnings;
      }).catch((error) => {
        failed = true;
        throw error;
      })
    );
    await Promise.allSettled(made);
    return await Promise.all(made);
  }

  private async make(task: ShardTask): Promise<string[]> {
    const worker = this.idle.pop() ?? this.start();
    const reply = await new Promise<ShardReply>((resolve) => {
      worker.onmessage = ({ data }: MessageEvent<ShardReply>) => resolve(data);
      worker.onerror = (event) => {
        event.preventDefault();
        resolve({ error: event.message });
      };
      worker.postMessage(task);
    });
    this.idle.push(worker);
    if ("error" in reply) throw new Error(reply.error);
    return reply.warnings;
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
