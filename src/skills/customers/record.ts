// Makes new customers and corrects what is stored of one, always with the old value told and a way back.
// It never makes a second record for a phone that is known already.
import { Bug } from "../../errors.ts";
import type { CustomerRef, Outcome, Refusal, Turn, UndoStep } from "../../skill.ts";
import { findErased, liftErasure } from "./erase-store.ts";
import { type ClaimResult, claimColumn } from "./handle-claims.ts";
import { pinyinOf } from "./names.ts";
import type { CreatePlan, UpdatePlan } from "./plan.ts";
import {
  addAlias,
  addTierChange,
  type CustomerChange,
  changeCustomer,
  findByPhoneHash,
  findNamesakes,
  homeStore,
  insertCustomer,
  loadForChange,
} from "./store.ts";
import { nearestOf, tiersMeant } from "./vocabulary.ts";

export type RecordResult =
  | { kind: "created"; id: string; name: string; phoneTail: string | null; tier: string | null }
  | { kind: "phone-taken"; name: string; ownerName: string | null; mine: boolean; phoneTail: string | null }
  | { kind: "was-erased"; name: string }
  | { kind: "namesake"; name: string; phoneTails: (string | null)[] }
  | { kind: "updated"; name: string; field: UpdatePlan["field"]; before: string | null; after: string }
  | { kind: "unchanged"; name: string; field: UpdatePlan["field"]; value: string };

export async function create(turn: Turn, plan: CreatePlan): Promise<Outcome<RecordResult>> {
  const name = plan.name.trim();
  if (name === "") return refuse({ kind: "missing", what: "name", example: "新客户 赵敏 13800001111" });
  const phone = plan.phone === null ? null : phoneOf(plan.phone);
  if (plan.phone !== null && phone === null)
    return refuse({ kind: "missing", what: "phone", example: `新客户 ${name} 13800001111` });
  const tier = tierOf(turn, plan.tier);
  if (tier.kind !== "tier") return refuse(tier);
  const storeId = turn.staff.storeId ?? (await homeStore(turn.tx));
  if (storeId === null) return refuse({ kind: "not-allowed", why: "no-store" });
  const phoneHash = phone === null ? null : turn.vault.hashPhone(phone);
  const [taken] = phoneHash === null ? [] : await findByPhoneHash(turn.tx, phoneHash);
  const namesakes = phone === null && !plan.confirmed ? await findNamesakes(turn.tx, name) : [];

  if (taken) return alreadyHers(turn, taken);
  if (phoneHash !== null && (await findErased(turn.tx, () => [phoneHash])).size > 0) {
    if (!plan.confirmed) return { result: { kind: "was-erased", name }, question: { kind: "confirm", what: name } };
    await liftErasure(turn.tx, phoneHash);
  }
  if (namesakes.length > 0)
    return {
      result: { kind: "namesake", name, phoneTails: namesakes.map((one) => one.phoneTail) },
      question: { kind: "confirm", what: name },
    };

  const id = await insertCustomer(turn.tx, {
    name,
    namePinyin: pinyinOf(name),
    storeId,
    ownerId: turn.staff.id,
    gender: plan.gender,
    tier: tier.name,
    membership: tier.name === null ? "none" : "active",
    memberSince: tier.name === null ? null : new Date(`${turn.today}T00:00:00Z`),
    source: "chat",
    phoneCipher: phone === null ? null : turn.vault.seal(phone),
    phoneHash,
    phoneTail: phone?.slice(-4) ?? null,
    createdAt: turn.now,
  });
  return {
    result: { kind: "created", id, name, phoneTail: phone?.slice(-4) ?? null, tier: tier.name },
    shown: { focus: id, customers: [id] },
    undo: [{ op: "delete", table: "customer", where: { id } }],
    audit: [{ action: "customers.create", customerId: id }],
  };
}

