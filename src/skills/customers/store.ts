// Customers as stored: who is meant, what is known of one, what changes. Row security decides what is seen; no query
// here narrows by the actor's scope itself.
import type { Tx } from "../../db/db.ts";
import { Prisma } from "../../db/generated/client.ts";
import type { TitleHint } from "./names.ts";
import type { Condition } from "./query.ts";
import { livesIn } from "./query-people.ts";
import { aggregateSql, idsSql, type ListQuestion, listSql, type QueryContext } from "./query-sql.ts";

/** A person found by her name or number. `level`: how far from what was said; smaller is nearer. */
export interface NameMatch {
  id: string;
  name: string;
  ownerId: string | null;
  storeId: string;
  gender: "female" | "male" | "unknown";
  birthdayYear: number | null;
  tier: string | null;
  phoneTail: string | null;
  alias: string | null;
  ownerName: string | null;
  level: number;
}

/** One more than is ever shown, so that a tie is seen as one. */
const MATCHES_MAX = 6;
/** Shown customers are at most SHOWN_MAX; a chosen list never grows past this. */
const IDS_MAX = 200;

const columns = Prisma.sql`c.id, c.name, c.owner_id, c.store_id, c.gender::text AS gender, c.birthday_year, c.tier, c.phone_tail`;

/** Outer part shared by all look-ups: the nearest level of each person, her owner's name and one alias. */
function matches(found: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT f.id, f.name, f.owner_id AS "ownerId", f.store_id AS "storeId", f.gender, f.birthday_year AS "birthdayYear",
      f.tier, f.phone_tail AS "phoneTail", f.level,
      (SELECT s.name FROM staff s WHERE s.id = f.owner_id) AS "ownerName",
      (SELECT min(a.alias) FROM customer_alias a WHERE a.customer_id = f.id) AS alias
    FROM (SELECT DISTINCT ON (id) * FROM (${found}) every ORDER BY id, level) f
    ORDER BY f.level, f.id LIMIT ${IDS_MAX}`;
}

/** In the order of `ids`; ids out of the actor's sight are left out. */
export async function findByIds(tx: Tx, ids: readonly string[]): Promise<NameMatch[]> {
  if (ids.length === 0) return [];
  const wanted = ids.slice(0, IDS_MAX);
  const rows = await tx.$queryRaw<NameMatch[]>(
    matches(Prisma.sql`SELECT ${columns}, 0 AS level FROM customer c WHERE c.id = ANY(${wanted})`),
  );
  return wanted.flatMap((id) => rows.filter((row) => row.id === id));
}

export function findByPhoneHash(tx: Tx, hash: string): Promise<NameMatch[]> {
  return tx.$queryRaw<NameMatch[]>(
    matches(
      Prisma.sql`SELECT ${columns}, 0 AS level FROM customer c WHERE c.phone_hash = ${hash} LIMIT ${MATCHES_MAX}`,
    ),
  );
}

export function findByTail(tx: Tx, tail: string): Promise<NameMatch[]> {
  // A tail alone may be shared by ten people in a large shop; a name said with it is looked for among them.
  return tx.$queryRaw<NameMatch[]>(
    matches(Prisma.sql`SELECT ${columns}, 0 AS level FROM customer c WHERE c.phone_tail = ${tail} LIMIT ${IDS_MAX}`),
  );
}

export interface NameLookUp {
  /** The name as said, and without its title (level 0 as a name, 1 as an alias). */
  spelt: string[];
  /** Surname + given name for every surname (level 2). */
  completed: string[];
  /** Of a form with title (level 3). */
  surname: string | null;
  hint: TitleHint | null;
  /** Pinyin of what was said (levels 4 and 5). */
  sounds: string[];
}

/** Every branch meets one index; none of them reads more than a handful of rows. */
export function findByName(tx: Tx, look: NameLookUp): Promise<NameMatch[]> {
  const branches = [
    Prisma.sql`(SELECT ${columns}, 0 AS level FROM customer c WHERE c.name = ANY(${look.spelt}) LIMIT ${MATCHES_MAX})`,
    Prisma.sql`(SELECT ${columns}, 1 AS level FROM customer_alias a JOIN customer c ON c.id = a.customer_id
      WHERE a.alias = ANY(${look.spelt}) LIMIT ${MATCHES_MAX})`,
    Prisma.sql`(SELECT ${columns}, 4 AS level FROM customer c WHERE c.name_pinyin = ANY(${look.sounds}) LIMIT ${MATCHES_MAX})`,
    Prisma.sql`(SELECT ${columns}, 5 AS level FROM customer_alias a JOIN customer c ON c.id = a.customer_id
      WHERE a.alias_pinyin = ANY(${look.sounds}) LIMIT ${MATCHES_MAX})`,
  ];
  if (look.completed.length > 0)
    branches.push(
      Prisma.sql`(SELECT ${columns}, 2 AS level FROM customer c WHERE c.name = ANY(${look.completed}) LIMIT ${MATCHES_MAX})`,
    );
  if (look.surname !== null)
    branches.push(
      // Those who fit the title first, then the unknown: past the limit nothing is left that could matter.
      Prisma.sql`(SELECT ${columns}, 3 AS level FROM customer c WHERE c.name LIKE ${`${look.surname}%`}
        ORDER BY CASE c.gender::text WHEN ${look.hint?.gender ?? "unknown"} THEN 0 WHEN 'unknown' THEN 1 ELSE 2 END, c.id
        LIMIT ${IDS_MAX})`,
    );
  return tx.$queryRaw<NameMatch[]>(matches(Prisma.join(branches, " UNION ALL ")));
}

export interface NearLookUp {
  /** Pinyin with every surname before it (level 5). */
  completedSounds: string[];
  /** Pinyin with one syllable misheard (level 6). */
  misheard: string[];
  /** LIKE patterns with one letter exchanged, left out or put in (level 7). */
  slips: string[];
  /** People of this surname, to be named when nobody fits (level 8). */
  surname: string | null;
}

export function findNearName(tx: Tx, look: NearLookUp): Promise<NameMatch[]> {
  const branches = [
    Prisma.sql`(SELECT ${columns}, 5 AS level FROM customer c WHERE c.name_pinyin = ANY(${look.completedSounds}) LIMIT ${MATCHES_MAX})`,
    Prisma.sql`(SELECT ${columns}, 6 AS level FROM customer c WHERE c.name_pinyin = ANY(${look.misheard}) LIMIT ${MATCHES_MAX})`,
    Prisma.sql`(SELECT ${columns}, 6 AS level FROM customer_alias a JOIN customer c ON c.id = a.customer_id
      WHERE a.alias_pinyin = ANY(${look.misheard}) LIMIT ${MATCHES_MAX})`,
  ];
  if (look.slips.length > 0)
    branches.push(
      Prisma.sql`(SELECT ${columns}, 7 AS level FROM customer c WHERE c.name LIKE ANY(${look.slips}) LIMIT ${MATCHES_MAX})`,
    );
  if (look.surname !== null)
    branches.push(
      Prisma.sql`(SELECT ${columns}, 8 AS level FROM customer c WHERE c.name LIKE ${`${look.surname}%`}
        ORDER BY c.id LIMIT ${MATCHES_MAX})`,
    );
  return tx.$queryRaw<NameMatch[]>(matches(Prisma.join(branches, " UNION ALL ")));
}

/** Which of these strings are names or aliases of customers the actor may see. */
export async function knownNames(tx: Tx, windows: readonly string[]): Promise<string[]> {
  if (windows.length === 0) return [];
  const list = [...windows];
  const rows = await tx.$queryRaw<{ name: string }[]>`
    SELECT DISTINCT c.name FROM customer c WHERE c.name = ANY(${list})
    UNION SELECT DISTINCT a.alias FROM customer_alias a WHERE a.alias = ANY(${list})`;
  return rows.map((row) => row.name);
}

export interface KnownName {
  kind: "owner" | "store" | "tag";
  id: string;
  name: string;
}

/** A house has fewer colleagues, shops and tags than this. */
const WORDS_MAX = 5000;

/** Names a question may use. Those who left are still owners of customers until somebody takes over. */
export async function knownWords(tx: Tx, want: Record<KnownName["kind"], boolean>): Promise<KnownName[]> {
  const branches: Prisma.Sql[] = [];
  if (want.owner) branches.push(Prisma.sql`SELECT 'owner' AS kind, id, name FROM staff`);
  if (want.store) branches.push(Prisma.sql`SELECT 'store' AS kind, id, name FROM store`);
  if (want.tag) branches.push(Prisma.sql`SELECT 'tag' AS kind, id, name FROM tag`);
  if (branches.length === 0) return [];
  return tx.$queryRaw<
    KnownName[]
  >`SELECT * FROM (${Prisma.join(branches, " UNION ALL ")}) known ORDER BY name LIMIT ${WORDS_MAX}`;
}

/** Whether any visible customer's record names this province or city. */
export async function regionExists(tx: Tx, said: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ known: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM customer c WHERE ${livesIn(said)}) AS known`;
  return row?.known === true;
}

