// Posts to a group's robot by its address. No token: the key in the address is the secret, so neither
// logs nor errors carry the address.
import { z } from "zod";
import type { Channel } from "../channel.ts";
import { ChannelError } from "../errors.ts";
import { assertNothingHeld } from "../held.ts";
import { toJson } from "./call.ts";
import { refusalOf } from "./codes.ts";
import { createPacer, type PacerDeps, type Window } from "./limits.ts";
import { cutBytes } from "./text.ts";

/** 20 a minute for one robot; a little less, for clocks. */
const windows: readonly Window[] = [{ ms: 60_000, max: 18 }];
const TEXT_BYTES_MAX = 4096;
const TIMEOUT_MS = 8_000;
const WAIT_MS_MAX = 10_000;
const METHOD = "webhook/send";
const answer = z.object({ errcode: z.number(), errmsg: z.string().nullish() });

export function createPoster(deps: Pick<PacerDeps, "now" | "sleep">): Channel["post"] {
  const pacer = createPacer({ ...deps, waitMsMax: WAIT_MS_MAX });
  return async (webhookUrl, text) => {
    assertNothingHeld(METHOD);
    await pacer.take(webhookUrl, windows);
    const content = cutBytes(text, TEXT_BYTES_MAX);
    const said = await ask(webhookUrl, toJson({ msgtype: "markdown", markdown: { content } }));
    if (said.errcode !== 0) throw refusalOf(METHOD, said.errcode, said.errmsg ?? "");
  };
}

async function ask(url: string, body: string): Promise<z.infer<typeof answer>> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return answer.parse(await response.json());
  } catch (error) {
    // An error of fetch may hold the address.
    const name = error instanceof Error ? error.name : "unknown";
    throw new ChannelError(METHOD, null, "retry", `no proper answer (${name})`);
  }
}
