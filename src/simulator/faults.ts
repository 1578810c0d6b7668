// Trouble to order: what the platform can do to an app, per call path and for a number of times.
import type { Response } from "express";
import { expireTokens, revokeTokens } from "./api/tokens.ts";
import type { World } from "./world.ts";

export type Fault =
  | { kind: "errcode"; code: number }
  | { kind: "http"; status: number }
  /** Never answers: the caller's own time-out decides. */
  | { kind: "hang" }
  | { kind: "slow"; ms: number }
  | { kind: "malformed" }
  /** Answers ok and does nothing. */
  | { kind: "drop" }
  /** Does the work, then cuts the line: the caller cannot know. */
  | { kind: "lost-answer" };

/** Trouble with the next callback to the app. */
export type CallbackFault = "duplicate" | "duplicate-new-nonce" | "hold";

export interface FaultState {
  trustedIp: boolean;
  calls: { id: number; path: string; fault: Fault; left: number }[];
  callbacks: CallbackFault[];
}

export interface Faults {
  readonly state: FaultState;
  /** For calls of `path` ("*" for all), the next `times` times (default once; Infinity until cleared). Later ones wait their turn. */
  add(path: string, fault: Fault, times?: number): void;
  /** Trouble for the next message pushed to the app, in order. "hold" keeps it back until the one after it has been taken. */
  nextCallback(fault: CallbackFault): void;
  clear(): void;
  trustIp(trusted: boolean): void;
  revokeToken(): void;
  expireToken(): void;
  take(path: string): Fault | null;
  takeCallback(): CallbackFault | null;
  wait(ms: number): Promise<void>;
  hang(res: Response): void;
  /** Cuts the calls that hang. */
  close(): void;
}

export function createFaults(world: World, wait: (ms: number) => Promise<void>): Faults {
  const state: FaultState = { trustedIp: true, calls: [], callbacks: [] };
  const hanging = new Set<Response>();
  let nextFaultId = 1;
  const told = () => world.tell({ kind: "faults" });
  return {
    state,
    add(path, fault, times = 1) {
      state.calls.push({ id: nextFaultId++, path, fault, left: times });
      told();
    },
    nextCallback(fault) {
      state.callbacks.push(fault);
      told();
    },
    clear() {
      state.calls = [];
      state.callbacks = [];
      state.trustedIp = true;
      for (const res of hanging) res.destroy();
      told();
    },
    trustIp(trusted) {
      state.trustedIp = trusted;
      told();
    },
    revokeToken: () => revokeTokens(world),
    expireToken: () => expireTokens(world),
    take(path) {
      const found = state.calls.find((each) => each.path === path || each.path === "*");
      if (!found) return null;
      found.left -= 1;
      if (found.left <= 0) state.calls = state.calls.filter((each) => each !== found);
      told();
      return found.fault;
    },
    takeCallback() {
      const fault = state.callbacks.shift() ?? null;
      if (fault) told();
      return fault;
    },
    wait,
    hang(res) {
      hanging.add(res);
      res.on("close", () => hanging.delete(res));
    },
    close() {
      for (const res of hanging) res.destroy();
    },
  };
}
