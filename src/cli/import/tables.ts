// The tables that files and the demo shop are written to: their columns as SQL names them, with their SQL types.
// A test compares this with the database, so that a new column cannot be forgotten. It holds no query.
import type { Prisma } from "../../db/generated/client.ts";

/** What a row of each table looks like when it is written; the same fields as Prisma's. */
export interface Rows {
  store: Prisma.StoreCreateManyInput;
  staff: Prisma.StaffCreateManyInput;
  customer: Prisma.CustomerCreateManyInput;
  customerAlias: Prisma.CustomerAliasCreateManyInput;
  consent: Prisma.ConsentCreateManyInput;
  careSwitch: Prisma.CareSwitchCreateManyInput;
  relation: Prisma.RelationCreateManyInput;
  tag: Prisma.TagCreateManyInput;
  customerTag: Prisma.CustomerTagCreateManyInput;
  fact: Prisma.FactCreateManyInput;
  note: Prisma.NoteCreateManyInput;
  order: Prisma.OrderCreateManyInput;
  orderLine: Prisma.OrderLineCreateManyInput;
  visit: Prisma.VisitCreateManyInput;
  touch: Prisma.TouchCreateManyInput;
  followUp: Prisma.FollowUpCreateManyInput;
  complaint: Prisma.ComplaintCreateManyInput;
  complaintEvent: Prisma.ComplaintEventCreateManyInput;
  goodwill: Prisma.GoodwillCreateManyInput;
  survey: Prisma.SurveyCreateManyInput;
  benefit: Prisma.BenefitCreateManyInput;
  pointsEntry: Prisma.PointsEntryCreateManyInput;
  tierChange: Prisma.TierChangeCreateManyInput;
  storeTraffic: Prisma.StoreTrafficCreateManyInput;
}
export type TableName = keyof Rows;

export type ColumnSpec = readonly [column: string, type: string, otherwise?: string];

export interface Table {
  readonly sql: string;
  /** Field → [column, type, default where there is one]. */
  readonly columns: Readonly<Record<string, ColumnSpec>>;
  /** The columns of the primary key. */
  readonly key: readonly string[];
}

const text = "text";
const int = "int";
const bool = "boolean";
const instant = "timestamptz(3)";
const day = "date";
const now = "timestamptz(3)=CURRENT_TIMESTAMP";
const no = "boolean=false";
const nothing = "text=''";
const zero = "int=0";

