// Who a row is about, and the customers' own file. A customer is known by her id here, her number there, her id on the
// platform, her nickname, her phone, or at last her name; two who share only a name are never taken for one.
import type { Vault } from "../../db/vault.ts";
import { findErased, markOf } from "../../skills/customers/erase-store.ts";
import { pinyinOf } from "../../skills/customers/names.ts";
import type { Batch, KindImport, Reading } from "./batch.ts";
import { insertRows } from "./bulk.ts";
import { required, staffOf, storeOf, tagOf } from "./house.ts";
import { digestOf, idOf } from "./identity.ts";
import { type Fault, masked, type Row } from "./row.ts";
import { findCustomers, findMerged, type KnownCustomer, writeRows } from "./store.ts";
import type { Rows } from "./tables.ts";
import type { ReadBirthday } from "./values.ts";

/** How a row names a customer. At least one of the fields is there. */
export interface CustomerRef {
  readonly line: number;
  readonly id: string | null;
  /** Number, or nickname with a mark before it: what `source_key` holds. */
  readonly sourceKey: string | null;
  readonly externalId: string | null;
  readonly phone: string | null;
  readonly name: string | null;
  readonly store: string | null;
  /** What to call her when she is new. */
  readonly calledAs: string;
  /** The same text for the same customer each time the file is read. */
  readonly said: string;
}

/** What a row tells of her besides; used when she is new. */
export interface CustomerTraits {
  readonly gender: "female" | "male" | "unknown" | null;
  readonly birthday: ReadBirthday | null;
  readonly province: string | null;
  readonly city: string | null;
  readonly address: string | null;
  readonly tier: string | null;
}

const nicknameMark = "昵称:";
const nameMark = "姓名:";

/** Null when the row names nobody. */
export function readRef(
  row: Row,
  reading: Reading,
  fields = { id: "customerId", name: "customerName" },
): CustomerRef | null {
  const id = row.text(fields.id);
  const name = row.name(fields.name);
  const no = row.number("customerNo");
  const nickname = row.name("nickname");
  const phone = row.phone("phone");
  const externalId = row.text("externalId");
  const store = row.text("store");
  // The house's own export marks nicknames and names itself; its keys are taken as they are.
  const marked = no?.startsWith(nicknameMark) || no?.startsWith(nameMark);
  const numbered = no && !marked && id === null ? `${reading.source}${no}` : no;
  const sourceKey = numbered ?? (nickname && nicknameMark + nickname);
  const calledAs = name ?? nickname ?? no ?? (phone ? `尾号${phone.slice(-4)}` : (externalId ?? id));
  if (calledAs === null) return null;
  const said = id ?? sourceKey ?? externalId ?? phone ?? `${store ?? ""}/${name}`;
  return { line: row.line, id, sourceKey, externalId, phone, name, store, calledAs, said };
}

export function requiredRef(row: Row, reading: Reading): CustomerRef | null {
  const ref = readRef(row, reading);
  if (ref === null) row.fault(null, "没写是哪位客户", "补上客户编号、手机号、昵称或姓名");
  return ref;
}

export function readTraits(row: Row): CustomerTraits {
  const birthday = row.birthday("birthday");
  const calendar = row.word("birthdayCalendar", ["solar", "lunar"]);
  return {
    gender: row.word("gender", ["female", "male", "unknown"]),
    birthday: birthday && calendar ? { ...birthday, calendar } : birthday,
    province: row.text("province"),
    city: row.text("city"),
    address: row.text("address"),
    tier: row.text("tier"),
  };
}

