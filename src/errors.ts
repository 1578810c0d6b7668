// The four things that may be thrown. Expected refusals are values (see skill.ts), never exceptions.
// None of these carries a secret or the text of a message.

export class ConfigError extends Error {
  override name = "ConfigError";
  readonly faults: string[];
  constructor(faults: string[]) {
    super(`configuration:\n${faults.map((fault) => `  - ${fault}`).join("\n")}`);
    this.faults = faults;
  }
}

/** What to do about a refusal by the channel. */
export type Remedy =
  | "retry" // busy, network, time-out: the same call may go through later
  | "refresh" // the token is no longer good
  | "wait" // a rate limit: not before `waitMs`
  | "configure" // a person must change something in the admin console or the environment
  | "give-up"; // this call will never go through

/** The channel said no, or did not answer. */
export class ChannelError extends Error {
  override name = "ChannelError";
  readonly method: string;
  readonly code: number | null;
  readonly remedy: Remedy;
  readonly waitMs: number | null;
  constructor(
    method: string,
    code: number | null,
    remedy: Remedy,
    message: string,
    options: { cause?: unknown; waitMs?: number } = {},
  ) {
    super(`${method}: ${message}`, { cause: options.cause });
    this.method = method;
    this.code = code;
    this.remedy = remedy;
    this.waitMs = options.waitMs ?? null;
  }
}

export class ModelError extends Error {
  override name = "ModelError";
  readonly reason: "timeout" | "refused" | "rubbish" | "network";
  constructor(reason: ModelError["reason"], message: string, options: { cause?: unknown } = {}) {
    super(message, options);
    this.reason = reason;
  }
}

/** Something that cannot happen did. */
export class Bug extends Error {
  override name = "Bug";
}

/** Bad input from outside the conversation (files, command line): names the place and the mend. */
export class InputError extends Error {
  override name = "InputError";
}

/** For the default branch of an exhaustive switch. */
export function unreachable(value: never): never {
  throw new Bug(`unreachable: ${JSON.stringify(value)}`);
}
