// Erasing a customer, and knowing again whoever was erased. What goes and what stays is in the function of migration
// 0050_erasure: it must reach the talk of colleagues, which row security hides from whoever orders it.
import { randomUUID } from "node:crypto";
import type { Tx } from "../../db/db.ts";
import type { Vault } from "../../db/vault.ts";
import { surnameOf } from "./names.ts";

/** Who would be erased; what would go, and what would stay, by kind. */
export interface Going {
  aliases: string[];
  phoneTail: string | null;
  ownerName: string | null;
  facts: number;
  notes: number;
  messages: number;
  followUps: number;
  complaints: number;
  orders: number;
  visits: number;
  netFen: number;
}

export async function countGoing(tx: Tx, id: string): Promise<Going | null> {
  const [row] = await tx.$queryRaw<Going[]>`
    SELECT c.phone_tail AS "phoneTail", (SELECT s.name FROM staff s WHERE s.id = c.owner_id) AS "ownerName",
      ARRAY(SELECT a.alias FROM customer_alias a WHERE a.customer_id = c.id) AS aliases,
      ((SELECT count(*) FROM fact WHERE customer_id = c.id) + (SELECT count(*) FROM customer_tag WHERE customer_id = c.id)
        + (SELECT count(*) FROM customer_alias WHERE customer_id = c.id))::int AS facts,
      (SELECT count(*) FROM note WHERE customer_id = c.id)::int AS notes,
      (SELECT count(*) FROM care_message WHERE customer_id = c.id)::int AS messages,
      (SELECT count(*) FROM follow_up WHERE customer_id = c.id)::int AS "followUps",
      (SELECT count(*) FROM complaint WHERE customer_id = c.id)::int AS complaints,
      (SELECT count(*) FROM orders WHERE customer_id = c.id)::int AS orders,
      (SELECT count(*) FROM visit WHERE customer_id = c.id)::int AS visits,
      (SELECT COALESCE(sum(amount_fen - refunded_fen), 0) FROM orders WHERE customer_id = c.id AND state <> 'closed')::float8 AS "netFen"
    FROM customer c WHERE c.id = ${id} AND c.erased_at IS NULL`;
  return row ?? null;
}

export interface EraseOrder {
  id: string;
  vault: Vault;
  /** The message that asks for it. */
  messageId: string | null;
  now: Date;
}

/** False when she is not there, or not of those whom the actor may erase. */
export async function erase(tx: Tx, { id, vault, messageId, now }: EraseOrder): Promise<boolean> {
  const customer = await tx.customer.findUnique({
    where: { id },
    select: {
      name: true,
      phoneCipher: true,
      phoneHash: true,
      externalId: true,
      sourceKey: true,
      aliases: { select: { alias: true } },
      merges: {
        where: { state: "merged" },
        select: { goneId: true, goneName: true, goneSourceKey: true, goneExternalId: true },
      },
    },
  });
  if (!customer) return false;
  const { name, merges } = customer;
  const names = [name, ...customer.aliases.map(({ alias }) => alias), ...merges.map(({ goneName }) => goneName)];
  const externalIds = [customer.externalId, ...merges.map((one) => one.goneExternalId)].filter((one) => one !== null);
  const sourceKeys = [customer.sourceKey, ...merges.map((one) => one.goneSourceKey)].filter((one) => one !== null);
  const phone = customer.phoneCipher === null ? [] : [vault.open(customer.phoneCipher)];
  const hashes = [
    ...[id, ...merges.map(({ goneId }) => goneId)].map((one) => markOf(vault, "id", one)),
    ...externalIds.map((one) => markOf(vault, "external", one)),
    ...sourceKeys.map((one) => markOf(vault, "source", one)),
    ...(customer.phoneHash === null ? [] : [customer.phoneHash]),
    markOf(vault, "name", name),
  ];
  const [done] = await tx.$queryRaw<{ rows: number | null }[]>`
    SELECT erase_customer(${id}, ${randomUUID()}, ${[...new Set(names)].filter(isFullName)}::text[],
      ${[...phone, ...externalIds]}::text[], ${hashes}::text[], ${messageId}, ${now}) AS rows`;
  return done?.rows !== null && done?.rows !== undefined;
}

/** 张姐 and 小米 are words of other sentences as well: only a name with a surname, or a longer one, is looked for. */
function isFullName(name: string): boolean {
  return name.length >= 3 || (name.length === 2 && surnameOf(name) !== null && !/[姐哥总姨叔婶伯嫂]$/u.test(name));
}

/** By what somebody is known again without being written down. Of a phone the mark is its hash. */
export function markOf(vault: Pick<Vault, "hash">, kind: "id" | "external" | "source" | "name", value: string): string {
  return vault.hash(`${kind}:${value}`);
}

/** Which of these marks belong to somebody erased. `marks` is asked only where anybody was ever erased. */
export async function findErased(tx: Tx, marks: () => readonly string[]): Promise<ReadonlySet<string>> {
  if ((await tx.erasedPerson.findFirst({ select: { hash: true } })) === null) return new Set();
  const rows = await tx.$queryRaw<{ hash: string }[]>`
    SELECT hash FROM erased_person WHERE hash = ANY(${[...new Set(marks())]}::text[])`;
  return new Set(rows.map(({ hash }) => hash));
}

/** She is entered again, with her consent: nothing of her is kept away any more. */
export async function liftErasure(tx: Tx, mark: string): Promise<void> {
  await tx.$executeRaw`DELETE FROM erased_person WHERE erasure_id IN (SELECT erasure_id FROM erased_person WHERE hash = ${mark})`;
}
