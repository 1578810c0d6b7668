// A channel that only sends: keeps what it was told and answers as scripted.
import type { Channel, SendReceipt } from "../../src/channel.ts";
import { Bug } from "../../src/errors.ts";
import type { Reply } from "../../src/message.ts";

export interface Sent {
  to: string;
  text: string;
  again: boolean;
}

export interface Sends {
  channel: Channel;
  sent: Sent[];
  /** What the next sends throw, in order; null lets one through. */
  faults: (Error | null)[];
}

export function createSends(send?: (to: string, reply: Reply, again: boolean) => Promise<SendReceipt>): Sends {
  const sent: Sent[] = [];
  const faults: (Error | null)[] = [];
  const sends: Pick<Channel, "send"> = {
    async send(to, reply, { again }) {
      const fault = faults.shift();
      if (fault) throw fault;
      const receipt = await send?.(to, reply, again);
      sent.push({ to, text: reply.kind === "text" ? reply.text : reply.kind, again });
      return receipt ?? { messageId: `m${sent.length}`, alreadySent: false };
    },
  };
  const channel = new Proxy(sends as Channel, {
    get(target, name) {
      if (name in target) return Reflect.get(target, name);
      throw new Bug(`the outbox called channel.${String(name)}`);
    },
  });
  return { channel, sent, faults };
}
