// Customers as the platform knows them, written into our record. Never overwrites what people told us.
import type { ChannelCustomer, ChannelTag } from "../../channel.ts";
import type { Tx } from "../../db/db.ts";
import type { Vault } from "../../db/vault.ts";
import { findErased, markOf } from "./erase-store.ts";
import { pinyinOf } from "./names.ts";

/** A chain has hundreds of associates; more is a mistake in data. */
const STAFF_MAX = 5000;
/** The platform's own limit. */
const TAGS_MAX = 10_000;

export async function staffToSync(tx: Tx): Promise<string[]> {
  const rows = await tx.staff.findMany({
    where: { active: true, storeId: { not: null } },
    select: { id: true },
    orderBy: { id: "asc" },
    take: STAFF_MAX,
  });
  return rows.map((row) => row.id);
}

/** One that was interrupted within this time goes on; an older one begins anew. */
const RESUME_MS = 20 * 3_600_000;

export interface SyncRun {
  id: string;
  startedAt: Date;
  staffId: string;
  cursor: string | null;
  seen: number;
  added: number;
  ended: number;
  leftOut: string[];
  askedById: string | null;
}

/** The run that was interrupted, or a new one. */
export async function openRun(tx: Tx, now: Date): Promise<SyncRun> {
  return (await findOpenRun(tx, now)) ?? tx.channelSync.create({ data: { startedAt: now } });
}

/** One that was begun or asked for, and has not ended. */
export async function findOpenRun(tx: Tx, now: Date): Promise<SyncRun | null> {
  const since = new Date(now.getTime() - RESUME_MS);
  return tx.channelSync.findFirst({
    where: { finishedAt: null, startedAt: { gte: since, lte: now } },
    orderBy: { startedAt: "desc" },
  });
}

/** In a turn of her own; createMany, because the row is read by the job alone. */
export async function askForRun(tx: Tx, askedById: string, now: Date): Promise<void> {
  await tx.channelSync.createMany({ data: [{ startedAt: now, askedById }] });
}

export async function keepRun(
  tx: Tx,
  { id, startedAt: _, askedById: __, ...place }: SyncRun,
  finishedAt: Date | null,
): Promise<void> {
  await tx.channelSync.updateMany({ where: { id }, data: { ...place, finishedAt } });
}

/** How far the reading is that runs now, and the last one that ended. */
export async function syncState(tx: Tx) {
  const [running, done] = [
    await tx.channelSync.findFirst({ where: { finishedAt: null }, orderBy: { startedAt: "desc" } }),
    await tx.channelSync.findFirst({ where: { finishedAt: { not: null } }, orderBy: { startedAt: "desc" } }),
  ];
  return { running: running && (!done || running.startedAt > done.startedAt) ? running : null, done };
}

/**
 * The platform's tags become ours: one of the same name is the same tag. Two of one name in two groups: the second
 * carries its group's name. Renamed there, renamed here, unless the name is taken.
 */
export async function saveTags(tx: Tx, tags: readonly ChannelTag[]): Promise<void> {
  const known = await tx.tag.findMany({ select: { id: true, name: true, channelTagId: true }, take: TAGS_MAX });
  const byName = new Map(known.map((tag) => [tag.name, tag]));
  const byChannel = new Map(known.flatMap((tag) => (tag.channelTagId === null ? [] : [[tag.channelTagId, tag]])));
  for (const { id, name, group } of tags.slice(0, TAGS_MAX)) {
    const linked = byChannel.get(id);
    if (linked) {
      const wanted = [name, `${group}·${name}`];
      const free = wanted.includes(linked.name) ? undefined : wanted.find((one) => !byName.has(one));
      if (free === undefined) continue;
      byName.delete(linked.name);
      byName.set(free, await tx.tag.update({ where: { id: linked.id }, data: { name: free, groupName: group } }));
      continue;
    }
    const same = byName.get(name);
    if (same && same.channelTagId === null) {
      await tx.tag.update({ where: { id: same.id }, data: { channelTagId: id, groupName: group } });
      same.channelTagId = id;
      continue;
    }
    const free = same ? `${group}·${name}` : name;
    if (byName.has(free)) continue;
    const made = await tx.tag.create({
      data: { name: free, groupName: group, channelTagId: id },
      select: { id: true, name: true, channelTagId: true },
    });
    byName.set(free, made);
  }
}

