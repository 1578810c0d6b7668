// What is done for each plan about the platform.
import { z } from "zod";
import { unreachable } from "../../errors.ts";
import type { Outcome, Plan, Turn } from "../../skill.ts";
import { askForRun, findOpenRun, syncState } from "../customers/sync-store.ts";
import { fillWelcome, normaliseWelcome, type WelcomeFault, welcomeFault } from "../staff/welcome.ts";
import { comparePlan, readPlan, webhookPlan, welcomePlan } from "./plan.ts";
import { type Comparison, compare, loadWelcome, saveSetting, saveWelcome, shopOf } from "./store.ts";

export type PlatformResult =
  | {
      kind: "compared";
      figures: Comparison;
      readAt: Date | null;
      readSeen: number;
      leftOut: number;
      running: number | null;
    }
  /** `seen`: how far one is that runs already; null when this one was only now asked for. */
  | { kind: "reading"; seen: number | null }
  | { kind: "welcome"; own: boolean; text: string; shown: string }
  | { kind: "welcome-set"; scope: "mine" | "shop"; shown: string; reset: boolean }
  | { kind: "welcome-fault"; fault: WelcomeFault }
  | { kind: "webhook-ask" | "webhook-set"; on: boolean }
  | { kind: "webhook-fault" };

const anyPlan = z.discriminatedUnion("kind", [comparePlan, readPlan, welcomePlan, webhookPlan]);

export async function handle(turn: Turn, asked: Plan): Promise<Outcome<PlatformResult>> {
  const plan = anyPlan.parse(asked);
  switch (plan.kind) {
    case "platform.compare":
      return reconcile(turn);
    case "platform.read":
      return read(turn);
    case "platform.welcome":
      return welcome(turn, plan);
    case "platform.webhook":
      return webhook(turn, plan);
    default:
      return unreachable(plan);
  }
}

async function reconcile(turn: Turn): Promise<Outcome<PlatformResult>> {
  if (turn.staff.role === "associate") return { result: { kind: "not-allowed", why: "role" } };
  const figures = await compare(turn.tx);
  const { running, done } = await syncState(turn.tx);
  return {
    result: {
      kind: "compared",
      figures,
      readAt: done?.finishedAt ?? null,
      readSeen: done?.seen ?? 0,
      leftOut: done?.leftOut.length ?? 0,
      running: running?.seen ?? null,
    },
    audit: [{ action: "platform.compare", customerId: null }],
  };
}

/** Whoever asks while one is under way hears how far it is; a second one would find the same. */
async function read(turn: Turn): Promise<Outcome<PlatformResult>> {
  if (turn.staff.role === "associate") return { result: { kind: "not-allowed", why: "role" } };
  const running = await findOpenRun(turn.tx, turn.now);
  if (running !== null) return { result: { kind: "reading", seen: running.seen } };
  await askForRun(turn.tx, turn.staff.id, turn.now);
  return {
    result: { kind: "reading", seen: null },
    final: true,
    audit: [{ action: "platform.read", customerId: null }],
  };
}

async function welcome(turn: Turn, plan: z.infer<typeof welcomePlan>): Promise<Outcome<PlatformResult>> {
  const { tx, staff, settings } = turn;
  const names = { shop: (await shopOf(tx, staff.storeId)) ?? settings.shopName, name: staff.name };
  const stored = await loadWelcome(tx, staff.id);
  if (plan.reset) {
    await saveWelcome(tx, staff.id, null);
    return settled("mine", fillWelcome(settings.welcome, names), true);
  }
  if (plan.text === null) {
    const text = stored ?? settings.welcome;
    return { result: { kind: "welcome", own: stored !== null, text, shown: fillWelcome(text, names) } };
  }
  const text = normaliseWelcome(plan.text);
  const fault = welcomeFault(text);
  if (fault !== null) return { result: { kind: "welcome-fault", fault } };
  if (plan.scope === "shop") {
    if (staff.scope !== "all" || staff.role === "associate") return { result: { kind: "not-allowed", why: "role" } };
    await saveSetting(tx, { key: "welcome", value: text, changedById: staff.id, changedAt: turn.now });
  } else await saveWelcome(tx, staff.id, text);
  return settled(plan.scope, fillWelcome(text, names), false);
}

function settled(scope: "mine" | "shop", shown: string, reset: boolean): Outcome<PlatformResult> {
  return {
    result: { kind: "welcome-set", scope, shown, reset },
    final: true,
    audit: [{ action: "platform.welcome", customerId: null, detail: { scope, reset } }],
  };
}

/** Only a group robot's address: figures of the shop go to nobody else. */
const WEBHOOK = /^https:\/\/qyapi\.weixin\.qq\.com\/cgi-bin\/webhook\/send\?key=[\w-]{8,80}$/u;

async function webhook(turn: Turn, plan: z.infer<typeof webhookPlan>): Promise<Outcome<PlatformResult>> {
  const { staff } = turn;
  if (staff.role !== "admin" && staff.role !== "crm_admin") return { result: { kind: "not-allowed", why: "role" } };
  if (plan.url !== null && !WEBHOOK.test(plan.url)) return { result: { kind: "webhook-fault" } };
  const on = plan.url !== null;
  if (!plan.confirmed)
    return { result: { kind: "webhook-ask", on }, question: { kind: "confirm", what: on ? "群机器人" : "停发" } };
  await saveSetting(turn.tx, { key: "digestWebhook", value: plan.url, changedById: staff.id, changedAt: turn.now });
  return {
    result: { kind: "webhook-set", on },
    final: true,
    audit: [{ action: "platform.webhook", customerId: null, detail: { on } }],
  };
}
