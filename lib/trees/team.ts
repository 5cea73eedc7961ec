/**
 * Threads that train one model together. All run the same steps; each does its share of the work, and they meet
 * where one needs what the others have done.
 */
export interface Team {
  rank: number;
  size: number;
  /** Returns once all have come. @throws Error when one has left */
  meet(): void;
}

/** A team of one. */
export const ALONE: Team = { rank: 0, size: 1, meet: () => {} };

/** The share of `count` things that is a member's own: from `from` up to `to`. */
export const own = (
  { rank, size }: Pick<Team, "rank" | "size">,
  count: number,
): { from: number; to: number } => ({
  from: Math.floor(count * rank / size),
  to: Math.floor(count * (rank + 1) / size),
});

/** Whether a thing of `count` is in a member's share. */
export const isOwn = (member: Pick<Team, "rank" | "size">, thing: number, count: number): boolean => {
  const { from, to } = own(member, count);
  return thing >= from && thing < to;
};

const ARRIVED = 0;
const MEETINGS = 1;
const LEFT = 2;
/** Words a team meets by. */
export const MEETING_WORDS = 3;

/**
 * Looks before a member goes to sleep, about a millisecond: the others are microseconds away, and who sleeps on a
 * busy machine is woken late.
 */
const SPINS = 500_000;

/** A member has left before the work was done. */
export class TeamBroken extends Error {
  constructor() {
    super("Cannot go on as all threads of a team must finish: one has failed");
  }
}

function awaitMeeting(words: Int32Array, before: number): void {
  for (let spin = 0; spin < SPINS; spin++) {
    if (Atomics.load(words, MEETINGS) !== before) return;
  }
  while (Atomics.load(words, MEETINGS) === before) Atomics.wait(words, MEETINGS, before);
}

function nextMeeting(words: Int32Array): void {
  Atomics.add(words, MEETINGS, 1);
  Atomics.notify(words, MEETINGS);
}

/** A member of a team. @param words  {@link MEETING_WORDS} zeros, shared */
export function member(rank: number, size: number, words: Int32Array): Team {
  const meet = () => {
    const before = Atomics.load(words, MEETINGS);
    if (Atomics.add(words, ARRIVED, 1) === size - 1) {
      Atomics.store(words, ARRIVED, 0);
      nextMeeting(words);
    } else awaitMeeting(words, before);
    if (Atomics.load(words, LEFT) === 1) throw new TeamBroken();
  };
  return { rank, size, meet };
}

/** Lets nobody wait for a member that has failed. */
export function leave(words: Int32Array): void {
  Atomics.store(words, LEFT, 1);
  nextMeeting(words);
}