export interface SaveOptions {
  /** When the platform told it. */
  at: Date;
  /** A contact whose remark holds the phone of a customer we know by phone only is that customer. */
  vault: Pick<Vault, "hash" | "hashPhone">;
}

/**
 * Adds unknown customers to the shop and name of the associate who knows them, says who has whom among her contacts,
 * and takes over what changed in the platform's tags since the last time. Returns the number of new customers.
 * Repeating it changes nothing.
 */
export async function saveChannelCustomers(
  tx: Tx,
  told: readonly ChannelCustomer[],
  { at, vault }: SaveOptions,
): Promise<number> {
  const staff = new Map(
    (
      await tx.staff.findMany({
        where: { id: { in: [...new Set(told.map((one) => one.staffId))] } },
        select: { id: true, storeId: true },
      })
    ).map((row) => [row.id, row.storeId]),
  );
  // A colleague we do not know yet: the directory comes first, her contacts with the next run.
  const seen = told.filter((one) => staff.get(one.staffId));
  if (seen.length === 0) return 0;
  const known = await findKnown(tx, seen, vault);
  const strangers = seen.filter((one) => !known.has(one.externalId));
  const marksOf = ({ externalId, phones }: ChannelCustomer) => [
    markOf(vault, "external", externalId),
    ...phones.map((phone) => vault.hashPhone(phone)),
  ];
  const erased = await findErased(tx, () => strangers.flatMap(marksOf));
  const unknown = new Map(
    strangers.filter((one) => !marksOf(one).some((mark) => erased.has(mark))).map((one) => [one.externalId, one]),
  );
  const made = await tx.customer.createManyAndReturn({
    data: [...unknown.values()].map((one) => {
      const name = one.remark !== "" ? one.remark : one.name;
      return {
        externalId: one.externalId,
        name,
        namePinyin: pinyinOf(name),
        gender: one.gender,
        storeId: staff.get(one.staffId) ?? "",
        ownerId: one.staffId,
        source: "企业微信",
      };
    }),
    select: { id: true, externalId: true },
  });
  for (const { id, externalId } of made) if (externalId !== null) known.set(externalId, id);
  const pairs = new Map<string, Contact>();
  for (const one of seen) {
    const customerId = known.get(one.externalId);
    if (customerId !== undefined) pairs.set(`${one.staffId} ${customerId}`, { ...one, customerId });
  }
  const changes = await tagChanges(tx, [...pairs.values()]);
  await saveRelations(tx, [...pairs.values()], at);
  await saveTagChanges(tx, changes);
  return made.length;
}

type Contact = ChannelCustomer & { customerId: string };

/** By the platform's id, by that of a record merged into another, or by a phone that only one record has. */
async function findKnown(
  tx: Tx,
  seen: readonly ChannelCustomer[],
  vault: SaveOptions["vault"],
): Promise<Map<string, string>> {
  const ids = [...new Set(seen.map((one) => one.externalId))];
  const rows = await tx.customer.findMany({
    where: { externalId: { in: ids } },
    select: { id: true, externalId: true },
  });
  const known = new Map(rows.flatMap((row) => (row.externalId === null ? [] : [[row.externalId, row.id]])));
  const merged = await tx.customerMerge.findMany({
    where: { state: "merged", goneExternalId: { in: ids } },
    select: { goneExternalId: true, keptId: true },
  });
  for (const { goneExternalId, keptId } of merged)
    if (goneExternalId !== null && !known.has(goneExternalId)) known.set(goneExternalId, keptId);
  const wanted = new Map<string, string>();
  for (const one of seen)
    if (!known.has(one.externalId)) for (const phone of one.phones) wanted.set(vault.hashPhone(phone), one.externalId);
  const hashes = [...wanted.keys()];
  if (hashes.length === 0) return known;
  const byPhone = await tx.customer.findMany({
    where: { phoneHash: { in: hashes } },
    select: { id: true, phoneHash: true, externalId: true },
  });
  for (const row of byPhone) {
    const externalId = wanted.get(row.phoneHash ?? "");
    const shared = byPhone.some((other) => other.id !== row.id && other.phoneHash === row.phoneHash);
    if (externalId === undefined || row.externalId !== null || shared || known.has(externalId)) continue;
    await tx.customer.update({ where: { id: row.id }, data: { externalId }, select: { id: true } });
    known.set(externalId, row.id);
  }
  return known;
}