/** The cities most customers live in, the most first. */
export async function citiesKnown(tx: Tx, most: number): Promise<string[]> {
  const rows = await tx.$queryRaw<{ city: string }[]>`
    SELECT c.city FROM customer c WHERE c.city IS NOT NULL GROUP BY c.city ORDER BY count(*) DESC, c.city LIMIT ${most}`;
  return rows.map((row) => row.city);
}

export async function tierExists(tx: Tx, name: string): Promise<boolean> {
  return (await tx.customer.findFirst({ where: { tier: name }, select: { id: true } })) !== null;
}

/** One line of an answer. Figures are there when their column was asked for; money in fen. */
export interface ListRow {
  id: string;
  /** How many match in all, as far as was counted; null when not. */
  total: number | null;
  name: string;
  ownerId: string | null;
  ownerName: string | null;
  storeId: string;
  tier: string | null;
  gender: "female" | "male" | "unknown";
  phoneTail: string | null;
  points: number;
  birthdayCalendar: "solar" | "lunar" | null;
  birthdayYear: number | null;
  birthdayMonth: number | null;
  birthdayDay: number | null;
  birthdayLeap: boolean;
  spendFen?: number;
  orders?: number;
  returns?: number;
  visits?: number;
  lastSeenAt?: Date | null;
  lastPurchaseAt?: Date | null;
  lastContactAt?: Date | null;
  lastItem?: string | null;
  lastItemAt?: Date | null;
}

