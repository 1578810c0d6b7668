import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ChannelError } from "../../src/errors.ts";
import { createPacer, mayCall, memberWindows, shareOf, type Window } from "../../src/wecom/limits.ts";

describe("decision", () => {
  const windows: Window[] = [{ ms: 1000, max: 2 }];
  test.each<[string, number[], number, object]>([
    ["nothing yet", [], 0, { go: true }],
    ["one of two", [0], 0, { go: true }],
    ["full", [0, 400], 500, { go: false, until: 1000 }],
    ["free again at the border", [0, 400], 1000, { go: true }],
    ["a turn that is still to come", [0, 400, 1000], 500, { go: false, until: 1400 }],
    ["a block", [5000], 500, { go: false, until: 5000 }],
  ])("%s", (_name, history, now, expected) => {
    expect(mayCall(history, windows, now)).toEqual(expected);
  });

  test("following it, no window ever holds more than its limit, and nobody waits without need", () => {
    const someWindows = fc.array(
      fc.record({ ms: fc.integer({ min: 1, max: 500 }), max: fc.integer({ min: 1, max: 6 }) }),
      { minLength: 1, maxLength: 3 },
    );
    fc.assert(
      fc.property(someWindows, fc.array(fc.nat(60), { maxLength: 80 }), (limits, gaps) => {
        const history: number[] = [];
        let now = 0;
        for (const gap of gaps) {
          now += gap;
          const answer = mayCall(history, limits, now);
          const at = answer.go ? now : answer.until;
          if (!answer.go && (history.at(-1) ?? 0) < at) {
            // One millisecond earlier some window would be over its limit.
            const over = limits.some(({ ms, max }) => history.filter((each) => each > at - 1 - ms).length >= max);
            expect(over).toBe(true);
          }
          history.push(at);
        }
        for (const { ms, max } of limits) {
          for (const start of history) {
            expect(history.filter((at) => at >= start && at < start + ms).length).toBeLessThanOrEqual(max);
          }
        }
      }),
      { numRuns: 300 },
    );
  });
});

test("several processes together stay below the limit", () => {
  for (const processes of [1, 2, 3, 5, 28]) {
    const [minute, hour] = shareOf(memberWindows, processes);
    expect((minute?.max ?? 99) * processes).toBeLessThanOrEqual(28);
    expect((hour?.max ?? 9999) * processes).toBeLessThanOrEqual(950);
  }
});

describe("waiting", () => {
  function world(waitMsMax = 3_600_000) {
    let time = 0;
    const went: number[] = [];
    const pacer = createPacer({
      now: () => new Date(time),
      sleep: async (ms) => {
        time += ms;
      },
      waitMsMax,
    });
    const call = async (key = "member:a") => {
      await pacer.take(key, memberWindows);
      went.push(time);
    };
    return {
      pacer,
      went,
      call,
      pass: (ms: number) => {
        time += ms;
      },
    };
  }

  test("28 at once, the 29th a minute later, another member at once", async () => {
    const { call, went } = world();
    for (let count = 0; count < 29; count++) await call();
    expect([went[27], went[28]]).toEqual([0, 60_000]);
    await call("member:b");
    expect(went.at(-1)).toBe(60_000);
  });

  test("never more than 30 a minute or 1,000 an hour, over 2,500 calls", async () => {
    const { call, went } = world();
    for (let count = 0; count < 2500; count++) await call();
    const most = (ms: number) =>
      Math.max(...went.map((start, index) => went.slice(index).findIndex((at) => at >= start + ms)));
    expect(most(60_000)).toBeLessThanOrEqual(30);
    expect(most(3_600_000)).toBeLessThanOrEqual(1000);
  });

  test("a long wait is told, not slept, and takes no turn", async () => {
    const { call, went, pass } = world(5_000);
    for (let count = 0; count < 28; count++) await call();
    const refused = await call().catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ChannelError);
    expect(refused).toMatchObject({ remedy: "wait", waitMs: 60_000 });
    pass(60_000);
    await call();
    expect(went).toHaveLength(29);
  });

  test("calls at the same moment get turns one after another", async () => {
    let time = 0;
    const slept: number[] = [];
    const pacer = createPacer({ now: () => new Date(time), sleep: async (ms) => void slept.push(ms), waitMsMax: 1e9 });
    await Promise.all(Array.from({ length: 5 }, () => pacer.take("k", [{ ms: 1000, max: 1 }])));
    expect(slept).toEqual([1000, 2000, 3000, 4000]);
    time = 10_000;
    await pacer.take("k", [{ ms: 1000, max: 1 }]);
    expect(slept).toHaveLength(4);
  });

  test("a clock that moved back does not hold anybody for the time it went", async () => {
    const { call, went, pass } = world(5_000);
    pass(10 * 24 * 3_600_000);
    await call();
    pass(-9 * 24 * 3_600_000);
    await call();
    expect(went).toHaveLength(2);
  });

  test("a block of the platform holds everybody back", async () => {
    const { pacer, call, went } = world();
    pacer.block("member:a", 2000);
    await call();
    expect(went).toEqual([2000]);
  });
});
