// What every command shares: arguments, the house opened from the environment, and errors told plainly.
import { type ParseArgsConfig, parseArgs } from "node:util";
import { createMovableClock } from "../clock.ts";
import { type Config, readConfig } from "../config.ts";
import { ConfigError, InputError } from "../errors.ts";
import { type House, openHouse } from "../house.ts";
import { createLog, describe, type Log } from "../log.ts";

/** Commands speak on stdout; the house's own log would only disturb, except its complaints. */
export function commandLog(): Log {
  const log = createLog(
    (line) => process.stderr.write(`${line}\n`),
    () => new Date(),
  );
  return { ...log, info: () => {} };
}

export interface OpenOptions {
  /** Fill an empty database with the demo shop. */
  demo: boolean;
}

/** The house as the environment says (DATA_DIR, DATABASE_URL, …), with the try-it page's clock where there is one. */
export async function openFromEnvironment({ demo }: OpenOptions): Promise<{ house: House; config: Config }> {
  const config = readConfig(process.env);
  const local = config.wecom === null && config.robot === null;
  const clock = createMovableClock(() => new Date(), local ? `${config.dataDir}/clock.json` : null);
  const house = await openHouse({ config, log: commandLog(), now: clock.now, demo: demo && local });
  return { house, config };
}

type Options = NonNullable<ParseArgsConfig["options"]>;

export function readArguments<const O extends Options>(options: O, usage: string) {
  try {
    return parseArgs({ args: process.argv.slice(2), options, allowPositionals: true });
  } catch (error) {
    throw new InputError(`${describe(error)}\n${usage}`);
  }
}

/** Runs a command; expected faults end with one clear message and exit code 1. */
export async function command(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const expected = error instanceof InputError || error instanceof ConfigError;
    process.stderr.write(`${expected ? error.message : describe(error)}\n`);
    if (!expected && process.env.DEBUG && error instanceof Error) process.stderr.write(`${error.stack}\n`);
    process.exitCode = 1;
  }
}
