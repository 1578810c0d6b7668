// What the platform tells by itself: customers added or gone, colleagues changed. Each is idempotent: a repeated event
// changes nothing. The welcome message must go within 20 seconds of the event, so it does not queue.

import { nextAllowed } from "../calendar/hours.ts";
import type { Context } from "../context.ts";
import { system } from "../db/actor.ts";
import { ChannelError, unreachable } from "../errors.ts";
import { describe } from "../log.ts";
import type { InboundMessage } from "../message.ts";
import { pinyinOf } from "../skills/customers/names.ts";
import { saveChannelCustomers } from "../skills/customers/sync-store.ts";
import { followTransfer } from "../skills/customers/transfer-store.ts";
import { staffLeft } from "../skills/staff/handle-handover.ts";
import { fillWelcome } from "../skills/staff/welcome.ts";

type PlatformEvent = Extract<
  InboundMessage,
  { kind: "customer-added" | "customer-changed" | "customer-removed" | "staff-changed" }
>;

export async function hearPlatform(context: Context, event: PlatformEvent): Promise<void> {
  switch (event.kind) {
    case "customer-added":
      if (event.welcomeToken) await welcome(context, event.from, event.welcomeToken);
      return learnCustomer(context, event.externalId);
    case "customer-changed":
      return learnCustomer(context, event.externalId);
    case "customer-removed":
      return endRelation(context, event);
    case "staff-changed":
      return changeStaff(context, event);
    default:
      unreachable(event);
  }
}

async function welcome(context: Context, staffId: string, token: string): Promise<void> {
  const staff = await context.db.transaction(system, (tx) =>
    tx.staff.findUnique({ where: { id: staffId }, include: { store: true } }),
  );
  if (!staff) return;
  const settings = await context.settings();
  const text = fillWelcome(staff.welcome ?? settings.welcome, {
    shop: staff.store?.name ?? settings.shopName,
    name: staff.name,
  });
  try {
    await context.channel.welcome(token, text);
  } catch (error) {
    // Too late or answered by another app: the customer was greeted or will be by hand; the record still matters.
    if (!(error instanceof ChannelError)) throw error;
    context.log.warn("welcome.failed", { staff: staffId, error: describe(error) });
  }
}

async function learnCustomer(context: Context, externalId: string): Promise<void> {
  const seen = await context.channel.customer(externalId);
  await context.db.transaction(system, async (tx) => {
    await saveChannelCustomers(tx, seen, { at: context.now(), vault: context.vault });
    await followTransfer(tx, externalId);
  });
}

async function endRelation(
  context: Context,
  event: Extract<PlatformEvent, { kind: "customer-removed" }>,
): Promise<void> {
  await context.db.transaction(system, async (tx) => {
    const customer = await tx.customer.findUnique({ where: { externalId: event.externalId }, select: { id: true } });
    if (!customer) return;
    await tx.relation.updateMany({
      where: { staffId: event.from, customerId: customer.id, endedAt: null },
      data: { endedAt: event.at, endedBy: event.by, channelTagIds: [] },
    });
    if (event.by === "transfer") await followTransfer(tx, event.externalId);
  });
}

async function changeStaff(context: Context, event: Extract<PlatformEvent, { kind: "staff-changed" }>): Promise<void> {
  const { quietHours } = await context.settings();
  const tellAt = nextAllowed(context.now(), quietHours, context.zone);
  await context.db.transaction(system, async (tx) => {
    if (event.change === "left") await staffLeft(tx, event.from, { at: event.at, tellAt });
    else if (event.name)
      await tx.staff.updateMany({
        where: { id: event.from },
        data: { name: event.name, namePinyin: pinyinOf(event.name), active: true },
      });
  });
}
