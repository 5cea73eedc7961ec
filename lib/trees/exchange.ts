/** Members of a team tell each other the best splits of their columns. */
import { sharedDoubles } from "./shared.ts";
import type { Split } from "./split.ts";
import type { Team } from "./team.ts";

const FIELDS = 5;
/** At most two nodes are searched between two meetings. */
const MOST = 2;
/** While a slow member still reads what was told last, a fast one tells the next. */
const TURNS = 2;

export const exchangeRoom = (size: number): Float64Array => sharedDoubles(TURNS * size * MOST * FIELDS);

function write(room: Float64Array, at: number, { score, column, code, missingLeft, left }: Split): void {
  room.set([score, column, code, Number(missingLeft), left], at);
}

const read = (room: Float64Array, at: number): Split => ({
  score: room[at]!,
  column: room[at + 1]!,
  code: room[at + 2]!,
  missingLeft: room[at + 3] === 1,
  left: room[at + 4]!,
});

export class Exchange {
  private turn = 0;

  /** @param room  of {@link exchangeRoom} */
  constructor(private readonly team: Team, private readonly room: Float64Array) {}

  /** The best splits of all columns, one per node: of equal ones that of the first column. */
  best(mine: readonly Split[]): readonly Split[] {
    const { rank, size, meet } = this.team;
    if (size === 1) return mine;
    const at = (of: number, node: number) => ((this.turn * size + of) * MOST + node) * FIELDS;
    mine.forEach((split, node) => write(this.room, at(rank, node), split));
    meet();
    const best = mine.map((_, node) => {
      const all = Array.from({ length: size }, (_, of) => read(this.room, at(of, node)));
      // Members have their columns in order.
      return all.reduce((first, other) => other.score > first.score ? other : first);
    });
    this.turn = (this.turn + 1) % TURNS;
    return best;
  }
}