interface TagChange {
  customerId: string;
  staffId: string;
  /** The platform's ids. */
  added: string[];
  removed: string[];
}

/** Only what changed there: a tag taken off here by a person does not come back with every reading. */
async function tagChanges(tx: Tx, contacts: readonly Contact[]): Promise<TagChange[]> {
  const before = await tx.relation.findMany({
    where: { customerId: { in: contacts.map((one) => one.customerId) } },
    select: { staffId: true, customerId: true, channelTagIds: true },
  });
  const had = new Map(before.map((row) => [`${row.staffId} ${row.customerId}`, row.channelTagIds]));
  return contacts.flatMap(({ staffId, customerId, tagIds }) => {
    const old = had.get(`${staffId} ${customerId}`) ?? [];
    const added = tagIds.filter((id) => !old.includes(id));
    const removed = old.filter((id) => !tagIds.includes(id));
    return added.length + removed.length > 0 ? [{ customerId, staffId, added, removed }] : [];
  });
}

async function saveRelations(tx: Tx, contacts: readonly Contact[], at: Date): Promise<void> {
  const rows = contacts.map(({ staffId, customerId, remark, name, addedAt, tagIds }) => {
    return { staffId, customerId, remark, name, addedAt: addedAt.toISOString(), tagIds };
  });
  await tx.$executeRaw`
    INSERT INTO relation (id, staff_id, customer_id, remark, added_at, channel_name, channel_tag_ids, seen_at)
    SELECT gen_random_uuid()::text, "staffId", "customerId", remark, "addedAt", name,
      ARRAY(SELECT jsonb_array_elements_text("tagIds")), ${at}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS told("staffId" text, "customerId" text, remark text,
      name text, "addedAt" timestamptz, "tagIds" jsonb)
    ON CONFLICT (staff_id, customer_id) DO UPDATE SET remark = excluded.remark, added_at = excluded.added_at,
      channel_name = excluded.channel_name, channel_tag_ids = excluded.channel_tag_ids, seen_at = excluded.seen_at,
      ended_at = NULL, ended_by = NULL`;
}

async function saveTagChanges(tx: Tx, changes: readonly TagChange[]): Promise<void> {
  if (changes.length === 0) return;
  const ids = [...new Set(changes.flatMap(({ added, removed }) => [...added, ...removed]))];
  const tags = await tx.tag.findMany({
    where: { channelTagId: { in: ids } },
    select: { id: true, channelTagId: true },
  });
  const ours = new Map(tags.map((tag) => [tag.channelTagId, tag.id]));
  const given = changes.flatMap(({ customerId, staffId, added }) =>
    added.flatMap((id) => {
      const tagId = ours.get(id);
      return tagId === undefined ? [] : [{ customerId, tagId, origin: "channel", addedById: staffId }];
    }),
  );
  if (given.length > 0) await tx.customerTag.createMany({ data: given, skipDuplicates: true });
  const taken = changes.flatMap(({ customerId, removed }) => removed.map((id) => ({ customerId, id })));
  if (taken.length > 0) await takeTags(tx, taken);
}

/** What a person of ours gave stays, and so does what a colleague still has on the same customer. */
async function takeTags(tx: Tx, taken: readonly { customerId: string; id: string }[]): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM customer_tag ct USING tag t,
      jsonb_to_recordset(${JSON.stringify(taken)}::jsonb) AS gone("customerId" text, id text)
    WHERE ct.customer_id = gone."customerId" AND t.id = ct.tag_id AND t.channel_tag_id = gone.id
      AND ct.origin = 'channel'
      AND NOT EXISTS (SELECT 1 FROM relation r WHERE r.customer_id = ct.customer_id AND r.ended_at IS NULL
        AND gone.id = ANY(r.channel_tag_ids))`;
}

/**
 * Contacts of hers that the platform listed before and no longer does: the event was lost. What came from elsewhere
 * (imported, demo) was never listed and stays. Returns how many.
 */
export async function endUnlisted(tx: Tx, staffId: string, since: Date): Promise<number> {
  const { count } = await tx.relation.updateMany({
    where: { staffId, endedAt: null, seenAt: { lt: since } },
    data: { endedAt: since, endedBy: "sync" },
  });
  return count;
}