export function listCustomers(tx: Tx, question: ListQuestion, context: QueryContext): Promise<ListRow[]> {
  return tx.$queryRaw<ListRow[]>(listSql(question, context));
}

/** Ids of all customers that match, at most `limit`, under the actor's row security. For audiences and jobs. */
export async function customerIds(
  tx: Tx,
  where: readonly Condition[],
  limit: number,
  context: QueryContext,
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>(idsSql(where, limit, context));
  return rows.map((row) => row.id);
}

export interface GroupRow {
  /** Id or word of the group; null for nobody, no tier, no category. */
  key: string | null;
  label: string | null;
  /** Fen where it is money; null where nothing can be computed (the mean of nobody). */
  value: number | null;
  /** Customers in the group; null where sums of sales were asked and nobody was counted. */
  customers: number | null;
  whole: number | null;
}

export function aggregateCustomers(
  tx: Tx,
  question: Parameters<typeof aggregateSql>[0],
  context: QueryContext,
): Promise<GroupRow[]> {
  return tx.$queryRaw<GroupRow[]>(aggregateSql(question, context));
}

/** The only shop there is; null where somebody without a shop would have to say which. */
export async function homeStore(tx: Tx): Promise<string | null> {
  const stores = await tx.store.findMany({ select: { id: true }, take: 2 });
  return stores.length === 1 ? (stores[0]?.id ?? null) : null;
}

export function findNamesakes(tx: Tx, name: string): Promise<{ id: string; phoneTail: string | null }[]> {
  return tx.customer.findMany({ where: { name }, select: { id: true, phoneTail: true }, take: MATCHES_MAX });
}

export async function insertCustomer(tx: Tx, data: Prisma.CustomerUncheckedCreateInput): Promise<string> {
  const { id } = await tx.customer.create({ data, select: { id: true } });
  return id;
}

export type CustomerChange = Prisma.CustomerUncheckedUpdateInput & { phoneHash?: string };

export function loadForChange(tx: Tx, id: string) {
  return tx.customer.findUnique({
    where: { id },
    select: {
      name: true,
      namePinyin: true,
      gender: true,
      tier: true,
      membership: true,
      memberSince: true,
      occupation: true,
      company: true,
      phoneCipher: true,
      phoneHash: true,
      phoneTail: true,
      addressCipher: true,
    },
  });
}

export async function changeCustomer(tx: Tx, id: string, data: CustomerChange): Promise<void> {
  await tx.customer.update({ where: { id }, data, select: { id: true } });
}

/** Null when she is called so already. */
export async function addAlias(tx: Tx, customerId: string, alias: string, aliasPinyin: string): Promise<string | null> {
  const known = await tx.customerAlias.findUnique({ where: { customerId_alias: { customerId, alias } } });
  if (known) return null;
  const { id } = await tx.customerAlias.create({ data: { customerId, alias, aliasPinyin }, select: { id: true } });
  return id;
}

/** A move between tiers is kept with who made it. */
export async function addTierChange(
  tx: Tx,
  change: {
    customerId: string;
    fromTier: string | null;
    toTier: string | null;
    reason: string | null;
    byId: string;
    at: Date;
  },
): Promise<string> {
  const { id } = await tx.tierChange.create({ data: change, select: { id: true } });
  return id;
}
