import assert from "node:assert/strict";
import { Slots } from "../../lib/pipeline/slots.ts";
import { Stopwatch, timedPlaces } from "../../lib/pipeline/stopwatch.ts";

/** A watch on a clock that stands until it is moved. */
function stoppedClock() {
  let now = 1000;
  return {
    watch: new Stopwatch(() => now),
    working: (milliseconds: number) => () => Promise.resolve().then(() => void (now += milliseconds)),
    waiting: (milliseconds: number) => void (now += milliseconds),
  };
}

Deno.test("Stopwatch: what passes between two pieces of work is not counted", async () => {
  const { watch, working, waiting } = stoppedClock();
  waiting(500);
  await watch.time(working(2000));
  waiting(60_000);
  await watch.time(working(1000));
  waiting(500);
  assert.equal(watch.seconds, 3);
  assert.equal(watch.startedAt, 1500);
});

Deno.test("Stopwatch: pieces side by side count once, and one that fails counts", async () => {
  const { watch, working } = stoppedClock();
  const failing = () => working(1000)().then(() => Promise.reject(new Error("no")));
  const done = await Promise.allSettled([watch.time(working(2000)), watch.time(failing)]);
  assert.deepEqual(done.map(({ status }) => status), ["fulfilled", "rejected"]);
  assert.equal(watch.seconds, 3);
});

Deno.test("timedPlaces: waiting for a place that another holds is not counted", async () => {
  const slots = new Slots(1);
  const { watch, working } = stoppedClock();
  const places = timedPlaces(slots.at(0), watch);
  await Promise.all([
    slots.at(1).use(working(7000)),
    places.use(working(2000)),
    slots.at(1).use(working(5000)),
    places.use(working(1000)),
  ]);
  assert.equal(watch.seconds, 3);
});