export const tables: { readonly [T in TableName]: Table } = {
  store: table("store", { id: text, name: text, departmentId: int, city: text, toldName: text, createdAt: now }),
  staff: table("staff", {
    id: text,
    name: text,
    namePinyin: nothing,
    role: "staff_role='associate'",
    scope: "scope='own'",
    toldRole: "staff_role",
    toldScope: "scope",
    storeId: text,
    active: "boolean=true",
    nudgesOff: no,
    joinedOn: day,
    leftAt: instant,
    welcome: text,
    createdAt: now,
  }),
  customer: table("customer", {
    id: text,
    storeId: text,
    ownerId: text,
    name: text,
    namePinyin: nothing,
    gender: "gender='unknown'",
    birthdayCalendar: "birthday_calendar",
    birthdayYear: int,
    birthdayMonth: int,
    birthdayDay: int,
    birthdayLeap: no,
    phoneCipher: "bytea",
    phoneHash: text,
    phoneTail: text,
    addressCipher: "bytea",
    province: text,
    city: text,
    occupation: text,
    company: text,
    tier: text,
    membership: "membership_state='none'",
    memberSince: day,
    points: zero,
    source: text,
    referrerId: text,
    externalId: text,
    sourceKey: text,
    doNotDisturb: no,
    doNotDisturbUntil: instant,
    doNotDisturbWhy: text,
    lastVerifiedAt: instant,
    erasedAt: instant,
    createdAt: now,
    updatedAt: now,
  }),
  customerAlias: table("customer_alias", {
    id: text,
    customerId: text,
    alias: text,
    aliasPinyin: nothing,
    createdAt: now,
  }),
  consent: table("consent", {
    id: text,
    customerId: text,
    kind: text,
    granted: bool,
    saidAs: text,
    recordedById: text,
    sourceMessageId: text,
    recordedAt: now,
  }),
  careSwitch: table("care_switch", {
    id: text,
    storeId: text,
    staffId: text,
    customerId: text,
    occasion: text,
    festival: text,
    enabled: bool,
    saidAs: text,
    changedById: text,
    changedAt: instant,
  }),
  relation: table("relation", {
    id: text,
    staffId: text,
    customerId: text,
    remark: text,
    addedAt: instant,
    endedAt: instant,
    endedBy: text,
    // What the platform says; read again by the next sync, so in no file.
    channelName: text,
    channelTagIds: "text[]=ARRAY[]::text[]",
    seenAt: instant,
  }),
  tag: table("tag", { id: text, name: text, groupName: text, channelTagId: text, createdAt: now }),
  customerTag: table(
    "customer_tag",
    { customerId: text, tagId: text, origin: "text='person'", addedById: text, addedAt: now },
    ["customer_id", "tag_id"],
  ),
  fact: table("fact", {
    id: text,
    customerId: text,
    kind: "fact_kind",
    topic: text,
    value: text,
    saidAs: text,
    pinned: no,
    origin: "text='person'",
    recordedById: text,
    sourceMessageId: text,
    recordedAt: now,
    supersededById: text,
    withdrawnAt: instant,
    onYear: int,
    onMonth: int,
    onDay: int,
  }),
  note: table("note", {
    id: text,
    customerId: text,
    text,
    authorId: text,
    sourceMessageId: text,
    createdAt: now,
  }),
  order: table("orders", {
    id: text,
    customerId: text,
    storeId: text,
    staffId: text,
    amountFen: int,
    refundedFen: zero,
    state: "order_state='paid'",
    paidAt: instant,
    channel: "text='pos'",
    sourceKey: text,
    sourceMessageId: text,
    createdAt: now,
  }),
  orderLine: table("order_line", {
    id: text,
    orderId: text,
    customerId: text,
    category: text,
    item: text,
    quantity: "int=1",
    amountFen: int,
  }),
  visit: table("visit", {
    id: text,
    customerId: text,
    storeId: text,
    staffId: text,
    visitedAt: instant,
    purpose: text,
    sourceKey: text,
    sourceMessageId: text,
    createdAt: now,
  }),
  touch: table("touch", {
    id: text,
    customerId: text,
    staffId: text,
    direction: text,
    means: text,
    topic: text,
    careMessageId: text,
    at: instant,
    createdAt: now,
  }),
  followUp: table("follow_up", {
    id: text,
    customerId: text,
    staffId: text,
    createdById: text,
    kind: "follow_up_kind='follow_up'",
    text,
    dueAt: instant,
    dueHasTime: no,
    state: "follow_up_state='open'",
    doneAt: instant,
    outcome: text,
    snoozes: zero,
    lastNudgedOn: day,
    ruleKey: text,
    recurrence: "jsonb",
    seriesId: text,
    occursOn: day,
    sourceMessageId: text,
    createdAt: now,
    updatedAt: now,
  }),
  complaint: table("complaint", {
    id: text,
    customerId: text,
    storeId: text,
    assigneeId: text,
    severity: "text='complaint'",
    content: text,
    demand: text,
    scene: text,
    state: "text='open'",
    openedAt: instant,
    respondBy: instant,
    resolveBy: instant,
    closedAt: instant,
    cause: text,
    satisfaction: int,
    channel: text,
    openedById: text,
    respondedAt: instant,
    liftedAt: instant,
    liftedById: text,
    sourceKey: text,
  }),
  complaintEvent: table("complaint_event", {
    id: text,
    complaintId: text,
    staffId: text,
    kind: "text='note'",
    what: text,
    stepKey: text,
    at: instant,
  }),
  goodwill: table("goodwill", {
    id: text,
    customerId: text,
    staffId: text,
    complaintId: text,
    what: text,
    amountFen: int,
    sourceMessageId: text,
    givenAt: instant,
  }),
  survey: table("survey", { id: text, customerId: text, kind: text, score: int, words: text, answeredAt: instant }),
  benefit: table("benefit", {
    id: text,
    key: text,
    kind: text,
    text,
    occasion: text,
    tiers: "text[]",
    activeFrom: day,
    activeTo: day,
  }),
  pointsEntry: table("points_entry", { id: text, customerId: text, points: int, reason: text, at: instant }),
  storeTraffic: table("store_traffic", {
    id: text,
    storeId: text,
    day,
    part: text,
    entered: int,
    bought: int,
    recordedById: text,
    sourceMessageId: text,
    recordedAt: now,
  }),
  tierChange: table("tier_change", {
    id: text,
    customerId: text,
    fromTier: text,
    toTier: text,
    reason: text,
    byId: text,
    at: instant,
  }),
};

function table(sql: string, fields: Record<string, string>, key = ["id"]): Table {
  const columns = Object.fromEntries(
    Object.entries(fields).map(([field, type]): [string, ColumnSpec] => {
      const [name, otherwise] = type.split("=");
      return [field, otherwise === undefined ? [snake(field), type] : [snake(field), name ?? type, otherwise]];
    }),
  );
  return { sql, columns, key };
}

function snake(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
