import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { afterFailure, type FailureKind } from "../../src/outbox/policy.ts";

const kinds: FailureKind[] = ["retry", "refresh", "wait", "configure", "unknown", "give-up"];
const dayMs = 86_400_000;

describe("afterFailure", () => {
  test.each([
    ["retry", 1, null, 2_000],
    ["retry", 2, null, 4_000],
    ["retry", 44, null, 900_000],
    ["refresh", 1, null, 1_000],
    ["wait", 1, null, 60_000],
    ["wait", 1, 5_000, 5_000],
    ["wait", 1, 7_200_000, 7_200_000],
    ["configure", 1, null, 900_000],
    ["configure", 479, null, 900_000],
    ["unknown", 3, null, 8_000],
  ] as const)("%s, attempt %i, asked to wait %s: %i ms", (kind, attempts, waitMs, delayMs) => {
    expect(afterFailure({ kind, attempts, waitMs, jitter: 0 })).toEqual({ kind: "again", delayMs });
  });

  test.each([
    ["give-up", 1],
    ["retry", 45],
    ["unknown", 6],
    ["configure", 480],
  ] as const)("%s, attempt %i: dead, with the reason", (kind, attempts) => {
    expect(afterFailure({ kind, attempts, waitMs: null, jitter: 0 })).toMatchObject({ kind: "dead" });
  });

  test("is bounded, never shrinks with attempts and always ends", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...kinds),
        fc.integer({ min: 1, max: 600 }),
        fc.option(fc.integer({ min: -1000, max: 10 * dayMs })),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (kind, attempts, waitMs, jitter) => {
          const verdict = afterFailure({ kind, attempts, waitMs, jitter });
          if (attempts >= 480) expect(verdict.kind).toBe("dead");
          if (verdict.kind === "dead") {
            expect(verdict.reason).not.toBe("");
            return;
          }
          expect(verdict.delayMs).toBeGreaterThanOrEqual(1);
          expect(verdict.delayMs).toBeLessThanOrEqual(dayMs * 1.25);
          const plain = afterFailure({ kind, attempts, waitMs, jitter: 0 });
          const next = afterFailure({ kind, attempts: attempts + 1, waitMs, jitter: 0 });
          if (plain.kind === "again") expect(verdict.delayMs).toBeGreaterThanOrEqual(plain.delayMs);
          if (plain.kind === "again" && next.kind === "again")
            expect(next.delayMs).toBeGreaterThanOrEqual(plain.delayMs);
        },
      ),
    );
  });
});
