// The clock of the local WeCom: real time plus an offset that the try-it page moves. On the real platform there is no
// such thing; main.ts hands in plain time.
import { readFileSync, renameSync, writeFileSync } from "node:fs";

export interface MovableClock {
  now(): Date;
  moveTo(instant: Date): void;
}

/** `file` keeps the offset over a restart: the database already holds rows of the later time. */
export function createMovableClock(realNow: () => Date, file: string | null): MovableClock {
  let offsetMs = file === null ? 0 : readOffset(file);
  return {
    now: () => new Date(realNow().getTime() + offsetMs),
    moveTo(instant) {
      offsetMs = instant.getTime() - realNow().getTime();
      if (file === null) return;
      writeFileSync(`${file}.new`, JSON.stringify({ offsetMs }));
      renameSync(`${file}.new`, file);
    },
  };
}

function readOffset(file: string): number {
  try {
    const read: unknown = JSON.parse(readFileSync(file, "utf8"));
    const offset = (read as { offsetMs?: unknown } | null)?.offsetMs;
    return typeof offset === "number" && Number.isFinite(offset) ? offset : 0;
  } catch {
    return 0;
  }
}
