// A loop that asks the database for work: at once when told that there is some, otherwise every so often.
import type { Log } from "../log.ts";
import { describe } from "../log.ts";

export interface Poller {
  /** There is work: look now. Safe to call at any time, from inside a transaction too. */
  notify(): void;
  /** Resolves when the turn in hand has ended, or after `stopMsMax`: its lease then lets another process finish it. */
  stop(): Promise<void>;
}

/** Longer than the channel's own time-outs, shorter than what process managers wait before they kill. */
const stopMsMax = 10_000;
/** After a fault (the database is away) there is no hurry. */
const faultPauseMs = 2_000;

/** `turn` does a bounded piece of work and says whether there may be more. */
export function startPolling(options: {
  name: string;
  everyMs: number;
  log: Log;
  turn: () => Promise<boolean>;
}): Poller {
  let stopped = false;
  let told = false;
  let wake = () => {};

  async function pause(ms: number): Promise<void> {
    if (told || stopped) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    wake = () => {};
  }

  async function loop(): Promise<void> {
    while (!stopped) {
      told = false;
      try {
        const more = await options.turn();
        if (!more) await pause(options.everyMs);
      } catch (error) {
        options.log.error(`${options.name}.failed`, { error: describe(error) });
        await pause(faultPauseMs);
      }
    }
  }

  const ended = loop();
  return {
    notify() {
      told = true;
      wake();
    },
    async stop() {
      stopped = true;
      wake();
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, stopMsMax);
      });
      await Promise.race([ended, late]);
      clearTimeout(timer);
    },
  };
}
