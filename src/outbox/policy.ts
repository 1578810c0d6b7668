// When a delivery that failed is tried again, and when it is given up. Pure.
//
// Giving up is a state (dead, with its reason), never a deletion. What a person can still mend (a setting, an outage)
// is kept for days; only what can never go through dies at once.
import type { Remedy } from "../errors.ts";

/** "unknown" is a fault that the channel did not explain: a file that is gone, a fault of our own. */
export type FailureKind = Remedy | "unknown";

export type Verdict = { kind: "again"; delayMs: number } | { kind: "dead"; reason: string };

interface Rule {
  /** Delay after the first attempt; doubles with each. */
  firstMs: number;
  /** No delay is longer, the given waiting time of a limit apart. */
  capMs: number;
  attemptsMax: number;
}

const rules: Record<Exclude<FailureKind, "give-up">, Rule> = {
  // 2 s, 4 s, … up to a quarter of an hour: about nine hours in all, longer than any outage of the platform so far.
  retry: { firstMs: 2_000, capMs: 900_000, attemptsMax: 45 },
  // The token is fetched anew by the next call; when that does not help either, it is an outage like any other.
  refresh: { firstMs: 1_000, capMs: 900_000, attemptsMax: 45 },
  // The platform says how long, or a minute, its shortest window.
  wait: { firstMs: 60_000, capMs: 900_000, attemptsMax: 200 },
  // A person must act; every quarter of an hour for about five days covers a weekend with holidays.
  configure: { firstMs: 900_000, capMs: 900_000, attemptsMax: 480 },
  // Most often a fault in the program: a few tries in case it was the moment.
  unknown: { firstMs: 2_000, capMs: 60_000, attemptsMax: 6 },
};

/** After so many claims a row whose process died each time is given up: it is the delivery that kills. */
export const crashesMax = 480;
/** A platform may ask for a day at most; anything longer is a fault in reading its answer. */
const givenWaitMsMax = 86_400_000;
/** Spreads the tries of many deliveries that failed together: up to a quarter more, never less. */
const jitterShare = 0.25;

/** `jitter` is a random number from 0 to 1; `attempts` counts the one that just failed. */
export function afterFailure(failure: {
  kind: FailureKind;
  attempts: number;
  waitMs: number | null;
  jitter: number;
}): Verdict {
  const { kind, attempts, jitter } = failure;
  if (kind === "give-up") return { kind: "dead", reason: "the channel refused it for good" };
  const rule = rules[kind];
  if (attempts >= rule.attemptsMax) return { kind: "dead", reason: `given up after ${attempts} attempts (${kind})` };
  const doubled = rule.firstMs * 2 ** Math.min(attempts - 1, 30);
  const asked = kind === "wait" && failure.waitMs !== null ? Math.min(Math.max(failure.waitMs, 0), givenWaitMsMax) : 0;
  const delayMs = asked > 0 ? asked : Math.min(doubled, rule.capMs);
  return { kind: "again", delayMs: Math.round(delayMs * (1 + jitterShare * jitter)) };
}