/** Whom each reference means; a Fault where nobody, or one of several, is meant. `create` makes those who are new. */
export async function resolveCustomers<R extends { ref: CustomerRef; traits?: CustomerTraits }>(
  batch: Batch,
  records: readonly R[],
  unknown: "create" | "refuse",
): Promise<{ record: R; customer: KnownCustomer }[]> {
  const book = await openBook(
    batch,
    records.map((record) => record.ref),
    "may-be-shared",
  );
  const fresh: Rows["customer"][] = [];
  const resolved: { record: R; customer: KnownCustomer }[] = [];
  for (const record of records) {
    const found = book.find(record.ref);
    if (found && "why" in found) {
      batch.leaveOut(found);
    } else if (found) {
      resolved.push({ record, customer: found });
    } else if (book.isErased(record.ref)) {
      batch.leaveOut(erasedFault(record.ref));
    } else if (unknown === "create") {
      const customer = book.add(record.ref, await storeOf(batch, record.ref.store));
      fresh.push(newCustomer(batch, customer, record.ref, record.traits));
      resolved.push({ record, customer });
    } else {
      const { line, calledAs } = record.ref;
      batch.leaveOut({ line, column: "客户", value: calledAs, why: "没有这位客户", mend: "先导入客户表或订单" });
    }
  }
  await insertRows(batch.tx, "customer", fresh);
  return resolved;
}

interface Book {
  /** Null: not there yet. */
  find(ref: CustomerRef): KnownCustomer | Fault | null;
  add(ref: CustomerRef, storeId: string): KnownCustomer;
  withExternalId(externalId: string): KnownCustomer | undefined;
  hasPhone(phone: string): boolean;
  /** She asked to be forgotten, and nobody has said otherwise since. */
  isErased(ref: CustomerRef): boolean;
  phoneHash(phone: string): string;
}

/**
 * The customers whom this batch may mean, by every key, and those it adds. In a file of customers bare names are
 * "counted": the first of a name is the first of the time before. Anywhere else a name may be shared, and is asked for.
 */
async function openBook(batch: Batch, refs: readonly CustomerRef[], names: "counted" | "may-be-shared"): Promise<Book> {
  const hashes = phoneHashes(batch.vault);
  const byId = new Map<string, KnownCustomer>();
  const byExternalId = new Map<string, KnownCustomer>();
  const bySourceKey = new Map<string, KnownCustomer>();
  const byPhone = new Map<string, KnownCustomer[]>();
  const byName = new Map<string, KnownCustomer[]>();
  const know = (one: KnownCustomer) => {
    byId.set(one.id, one);
    if (one.externalId) byExternalId.set(one.externalId, one);
    if (one.sourceKey) bySourceKey.set(one.sourceKey, one);
    if (one.phoneHash) byPhone.set(one.phoneHash, [...(byPhone.get(one.phoneHash) ?? []), one]);
    byName.set(one.name, [...(byName.get(one.name) ?? []), one]);
  };
  const onlyNamed = refs.filter(isOnlyNamed);
  const keys = {
    ids: refs.flatMap((ref) => ref.id ?? []),
    sourceKeys: [...refs.flatMap((ref) => ref.sourceKey ?? []), ...onlyNamed.map(nameKey)],
    externalIds: refs.flatMap((ref) => ref.externalId ?? []),
  };
  const merges = await findMerged(batch.tx, keys);
  const known = await findCustomers(batch.tx, {
    ...keys,
    ids: [...keys.ids, ...merges.map(({ keptId }) => keptId)],
    phoneHashes: refs.flatMap((ref) => (ref.phone ? hashes(ref.phone) : [])),
    names: onlyNamed.map((ref) => ref.name ?? ""),
  });
  for (const one of known) know(one);
  const marksOf = (ref: CustomerRef) => [
    ...(ref.id ? [markOf(batch.vault, "id", ref.id)] : []),
    ...(ref.sourceKey ? [markOf(batch.vault, "source", ref.sourceKey)] : []),
    ...(ref.externalId ? [markOf(batch.vault, "external", ref.externalId)] : []),
    ...(ref.phone ? [hashes(ref.phone)] : []),
    ...(isOnlyNamed(ref) ? [markOf(batch.vault, "name", ref.name ?? "")] : []),
  ];
  const erased = await findErased(batch.tx, () => refs.flatMap(marksOf));
  for (const { keptId, goneId, sourceKey, externalId } of merges) {
    const kept = byId.get(keptId);
    if (!kept) continue;
    const merged = { ...kept, merged: true };
    byId.set(goneId, merged);
    if (sourceKey && kept.sourceKey !== sourceKey) bySourceKey.set(sourceKey, merged);
    if (externalId && kept.externalId !== externalId) byExternalId.set(externalId, merged);
  }

  return {
    phoneHash: hashes,
    withExternalId: (externalId) => byExternalId.get(externalId),
    hasPhone: (phone) => byPhone.has(hashes(phone)),
    isErased: (ref) => erased.size > 0 && marksOf(ref).some((mark) => erased.has(mark)),
    find(ref) {
      const sure =
        (ref.id && byId.get(ref.id)) ||
        (ref.sourceKey && bySourceKey.get(ref.sourceKey)) ||
        (ref.externalId && byExternalId.get(ref.externalId));
      if (sure) return sure;
      if (ref.id) return null;
      if (ref.phone) return byPhoneAndName(ref, byPhone.get(hashes(ref.phone)) ?? []);
      if (!isOnlyNamed(ref)) return null;
      const keyed = bySourceKey.get(nameKey(ref)) ?? null;
      if (keyed && names === "counted") return keyed;
      return byNameAlone(ref, byName.get(ref.name ?? "") ?? [], batch.house.stores) ?? keyed;
    },
    add(ref, storeId) {
      const sourceKey = ref.sourceKey ?? (isOnlyNamed(ref) ? nameKey(ref) : null);
      const phoneHash = ref.phone ? hashes(ref.phone) : null;
      const id = ref.id ?? idOf("customer", sourceKey ?? ref.externalId ?? [phoneHash, ref.name]);
      const { externalId, calledAs: name } = ref;
      const one = { id, sourceKey, externalId, phoneHash, name, storeId, ownerId: null, addressCipher: null };
      know(one);
      return one;
    },
  };
}

