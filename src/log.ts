// Structured logs, one JSON object a line. Never the text of a message, a name, a phone or a secret.

export interface Log {
  info(event: string, fields?: Record<string, unknown>): void;
  warn(event: string, fields?: Record<string, unknown>): void;
  error(event: string, fields?: Record<string, unknown>): void;
}

/** An error's name, message and causes without stack: enough to act on, short enough to read. */
export function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? "" : ` <- ${describe(error.cause)}`;
  return `${error.name}: ${error.message.slice(0, 500)}${cause}`.slice(0, 2000);
}

export function createLog(write: (line: string) => void, now: () => Date): Log {
  const at =
    (level: string) =>
    (event: string, fields: Record<string, unknown> = {}) =>
      write(JSON.stringify({ at: now().toISOString(), level, event, ...fields }));
  return { info: at("info"), warn: at("warn"), error: at("error") };
}

export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} };

export interface LogCount {
  level: "warn" | "error";
  event: string;
  /** The platform's return code, where the event carries one. */
  code: number | null;
  count: number;
}

/** The same log, counting its warnings and errors for /metrics. Of this process and since its start only. */
export function counting(log: Log): { log: Log; counts(): LogCount[] } {
  const counted = new Map<string, LogCount>();
  const count = (level: LogCount["level"], event: string, fields: Record<string, unknown> = {}) => {
    const code = typeof fields.code === "number" ? fields.code : null;
    const key = `${level} ${event} ${code}`;
    const entry = counted.get(key) ?? { level, event, code, count: 0 };
    entry.count += 1;
    // Events and codes are words of the program: their number is bounded by its text.
    counted.set(key, entry);
  };
  return {
    log: {
      info: log.info,
      warn(event, fields) {
        count("warn", event, fields);
        log.warn(event, fields);
      },
      error(event, fields) {
        count("error", event, fields);
        log.error(event, fields);
      },
    },
    counts: () => [...counted.values()],
  };
}
