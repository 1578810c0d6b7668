// What the page beside a customer's chat may ask of the house: each question is a turn of the member's own, under her
// row security, with the customer of that chat as the one spoken of.
import type { Context } from "./context.ts";
import { actorOf, type Heard, takeTurn, turnOf } from "./conversation/turn.ts";
import { system } from "./db/actor.ts";
import { enqueueAll } from "./outbox/store.ts";
import { nothingShown, type StaffMember } from "./skill.ts";
import { openDrafts } from "./skills/care/handle-waiting.ts";
import { loadStaff } from "./skills/staff/store.ts";
import type { SidebarHost } from "./wecom/sidebar/sidebar.ts";

const strangerAnswer = "还不认识你，请管理员把你加进门店部门。";

export function createSidebarHost(context: Context): SidebarHost {
  const { db } = context;

  /** Null when she is not on the staff, or the customer is none that she may see. */
  async function meet(userId: string, externalId: string): Promise<{ staff: StaffMember; customer: Met } | null> {
    const staff = await db.transaction(system, (tx) => loadStaff(tx, userId));
    if (!staff) return null;
    const customer = await db.transaction(actorOf(staff), (tx) =>
      tx.customer.findFirst({ where: { externalId }, select: { id: true, name: true } }),
    );
    return customer ? { staff, customer } : null;
  }

  function turn(staff: StaffMember, about: string, said: Heard["said"]) {
    return takeTurn(context, { staff, now: context.now(), inboundId: null, said, about });
  }

  return {
    async open(userId, externalId) {
      const met = await meet(userId, externalId);
      if (!met) return null;
      const { staff, customer } = met;
      const arrived = await turn(staff, customer.id, { kind: "plan", plan: { kind: "customers.arrive", who: "她" } });
      const settings = await context.settings();
      const heard: Heard = { staff, now: context.now(), inboundId: null, said: { kind: "text", text: "" } };
      const drafts = await db.transaction(actorOf(staff), (tx) =>
        openDrafts(turnOf(context, { tx, heard, shown: nothingShown, settings }), customer.id),
      );
      return { name: customer.name, brief: arrived.text, drafts };
    },
    async say(userId, externalId, text) {
      const met = await meet(userId, externalId);
      if (!met) return strangerAnswer;
      const answered = await turn(met.staff, met.customer.id, { kind: "text", text });
      if (answered.cards.length > 0) {
        // A question with buttons waits in the chat with the assistant, where it can be answered.
        await db.transaction(actorOf(met.staff), (tx) =>
          enqueueAll(
            tx,
            answered.cards.map((card) => ({
              key: `sidebar:${answered.turnId}:${card.id}`,
              staffId: met.staff.id,
              kind: "reply" as const,
              reply: { kind: "card" as const, card },
              dueAt: context.now(),
            })),
          ),
        );
        context.wake("outbox");
      }
      return answered.text === "" ? "看一下和知客的聊天，等你点一下。" : answered.text;
    },
    async take(userId, externalId, { id, hash }) {
      const met = await meet(userId, externalId);
      if (!met) return { why: strangerAnswer };
      const plan = { kind: "care.approve", which: `#${id}`, all: false, confirmed: true, textHash: hash, byHand: true };
      const answered = await turn(met.staff, met.customer.id, { kind: "plan", plan });
      const sent = await db.transaction(actorOf(met.staff), (tx) =>
        tx.careMessage.findFirst({
          where: { id, customerId: met.customer.id, state: "sent", approvedById: met.staff.id },
          select: { text: true },
        }),
      );
      return sent ? { text: sent.text } : { why: answered.text };
    },
  };
}

interface Met {
  id: string;
  name: string;
}
