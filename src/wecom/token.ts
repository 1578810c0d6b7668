// The app's access token: fetched once, shared by all processes through a store, fetched again before it ends. Two
// things must never happen: a storm (everybody fetching at once) and a loop (fetching a token that keeps being refused).
import { ChannelError } from "../errors.ts";
import { describe, type Log } from "../log.ts";
import { type Pacer, tokenWindows } from "./limits.ts";

export interface StoredToken {
  token: string;
  expiresAt: Date;
}

/** Where the processes of one app share its token. Secrets at rest are the store's business. */
export interface TokenStore {
  read(): Promise<StoredToken | null>;
  write(token: StoredToken | null): Promise<void>;
  /** Runs `work` while no other process is inside `withLock`. `work` asks the platform once, retries included: bounded. */
  withLock<T>(work: () => Promise<T>): Promise<T>;
}

export interface Tokens {
  get(): Promise<string>;
  /** The platform refused this token (40014, 42001). Another one that came meanwhile is kept. */
  drop(refused: string): Promise<void>;
}

export interface TokenDeps {
  store: TokenStore;
  fetchToken: () => Promise<{ token: string; lifetimeMs: number }>;
  pacer: Pacer;
  log: Log;
  now: () => Date;
}

/** A token is replaced this long before its end, so that no call starts with one that dies on its way. */
const MARGIN_MS = 300_000;
/** After a wrong secret nobody asks again for a while: repeated failures block the caller's address for an hour. */
const MISCONFIGURED_MS = 60_000;

export function createTokens(deps: TokenDeps): Tokens {
  let held: StoredToken | null = null;
  let coming: Promise<string> | null = null;
  let misconfigured: { error: ChannelError; until: number } | null = null;

  const isFresh = (token: StoredToken | null): token is StoredToken =>
    token !== null && token.expiresAt.getTime() - MARGIN_MS > deps.now().getTime();

  async function get(): Promise<string> {
    if (isFresh(held)) return held.token;
    if (misconfigured !== null && deps.now().getTime() < misconfigured.until) throw misconfigured.error;
    coming ??= obtain().finally(() => {
      coming = null;
    });
    return coming;
  }

  async function obtain(): Promise<string> {
    const shared = await deps.store.read();
    held = isFresh(shared) ? shared : await deps.store.withLock(fetchUnlessThere);
    return held.token;
  }

  /** Inside the lock: another process may have been faster. */
  async function fetchUnlessThere(): Promise<StoredToken> {
    const shared = await deps.store.read();
    if (isFresh(shared)) return shared;
    await deps.pacer.take("gettoken", tokenWindows);
    const startedAt = deps.now().getTime();
    const { token, lifetimeMs } = await deps.fetchToken().catch(remember);
    // A lifetime within the margin would make every call fetch: such a token is used for half its life.
    const usableMs = lifetimeMs > 2 * MARGIN_MS ? lifetimeMs : lifetimeMs / 2 + MARGIN_MS;
    const fetched = { token, expiresAt: new Date(startedAt + usableMs) };
    await deps.store.write(fetched);
    deps.log.info("wecom.token", { expiresAt: fetched.expiresAt.toISOString() });
    return fetched;
  }

  function remember(error: unknown): never {
    if (error instanceof ChannelError && error.remedy === "configure") {
      misconfigured = { error, until: deps.now().getTime() + MISCONFIGURED_MS };
      deps.log.error("wecom.misconfigured", { code: error.code, error: describe(error) });
    }
    throw error;
  }

  async function drop(refused: string): Promise<void> {
    if (held?.token === refused) held = null;
    await deps.store.withLock(async () => {
      if ((await deps.store.read())?.token === refused) await deps.store.write(null);
    });
  }

  return { get, drop };
}

/** For one process and for tests. */
export function createMemoryTokenStore(): TokenStore {
  let stored: StoredToken | null = null;
  let last: Promise<unknown> = Promise.resolve();
  return {
    read: async () => stored,
    write: async (token) => {
      stored = token;
    },
    withLock: <T>(work: () => Promise<T>): Promise<T> => {
      const mine = last.then(work);
      last = mine.catch(() => {});
      return mine;
    },
  };
}
