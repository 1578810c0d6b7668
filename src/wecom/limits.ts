// The platform's rate limits (docs 90312, 90236). Above a member's limit it drops messages silently and still answers
// "ok", so we must never reach it: calls wait for their turn here. The decision is pure; the loop around it waits.
import { ChannelError } from "../errors.ts";

/** At most `max` calls within any `ms`. */
export interface Window {
  ms: number;
  max: number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** 30 a minute and 1,000 an hour for one member in one app; a little less, for clocks and repeats. */
export const memberWindows: readonly Window[] = [
  { ms: MINUTE_MS, max: 28 },
  { ms: HOUR_MS, max: 950 },
];
/** 10,000 a minute and 150,000 an hour for one corp and API, shared with the corp's other programs. */
export const apiWindows: readonly Window[] = [
  { ms: MINUTE_MS, max: 9_000 },
  { ms: HOUR_MS, max: 140_000 },
];
/** Tokens are fetched every two hours; a burst means that something refuses them, and a loop would block the IP. */
export const tokenWindows: readonly Window[] = [{ ms: MINUTE_MS, max: 6 }];

/** Paces are kept per process, so several processes divide a limit between them. */
export function shareOf(windows: readonly Window[], processes: number): Window[] {
  return windows.map(({ ms, max }) => ({ ms, max: Math.max(1, Math.floor(max / processes)) }));
}

/**
 * May a call go at `now`, after those at the times of `history` (ascending; times that are still to come are calls
 * that already have their turn)? If not, from when on.
 */
export function mayCall(
  history: readonly number[],
  windows: readonly Window[],
  now: number,
): { go: true } | { go: false; until: number } {
  const last = history.at(-1) ?? Number.NEGATIVE_INFINITY;
  const free = windows.map(({ ms, max }) => (history[history.length - max] ?? Number.NEGATIVE_INFINITY) + ms);
  const until = Math.max(last, ...free);
  return until <= now ? { go: true } : { go: false, until };
}

export interface PacerDeps {
  now: () => Date;
  sleep: (ms: number) => Promise<void>;
  /** Longer than this nobody waits here: the caller gets "wait" and its own queue takes over. */
  waitMsMax: number;
}

export interface Pacer {
  /** Resolves when the call may go. Throws ChannelError "wait" when that would take too long. */
  take(key: string, windows: readonly Window[]): Promise<void>;
  /** The platform said that this key is over its limit. */
  block(key: string, ms: number): void;
}

/** Further ahead than this no turn is ever given and no block lasts: such a time was noted before the clock moved back. */
const AHEAD_MS = 2 * MINUTE_MS;
/** So many members and APIs are remembered; the longest idle ones are forgotten first. */
const KEYS_MAX = 20_000;

export function createPacer(deps: PacerDeps): Pacer {
  // Only a guard of this process; nothing is lost with it but the memory of the last hour's pace.
  const histories = new Map<string, number[]>();

  async function take(key: string, windows: readonly Window[]): Promise<void> {
    const now = deps.now().getTime();
    const ahead = now + Math.max(AHEAD_MS, deps.waitMsMax);
    const known = trim(histories.get(key) ?? [], windows, now);
    const history = (known.at(-1) ?? 0) > ahead ? known.filter((at) => at <= ahead) : known;
    const answer = mayCall(history, windows, now);
    const at = answer.go ? now : answer.until;
    if (at - now > deps.waitMsMax) {
      throw new ChannelError(key, null, "wait", "own rate limit reached", { waitMs: at - now });
    }
    // The turn is taken before waiting, so that callers go one after another and do not wake up all at once.
    history.push(at);
    histories.delete(key);
    histories.set(key, history);
    forgetOldest(histories);
    if (at > now) await deps.sleep(at - now);
  }

  function block(key: string, ms: number): void {
    const until = deps.now().getTime() + ms;
    const history = histories.get(key) ?? [];
    if ((history.at(-1) ?? 0) < until) history.push(until);
    histories.set(key, history);
  }

  return { take, block };
}

/** Keeps what any window can still see. */
function trim(history: number[], windows: readonly Window[], now: number): number[] {
  const seen = Math.max(...windows.map(({ ms }) => ms));
  const most = Math.max(...windows.map(({ max }) => max));
  if (history.length < 2 * most && (history[0] ?? now) > now - 2 * seen) return history;
  return history.filter((at) => at > now - seen);
}

function forgetOldest(histories: Map<string, number[]>): void {
  if (histories.size <= KEYS_MAX) return;
  const oldest = histories.keys().next();
  if (!oldest.done) histories.delete(oldest.value);
}
