import assert from "node:assert/strict";
import { ALONE, isOwn, leave, MEETING_WORDS, member, own, TeamBroken } from "../../lib/trees/team.ts";

Deno.test("own, isOwn: shares follow each other and leave nothing out", () => {
  for (const [count, size] of [[20, 2], [5, 3], [2, 4], [0, 2]] as const) {
    const shares = Array.from({ length: size }, (_, rank) => own({ rank, size }, count));
    assert.equal(shares[0]!.from, 0);
    assert.equal(shares.at(-1)!.to, count);
    shares.slice(1).forEach(({ from }, index) => assert.equal(from, shares[index]!.to));
    for (let thing = 0; thing < count; thing++) {
      assert.equal(shares.filter((_, rank) => isOwn({ rank, size }, thing, count)).length, 1);
    }
  }
  assert.deepEqual(own({ rank: 1, size: 2 }, 20), { from: 10, to: 20 });
});

Deno.test("member: a team of one waits for nobody", () => {
  ALONE.meet();
  const only = member(0, 1, new Int32Array(new SharedArrayBuffer(4 * MEETING_WORDS)));
  only.meet();
  only.meet();
});

Deno.test("leave: who meets afterwards is told that the team is broken", () => {
  const words = new Int32Array(new SharedArrayBuffer(4 * MEETING_WORDS));
  leave(words);
  assert.throws(() => member(0, 1, words).meet(), TeamBroken);
});