function erasedFault({ line, calledAs }: CustomerRef): Fault {
  const why = "她要求过删除资料，没有导入";
  return { line, column: "客户", value: calledAs, why, mend: "她本人同意再登记的，先在对话里新建，再导入" };
}

/** The same phone often stands in many rows of a batch, and need be hashed but once. */
function phoneHashes(vault: Vault): (phone: string) => string {
  const known = new Map<string, string>();
  return (phone) => {
    const hash = known.get(phone) ?? vault.hashPhone(phone);
    known.set(phone, hash);
    return hash;
  };
}

function isOnlyNamed(ref: CustomerRef): boolean {
  return !ref.id && !ref.sourceKey && !ref.externalId && !ref.phone;
}

function nameKey(ref: CustomerRef): string {
  return `${nameMark}${ref.store ?? ""}/${ref.name}`;
}

/** A phone is one person's unless the names differ: mother and daughter may share one. */
function byPhoneAndName(ref: CustomerRef, candidates: readonly KnownCustomer[]): KnownCustomer | Fault | null {
  const named = ref.name === null ? candidates : candidates.filter((one) => one.name === ref.name);
  // Somebody with another number in the same system is somebody else, whatever the phone says.
  const open = named.filter((one) => ref.sourceKey === null || one.sourceKey === null);
  if (open.length <= 1) return open[0] ?? null;
  return {
    line: ref.line,
    column: "客户",
    value: ref.calledAs,
    why: "有多位客户用这个手机号",
    mend: "加上姓名或客户编号",
  };
}

function byNameAlone(
  ref: CustomerRef,
  candidates: readonly KnownCustomer[],
  stores: ReadonlyMap<string, string>,
): KnownCustomer | Fault | null {
  const storeId = ref.store === null ? null : stores.get(ref.store);
  // A shop that is not known yet has nobody.
  const here = storeId === null ? candidates : candidates.filter((one) => one.storeId === storeId);
  if (here.length <= 1) return here[0] ?? null;
  const why = `有 ${here.length} 位客户叫这个名字`;
  return { line: ref.line, column: "客户", value: ref.calledAs, why, mend: "加上手机号或客户编号" };
}