function alreadyHers(
  turn: Turn,
  taken: { id: string; name: string; ownerId: string | null; ownerName: string | null; phoneTail: string | null },
): Outcome<RecordResult> {
  return {
    result: {
      kind: "phone-taken",
      name: taken.name,
      ownerName: taken.ownerName,
      mine: taken.ownerId === turn.staff.id,
      phoneTail: taken.phoneTail,
    },
    shown: { focus: taken.id },
    audit: [{ action: "customers.create.phone-taken", customerId: taken.id }],
  };
}

/** 「改成」「换号了」「搬到」 say that the old side is over; 「电话是…」 says nothing about it. */
const SAYS_CHANGED = /改|换|更[新正]|变更|搬|升|错|应该|不对/u;
/** Of these one has one: another value on record is a contradiction. */
const SINGLE: Readonly<Partial<Record<UpdatePlan["field"], string>>> = {
  phone: "电话",
  address: "地址",
  occupation: "职业",
  company: "公司",
};

export async function update(
  turn: Turn,
  plan: UpdatePlan,
  customer: CustomerRef,
): Promise<Outcome<RecordResult | ClaimResult>> {
  const value = plan.value.trim();
  const { field } = plan;
  if (value === "") return refuse({ kind: "missing", what: field, example: `${customer.name}电话改成13700003333` });
  const stored = await loadForChange(turn.tx, customer.id);
  if (!stored) throw new Bug("a customer resolved in this transaction is gone");

  if (field === "alias") return alias(turn, customer, value);
  const change = changeOf(turn, field, value, stored);
  if (!("after" in change)) return refuse(change);
  if (field === "phone" && change.data.phoneHash) {
    const [taken] = await findByPhoneHash(turn.tx, change.data.phoneHash);
    if (taken && taken.id !== customer.id) return alreadyHers(turn, taken);
  }
  if (change.before === change.after && field !== "phone") return unchanged(customer, field, change.after);
  if (field === "phone" && stored.phoneHash === change.data.phoneHash) return unchanged(customer, field, change.after);

  const what = SINGLE[field];
  if (what && change.before !== null && !SAYS_CHANGED.test(turn.text) && turn.text !== "")
    return claimColumn(turn, customer, {
      what,
      oldShown: field === "address" ? veiled(change.before) : change.before,
      newShown: field === "address" ? veiled(change.after) : change.after,
      change: { ...change.data },
    });

  await changeCustomer(turn.tx, customer.id, change.data);
  const moved = field === "tier" ? await tierMoved(turn, customer.id, change) : [];
  return {
    result: { kind: "updated", name: customer.name, field, before: change.before, after: change.after },
    shown: { focus: customer.id },
    undo: [
      { op: "restore", table: "customer", where: { id: customer.id }, before: beforeOf(stored, change.data) },
      ...moved,
    ],
    audit: [{ action: "customers.update", customerId: customer.id, detail: { field } }],
  };
}

async function tierMoved(turn: Turn, customerId: string, { before, after }: Change): Promise<UndoStep[]> {
  const { staff, now, tx } = turn;
  const move = { customerId, fromTier: before, toTier: after, reason: null, byId: staff.id, at: now };
  return [{ op: "delete", table: "tierChange", where: { id: await addTierChange(tx, move) } }];
}

async function alias(turn: Turn, customer: CustomerRef, value: string): Promise<Outcome<RecordResult>> {
  const id = await addAlias(turn.tx, customer.id, value, pinyinOf(value));
  if (id === null) return unchanged(customer, "alias", value);
  return {
    result: { kind: "updated", name: customer.name, field: "alias", before: null, after: value },
    shown: { focus: customer.id },
    undo: [{ op: "delete", table: "customerAlias", where: { id } }],
    audit: [{ action: "customers.update", customerId: customer.id, detail: { field: "alias" } }],
  };
}

function unchanged(customer: CustomerRef, field: UpdatePlan["field"], value: string): Outcome<RecordResult> {
  return { result: { kind: "unchanged", name: customer.name, field, value }, shown: { focus: customer.id } };
}

