import type { ShardReply, ShardTask } from "./worker.ts";

/** Workers that make shards side by side. They start with the first task and live until closed. */
export class Pool {
  private readonly idle: Worker[] = [];
  private readonly all: Worker[] = [];

  constructor(readonly size: number) {}

  /**
   * Makes all shards, `size` at a time.
   * @param done  called after each shard with its number of servers
   * @returns the warnings of each shard, in order
   * @throws Error with the first shard's fault
   */
  async makeAll(tasks: readonly ShardTask[], done: (servers: number) => void): Promise<string[][]> {
    const warnings: string[][] = tasks.map(() => []);
    let next = 0;
    const lane = async () => {
      while (next < tasks.length) {
        const index = next++;
        const task = tasks[index]!;
        warnings[index] = await this.make(task);
        done(task.servers.length);
      }
    };
    const lanes = Array.from({ length: Math.min(this.size, tasks.length) }, lane);
    try {
      await Promise.all(lanes);
    } catch (error) {
      next = tasks.length;
      await Promise.allSettled(lanes);
      throw error;
    }
    return warnings;
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