function newCustomer(batch: Batch, one: KnownCustomer, ref: CustomerRef, traits?: CustomerTraits): Rows["customer"] {
  const { id, sourceKey, externalId, name, storeId, phoneHash } = one;
  return {
    id,
    sourceKey,
    externalId,
    name,
    storeId,
    phoneHash,
    phoneCipher: ref.phone === null ? null : batch.vault.seal(ref.phone),
    phoneTail: ref.phone?.slice(-4) ?? null,
    ...traitColumns(batch, traits),
    membership: traits?.tier ? "active" : undefined,
    namePinyin: pinyinOf(name),
    createdAt: batch.now,
    updatedAt: batch.now,
  };
}

function traitColumns(batch: Batch, traits: CustomerTraits | undefined) {
  if (!traits) return {};
  const { birthday, address, tier, gender, province, city } = traits;
  return {
    gender: gender ?? undefined,
    province,
    city,
    tier: tier && (batch.house.tiers.get(tier) ?? tier),
    birthdayCalendar: birthday?.calendar ?? null,
    birthdayYear: birthday?.year ?? null,
    birthdayMonth: birthday?.month ?? null,
    birthdayDay: birthday?.day ?? null,
    birthdayLeap: birthday?.leap,
    addressCipher: address ? batch.vault.seal(address) : null,
  };
}

interface CustomerRecord {
  ref: CustomerRef;
  /** Of those with only a name: which of that name in this file she is. */
  nth: number;
  traits: CustomerTraits;
  owner: string | null;
  aliases: string[];
  tagNames: string[];
  note: string | null;
  columns: Partial<Rows["customer"]>;
}

export const customers: KindImport<CustomerRecord> = {
  read(row, reading) {
    const ref = readRef(row, reading, { id: "id", name: "name" });
    if (ref === null) return required(row, "name", null);
    return {
      ref,
      nth: isOnlyNamed(ref) ? reading.occurrences(digestOf(["customer", ref.said])) : 1,
      traits: readTraits(row),
      owner: row.text("owner"),
      aliases: row.list("aliases"),
      tagNames: row.list("tagNames"),
      note: row.text("note"),
      columns: {
        membership: row.word("membership", ["none", "active", "frozen", "cancelled"]) ?? undefined,
        memberSince: row.day("memberSince"),
        points: row.int("points") ?? undefined,
        occupation: row.text("occupation"),
        company: row.text("company"),
        source: row.text("source"),
        referrerId: row.text("referrerId"),
        doNotDisturb: row.yesNo("doNotDisturb") ?? undefined,
        doNotDisturbUntil: row.instant("doNotDisturbUntil"),
        doNotDisturbWhy: row.text("doNotDisturbWhy"),
        lastVerifiedAt: row.instant("lastVerifiedAt"),
        erasedAt: row.instant("erasedAt"),
        createdAt: row.instant("createdAt") ?? undefined,
      },
    };
  },

  async write(batch, records) {
    const book = await openBook(batch, records.map(numbered), "counted");
    const rows: (Partial<Rows["customer"]> & { id: string })[] = [];
    const told: { id: string; record: CustomerRecord }[] = [];
    for (const record of records) {
      const ref = numbered(record);
      const found = book.find(ref);
      if (found && "why" in found) {
        batch.leaveOut(found);
        continue;
      }
      // A manager has said that she is somebody else: an old file does not change what she decided.
      if (found?.merged) {
        rows.push({ id: found.id });
        continue;
      }
      if (!found && book.isErased(ref)) {
        batch.leaveOut(erasedFault(ref));
        continue;
      }
      if (!found) warnOfTwin(batch, book, ref);
      const storeId = found && ref.store === null ? found.storeId : await storeOf(batch, ref.store);
      const one = found ?? book.add(ref, storeId);
      rows.push({ id: one.id, storeId, ...customerColumns({ batch, book, record, ref, found, one }) });
      told.push({ id: one.id, record });
    }
    const onInsert = { createdAt: batch.now, updatedAt: batch.now };
    const written = await writeRows(batch.tx, "customer", rows, { now: batch.now, onInsert });
    await writeTold(batch, told);
    return written;
  },
};

/** The second of two who have only their name in common gets a key of her own. */
function numbered({ ref, nth }: CustomerRecord): CustomerRef {
  return nth === 1 ? ref : { ...ref, sourceKey: `${nameKey(ref)}#${nth}` };
}

