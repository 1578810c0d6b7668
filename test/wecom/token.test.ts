import { describe, expect, test } from "vitest";
import { silentLog } from "../../src/log.ts";
import { createPacer } from "../../src/wecom/limits.ts";
import { createMemoryTokenStore, createTokens, type TokenStore } from "../../src/wecom/token.ts";

const now = () => new Date("2026-11-22T02:00:00Z");

/** As many processes as wanted over one store; `fetched` counts what was asked of the platform. */
function world() {
  const store = createMemoryTokenStore();
  const fetched: string[] = [];
  const pacer = createPacer({ now, sleep: async () => {}, waitMsMax: 0 });
  const fetchToken = async () => {
    fetched.push(`T${fetched.length + 1}`);
    return { token: fetched.at(-1) ?? "", lifetimeMs: 7_200_000 };
  };
  const process = (over: TokenStore = store) => createTokens({ store: over, fetchToken, pacer, log: silentLog, now });
  return { store, fetched, process };
}

describe("a token that was refused", () => {
  test("is dropped once: whoever comes late does not throw away the new one", async () => {
    const { store, fetched, process } = world();
    const [one, other] = [process(), process()];
    expect([await one.get(), await other.get()]).toEqual(["T1", "T1"]);

    await one.drop("T1");
    expect(await one.get()).toBe("T2");
    await one.drop("T1");
    await other.drop("T1");

    expect((await store.read())?.token).toBe("T2");
    expect([await one.get(), await other.get()]).toEqual(["T2", "T2"]);
    expect(fetched).toEqual(["T1", "T2"]);
  });

  test("the one in hand is kept when an older one is dropped, even if the store is gone", async () => {
    const { store, process } = world();
    let isBroken = false;
    const shaky: TokenStore = {
      ...store,
      read: async () => (isBroken ? Promise.reject(new Error("store is gone")) : store.read()),
    };
    const tokens = process(shaky);
    await tokens.get();
    isBroken = true;
    await tokens.drop("T0").catch(() => {});
    expect(await tokens.get()).toBe("T1");
  });
});

test("a failure does not stick: the next call tries again", async () => {
  const { process, store } = world();
  let failures = 1;
  const shaky: TokenStore = {
    ...store,
    write: async (token) => {
      failures -= 1;
      if (failures >= 0) throw new Error("store is full");
      await store.write(token);
    },
  };
  const tokens = process(shaky);
  await expect(tokens.get()).rejects.toThrow("store is full");
  expect(await tokens.get()).toBe("T2");
});
