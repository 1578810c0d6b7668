// Whether the running code is inside a transaction. It holds a connection then, the only one of the embedded engine, so
// a call that takes seconds would hold up everybody: whoever makes such a call says so here first, and is refused.
import { AsyncLocalStorage } from "node:async_hooks";
import { Bug } from "./errors.ts";

const held = new AsyncLocalStorage<{ open: boolean }>();

/** For the database: marks all that `work` does until it ends; what it leaves running afterwards is free again. */
export async function whileHeld<T>(work: () => Promise<T>): Promise<T> {
  const state = { open: true };
  try {
    return await held.run(state, work);
  } finally {
    state.open = false;
  }
}

/** For the channel and the model, before each call: throws Bug inside a transaction. */
export function assertNothingHeld(what: string): void {
  if (held.getStore()?.open) throw new Bug(`${what} was called inside a transaction: call it before or after`);
}