/** Probably one person under two names; only people can tell. */
function warnOfTwin(batch: Batch, book: Book, { line, phone }: CustomerRef): void {
  if (phone === null || !book.hasPhone(phone)) return;
  const why = "与另一位客户同号不同名，疑似同一人，已分别登记";
  batch.keepWithout({ line, column: "手机号", value: masked(phone), why, mend: "核对后改成同一个姓名再导入" });
}

interface Known {
  batch: Batch;
  book: Book;
  record: CustomerRecord;
  ref: CustomerRef;
  /** Null when she is new; `one` is then what was just added. */
  found: KnownCustomer | null;
  one: KnownCustomer;
}

function customerColumns({ batch, book, record, ref, found, one }: Known): Partial<Rows["customer"]> {
  const { traits, columns } = record;
  const name = found ? ref.name : one.name;
  const sameAddress = found?.addressCipher && traits.address === batch.vault.open(found.addressCipher);
  return {
    name: name ?? undefined,
    namePinyin: name === null ? undefined : pinyinOf(name),
    ownerId: staffOf(batch, ref.line, record.owner),
    sourceKey: found ? newSourceKey(batch, ref, found) : one.sourceKey,
    externalId: freeExternalId(batch, book, ref, one),
    ...phoneColumns(batch, book, ref, found),
    ...traitColumns(batch, sameAddress ? { ...traits, address: null } : traits),
    ...columns,
    membership: columns.membership ?? (!found && traits.tier ? "active" : undefined),
  };
}

/** A number is given once: were it replaced, older files would make a second customer of her. */
function newSourceKey(batch: Batch, { line, sourceKey, id }: CustomerRef, found: KnownCustomer): string | null {
  if (sourceKey === null || found.sourceKey === null || found.sourceKey === sourceKey) return sourceKey;
  if (id !== null) return sourceKey;
  const why = `她已有编号 ${found.sourceKey}，没有改`;
  batch.keepWithout({ line, column: "客户编号", value: sourceKey, why, mend: "核对是不是同一个人" });
  return null;
}

function freeExternalId(
  batch: Batch,
  book: Book,
  { line, externalId }: CustomerRef,
  one: KnownCustomer,
): string | null {
  const holder = externalId === null ? undefined : book.withExternalId(externalId);
  if (externalId === null || !holder || holder.id === one.id) return externalId;
  const why = "这个企业微信客户已属于另一位客户";
  batch.keepWithout({ line, column: "企业微信客户ID", value: externalId, why, mend: "核对是不是同一个人" });
  return null;
}

/** A seal is different each time it is made, so an unchanged phone is not sealed again. */
function phoneColumns(batch: Batch, book: Book, { phone }: CustomerRef, found: KnownCustomer | null) {
  if (phone === null || found?.phoneHash === book.phoneHash(phone)) return {};
  return { phoneHash: book.phoneHash(phone), phoneTail: phone.slice(-4), phoneCipher: batch.vault.seal(phone) };
}

async function writeTold(batch: Batch, told: readonly { id: string; record: CustomerRecord }[]): Promise<void> {
  const { tx, now } = batch;
  const aliases = told.flatMap(({ id, record }) =>
    record.aliases.map((alias) => ({
      id: idOf("alias", id, alias),
      customerId: id,
      alias,
      aliasPinyin: pinyinOf(alias),
      createdAt: now,
    })),
  );
  const notes = told.flatMap(({ id, record }) =>
    record.note === null
      ? []
      : [{ id: idOf("note", id, record.note), customerId: id, text: record.note, createdAt: now }],
  );
  const tags: Rows["customerTag"][] = [];
  for (const { id, record } of told) {
    for (const name of record.tagNames) {
      tags.push({ customerId: id, tagId: await tagOf(batch, name), origin: "import", addedAt: now });
    }
  }
  await insertRows(tx, "customerAlias", aliases);
  await insertRows(tx, "note", notes);
  await insertRows(tx, "customerTag", tags);
}
