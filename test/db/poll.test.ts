import { expect, test } from "vitest";
import { startPolling } from "../../src/db/poll.ts";
import { createLog, silentLog } from "../../src/log.ts";

/** Longer than the test: only notify may wake the loop. */
const never = 3_600_000;

test("works while there is more, rests, wakes when told, stops", async () => {
  let left = 3;
  let turns = 0;
  const poller = startPolling({
    name: "test",
    everyMs: never,
    log: silentLog,
    turn: async () => {
      turns += 1;
      left -= 1;
      return left > 0;
    },
  });
  await expect.poll(() => turns).toBe(3);
  poller.notify();
  await expect.poll(() => turns).toBe(4);
  await poller.stop();
  poller.notify();
  expect(turns).toBe(4);
});

test("told in the middle of a turn, it looks once more", async () => {
  let turns = 0;
  let inTurn = () => {};
  const poller = startPolling({
    name: "test",
    everyMs: never,
    log: silentLog,
    turn: async () => {
      turns += 1;
      inTurn();
      inTurn = () => {};
      return false;
    },
  });
  await expect.poll(() => turns).toBe(1);
  inTurn = () => poller.notify();
  poller.notify();
  await expect.poll(() => turns).toBe(3);
  await poller.stop();
});

test("a fault is logged and does not end it", async () => {
  const events: string[] = [];
  const log = createLog(
    (line) => events.push(JSON.parse(line).event),
    () => new Date(0),
  );
  let turns = 0;
  const poller = startPolling({
    name: "test",
    everyMs: never,
    log,
    turn: async () => {
      turns += 1;
      if (turns === 1) throw new Error("the database is away");
      return false;
    },
  });
  await expect.poll(() => events).toEqual(["test.failed"]);
  poller.notify();
  await expect.poll(() => turns).toBe(2);
  await poller.stop();
});

test("stopping waits for the turn in hand", async () => {
  let finish = () => {};
  let finished = false;
  const poller = startPolling({
    name: "test",
    everyMs: never,
    log: silentLog,
    turn: async () => {
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      finished = true;
      return false;
    },
  });
  const stopping = poller.stop();
  finish();
  await stopping;
  expect(finished).toBe(true);
});