type Stored = NonNullable<Awaited<ReturnType<typeof loadForChange>>>;
interface Change {
  data: CustomerChange;
  /** As people may see it: numbers masked. */
  before: string | null;
  after: string;
}

function changeOf(
  turn: Turn,
  field: Exclude<UpdatePlan["field"], "alias">,
  value: string,
  stored: Stored,
): Change | Refusal {
  switch (field) {
    case "phone": {
      const phone = phoneOf(value);
      if (phone === null) return { kind: "missing", what: "phone", example: `${stored.name}电话改成13700003333` };
      return {
        data: {
          phoneCipher: turn.vault.seal(phone),
          phoneHash: turn.vault.hashPhone(phone),
          phoneTail: phone.slice(-4),
        },
        before: stored.phoneCipher === null ? null : masked(turn.vault.open(stored.phoneCipher)),
        after: masked(phone),
      };
    }
    case "name":
      return { data: { name: value, namePinyin: pinyinOf(value) }, before: stored.name, after: value };
    case "gender": {
      const gender = /女|female/i.test(value) ? "female" : /男|male/i.test(value) ? "male" : null;
      if (gender === null) return { kind: "missing", what: "gender", example: `${stored.name}是女的` };
      return { data: { gender }, before: stored.gender === "unknown" ? null : stored.gender, after: gender };
    }
    case "tier": {
      const tier = tierOf(turn, value);
      if (tier.kind !== "tier") return tier;
      const since = stored.memberSince === null ? { memberSince: new Date(`${turn.today}T00:00:00Z`) } : {};
      const active = stored.membership === "none" ? { membership: "active" as const, ...since } : {};
      return { data: { tier: tier.name, ...active }, before: stored.tier, after: tier.name ?? value };
    }
    case "address":
      return {
        data: { addressCipher: turn.vault.seal(value) },
        before: stored.addressCipher === null ? null : turn.vault.open(stored.addressCipher),
        after: value,
      };
    case "occupation":
      return { data: { occupation: value }, before: stored.occupation, after: value };
    case "company":
      return { data: { company: value }, before: stored.company, after: value };
  }
}

/** The old values of exactly the columns that change. Bytes travel as {$bytes: base64}: undo steps are kept as JSON. */
function beforeOf(stored: Stored, data: CustomerChange): Record<string, unknown> {
  return Object.fromEntries(
    Object.keys(data).map((key) => {
      const value: unknown = Reflect.get(stored, key);
      return [key, value instanceof Uint8Array ? { $bytes: Buffer.from(value).toString("base64") } : value];
    }),
  );
}

/** Eleven digits of a mobile phone, however written; null when it is none. */
export function phoneOf(said: string): string | null {
  const digits = said
    .normalize("NFKC")
    .replace(/[\s\-()（）]/g, "")
    .replace(/^\+?86(?=1\d{10}$)/, "");
  return /^1[3-9]\d{9}$/.test(digits) ? digits : null;
}

/** 徐汇区天…: an address is told apart by its head; in full it is kept sealed. */
function veiled(address: string): string {
  return [...address].length <= ADDRESS_SHOWN ? address : `${[...address].slice(0, ADDRESS_SHOWN).join("")}…`;
}
const ADDRESS_SHOWN = 6;

/** 138****3456: enough to recognise, too little to call. */
export function masked(phone: string): string {
  return phone.length === 11 ? `${phone.slice(0, 3)}****${phone.slice(-4)}` : `****${phone.slice(-4)}`;
}

function tierOf(turn: Turn, said: string | null): { kind: "tier"; name: string | null } | Refusal {
  if (said === null || said.trim() === "") return { kind: "tier", name: null };
  const [name] = tiersMeant(said, turn.settings.tiers);
  const known = turn.settings.tiers.map((tier) => tier.name);
  return name === undefined ? { kind: "not-found", said, nearest: nearestOf(said, known) } : { kind: "tier", name };
}

function refuse(refusal: Refusal): Outcome<RecordResult> {
  return { result: refusal };
}
