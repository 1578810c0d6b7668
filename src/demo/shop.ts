// The whole demo shop as rows, for a start day: the same day gives the same shop, to the last id. Pure.
import { addDays, type Day, dayNumber, dayOf, diffDays, instantOf, SHANGHAI } from "../calendar/day.ts";
import type { Rows } from "../cli/import/tables.ts";
import { defaultSettings } from "../settings.ts";
import { pinyinOf } from "../skills/customers/names.ts";
import { benefits } from "./benefits.ts";
import type { CastComplaint } from "./cast.ts";
import { type DemoPerson, drawPeople } from "./people.ts";
import { type Basket, drawBaskets, historyDays } from "./purchases.ts";
import { makeId, type Random, randomFrom } from "./random.ts";
import {
  colours,
  fabrics,
  families,
  messageTopics,
  needs,
  negatives,
  noteTexts,
  sizes,
  sources,
  styles,
  tags,
  visitPurposes,
} from "./sayings.ts";
import { demoStaff, demoStores, joinedOn } from "./staff.ts";

/** A customer before her phone and address are sealed. */
export type DemoCustomer = Omit<
  Rows["customer"],
  "id" | "phoneCipher" | "phoneHash" | "phoneTail" | "addressCipher"
> & {
  id: string;
  ownerId: string | null;
  phone: string | null;
  address: string | null;
};

export type DemoShop = { [T in Exclude<keyof Rows, "customer" | "survey" | "careSwitch">]: Rows[T][] } & {
  customer: DemoCustomer[];
};

/** Any number; another one is another shop. */
const seed = 20_260_901;

export function demoShop(startDay: Day, zone: string = SHANGHAI): DemoShop {
  const random = randomFrom(seed);
  const shop = emptyShop();
  const draft: Draft = {
    random,
    shop,
    startDay,
    zone,
    at: (ago, time) => instantOf(addDays(startDay, -ago), time, zone),
  };
  addHouse(draft);
  for (const person of drawPeople(random, startDay)) addCustomer(draft, person);
  numberOrders(shop, zone);
  return shop;
}

interface Draft {
  readonly random: Random;
  readonly shop: DemoShop;
  readonly startDay: Day;
  readonly zone: string;
  /** The instant of a time of day so many days before the start day. */
  readonly at: (daysAgo: number, time: string) => Date;
}

function emptyShop(): DemoShop {
  return {
    store: [],
    staff: [],
    tag: [],
    benefit: [],
    customer: [],
    customerAlias: [],
    consent: [],
    relation: [],
    customerTag: [],
    fact: [],
    note: [],
    order: [],
    orderLine: [],
    visit: [],
    touch: [],
    followUp: [],
    complaint: [],
    complaintEvent: [],
    goodwill: [],
    pointsEntry: [],
    tierChange: [],
    storeTraffic: [],
  };
}

function addHouse({ random, shop, at, startDay }: Draft): void {
  const createdAt = at(historyDays + 30, "09:00");
  for (const { code: _, ...store } of demoStores) shop.store.push({ ...store, createdAt });
  for (const { customers: _, daysHere, ...member } of demoStaff) {
    shop.staff.push({
      ...member,
      namePinyin: pinyinOf(member.name),
      joinedOn: new Date(`${joinedOn(demoStaff.find((each) => each.id === member.id)!, startDay)}T00:00:00Z`),
      createdAt: at(Math.min(daysHere, historyDays), "09:00"),
    });
  }
  for (const [name, groupName] of tags) shop.tag.push({ id: makeId(random, createdAt), name, groupName, createdAt });
  for (const benefit of benefits) shop.benefit.push({ id: makeId(random, createdAt), ...benefit });
}

function addCustomer(draft: Draft, person: DemoPerson): void {
  const { random, shop, startDay, at } = draft;
  const baskets = person.habit ? drawBaskets(random, person.habit, startDay) : [];
  const first = baskets[0]?.day ?? addDays(startDay, -random.int(3, 90));
  const joinedAgo = diffDays(first, startDay);
  const createdAt = at(joinedAgo, "10:00");
  const netFen = baskets.reduce((sum, basket) => sum + basket.fen - basket.refundedFen, 0);
  const membership = membershipOf(random, person, netFen);
  const tier = membership === "none" || membership === "cancelled" ? null : tierOf(netFen);
  const quiet =
    person.cast?.doNotDisturb ?? (!person.cast && random.chance(0.012) ? "说不用发消息，需要会自己来" : null);
  const customer: DemoCustomer = {
    id: makeId(random, createdAt),
    storeId: person.storeId,
    ownerId: person.ownerId,
    name: person.name,
    namePinyin: pinyinOf(person.name),
    gender: person.gender,
    birthdayCalendar: person.birthday?.calendar ?? null,
    birthdayYear: person.birthday?.year ?? null,
    birthdayMonth: person.birthday?.month ?? null,
    birthdayDay: person.birthday?.day ?? null,
    birthdayLeap: person.birthday?.leap ?? false,
    phone: person.phone,
    address: person.address,
    province: "上海",
    city: "上海市",
    occupation: person.occupation,
    company: person.cast?.company ?? null,
    tier,
    membership,
    memberSince: membership === "none" ? null : dateOf(first),
    points: 0,
    source: random.weighted(sources),
    externalId: null,
    doNotDisturb: quiet !== null,
    doNotDisturbUntil: null,
    doNotDisturbWhy: quiet,
    lastVerifiedAt: random.chance(0.55) ? at(random.int(1, Math.min(150, joinedAgo)), "18:00") : null,
    createdAt,
    updatedAt: createdAt,
  };
  shop.customer.push(customer);

  for (const basket of baskets) addOrder(draft, customer, basket);
  if (membership === "active" || membership === "frozen") addTierChanges(draft, customer, baskets);
  addContactRight(draft, customer, joinedAgo, quiet);
  addRelation(draft, customer, person, joinedAgo);
  if (person.cast) addCastWords(draft, customer, person.cast);
  else addDrawnWords(draft, customer, joinedAgo);
  addVisitsAndMessages(draft, customer, person, joinedAgo);
}

/** The tier that spending has earned, by the shop's own thresholds. */
export function tierOf(netFen: number): string {
  return defaultSettings.tiers.findLast((tier) => netFen >= tier.thresholdFen)?.name ?? defaultSettings.tiers[0]!.name;
}

function membershipOf(random: Random, person: DemoPerson, netFen: number): "none" | "active" | "frozen" | "cancelled" {
  if (person.cast?.membership) return person.cast.membership;
  if (netFen >= defaultSettings.tiers[1]!.thresholdFen || person.cast) return "active";
  return random.weighted([
    ["active", 76],
    ["none", 23],
    ["cancelled", 1],
  ] as const);
}

function addOrder({ random, shop, zone }: Draft, customer: DemoCustomer, basket: Basket): void {
  const paidAt = instantOf(basket.day, basket.time, zone);
  const id = makeId(random, paidAt);
  const online = basket.channel === "online";
  const colleagues = demoStaff.filter((each) => each.storeId === customer.storeId);
  const served = customer.ownerId !== null && random.chance(0.86) ? customer.ownerId : random.pick(colleagues).id;
  shop.order.push({
    id,
    customerId: customer.id,
    storeId: customer.storeId,
    staffId: online ? null : served,
    amountFen: basket.fen,
    refundedFen: basket.refundedFen,
    state: basket.state,
    paidAt,
    channel: basket.channel,
    createdAt: paidAt,
  });
  for (const line of basket.lines) {
    const { category, item } = line.article;
    const { quantity, fen } = line;
    shop.orderLine.push({
      id: makeId(random, paidAt),
      orderId: id,
      customerId: customer.id,
      category,
      item,
      quantity,
      amountFen: fen,
    });
  }
  if (!online) addVisit(random, shop, customer, paidAt, served, null);
  const points = Math.floor((basket.fen - basket.refundedFen) / 100);
  if (customer.membership === "active" && points > 0) {
    customer.points = (customer.points ?? 0) + points;
    shop.pointsEntry.push({
      id: makeId(random, paidAt),
      customerId: customer.id,
      points,
      reason: "购物积分",
      at: paidAt,
    });
  }
}

function addVisit(
  random: Random,
  shop: DemoShop,
  customer: DemoCustomer,
  visitedAt: Date,
  staffId: string | null,
  purpose: string | null,
): void {
  const { id: customerId, storeId } = customer;
  shop.visit.push({
    id: makeId(random, visitedAt),
    customerId,
    storeId,
    staffId,
    visitedAt,
    purpose,
    createdAt: visitedAt,
  });
  shop.touch.push({
    id: makeId(random, visitedAt),
    customerId,
    staffId,
    direction: "in",
    means: "visit",
    topic: purpose,
    at: visitedAt,
    createdAt: visitedAt,
  });
}

function addTierChanges({ random, shop, zone }: Draft, customer: DemoCustomer, baskets: readonly Basket[]): void {
  let netFen = 0;
  let fromTier: string | null = null;
  for (const basket of baskets) {
    netFen += basket.fen - basket.refundedFen;
    const toTier = tierOf(netFen);
    if (toTier === fromTier) continue;
    const at = instantOf(basket.day, basket.time, zone);
    const reason = fromTier === null ? "首次购买自动入会" : "累计消费达标";
    shop.tierChange.push({ id: makeId(random, at), customerId: customer.id, fromTier, toTier, reason, at });
    fromTier = toTier;
  }
}

function addContactRight(
  { random, shop, at }: Draft,
  customer: DemoCustomer,
  joinedAgo: number,
  quiet: string | null,
): void {
  const consent = (kind: string, granted: boolean, ago: number, saidAs: string | null) => {
    const recordedAt = at(ago, "18:30");
    const { id: customerId, ownerId: recordedById } = customer;
    shop.consent.push({ id: makeId(random, recordedAt), customerId, kind, granted, saidAs, recordedById, recordedAt });
  };
  if (customer.phone) consent("contact_data", true, joinedAgo, "登记会员时同意留手机号");
  if (quiet) consent("marketing", false, Math.min(joinedAgo, 15), quiet);
  else if (random.chance(0.72)) consent("marketing", true, joinedAgo, null);
  else if (random.chance(0.12)) consent("marketing", false, joinedAgo, "不要活动短信");
}

function addRelation(
  { random, shop, at, startDay }: Draft,
  customer: DemoCustomer,
  person: DemoPerson,
  joinedAgo: number,
): void {
  const owner = demoStaff.find((each) => each.id === person.ownerId);
  if (!owner || !(person.cast || random.chance(0.78))) return;
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  customer.externalId = `wm${Array.from({ length: 30 }, () => random.pick([...alphabet])).join("")}`;
  const ago = Math.min(joinedAgo, diffDays(joinedOn(owner, startDay), startDay), random.int(1, joinedAgo));
  const addedAt = at(ago, "19:20");
  const gone = !person.cast && random.chance(0.04);
  shop.relation.push({
    id: makeId(random, addedAt),
    staffId: owner.id,
    customerId: customer.id,
    remark: person.cast?.aliases?.[0] ?? (random.chance(0.3) ? `${customer.name} 会员` : null),
    addedAt,
    endedAt: gone ? at(random.int(1, ago), "22:10") : null,
    endedBy: gone ? "customer" : null,
  });
}

function addCastWords(
  { random, shop, at, startDay, zone }: Draft,
  customer: DemoCustomer,
  one: NonNullable<DemoPerson["cast"]>,
): void {
  const customerId = customer.id;
  for (const alias of one.aliases ?? []) {
    const createdAt = new Date(customer.createdAt ?? at(0, "09:00"));
    shop.customerAlias.push({
      id: makeId(random, createdAt),
      customerId,
      alias,
      aliasPinyin: pinyinOf(alias),
      createdAt,
    });
  }
  for (const fact of one.facts ?? []) {
    const recordedAt = at(fact.daysAgo, "17:40");
    shop.fact.push({
      id: makeId(random, recordedAt),
      customerId,
      kind: fact.kind,
      topic: fact.topic,
      value: fact.value,
      saidAs: fact.origin === "import" ? null : fact.value,
      pinned: fact.kind === "negative" || fact.topic === "关键决策人",
      origin: fact.origin ?? "person",
      recordedById: fact.origin === "import" ? null : (fact.by ?? one.owner),
      recordedAt,
      onYear: fact.on?.year ?? null,
      onMonth: fact.on?.month ?? null,
      onDay: fact.on?.day ?? null,
    });
  }
  for (const [ago, text] of one.notes ?? []) addNote(random, shop, customer, at(ago, "20:15"), text);
  for (const name of one.tags ?? []) addTag(shop, customer, name, at(30, "20:20"));
  for (const [inDays, time, text, promise = false] of one.followUps ?? []) {
    const createdAt = at(Math.max(2, 3 - inDays), "19:00");
    shop.followUp.push({
      id: makeId(random, createdAt),
      customerId,
      staffId: one.owner,
      createdById: one.owner,
      kind: promise ? "promise" : "follow_up",
      text,
      dueAt: instantOf(addDays(startDay, inDays), time ?? "09:00", zone),
      dueHasTime: time !== null,
      createdAt,
      updatedAt: createdAt,
    });
  }
  for (const [ago, direction, topic] of one.messages ?? [])
    addMessage(random, shop, customer, at(ago, direction === "out" ? "11:30" : "12:10"), direction, topic);
  if (one.complaint) addComplaint({ random, shop, at, startDay, zone }, customer, one.complaint);
}

function addComplaint({ random, shop, at }: Draft, customer: DemoCustomer, said: CastComplaint): void {
  const openedAt = at(said.daysAgo, "17:30");
  const closedAt = said.closed ? at(said.daysAgo - said.closed.afterDays, "16:10") : null;
  const id = makeId(random, openedAt);
  shop.complaint.push({
    id,
    customerId: customer.id,
    storeId: customer.storeId,
    assigneeId: customer.ownerId,
    severity: "complaint",
    content: said.content,
    demand: said.demand,
    scene: "售后",
    state: closedAt ? "closed" : "open",
    openedAt,
    // A complaint is answered within a day and settled within a week.
    respondBy: at(said.daysAgo - 1, "17:30"),
    resolveBy: at(said.daysAgo - 7, "17:30"),
    closedAt,
    cause: said.closed?.cause ?? null,
    satisfaction: said.closed?.satisfaction ?? null,
    respondedAt: closedAt ? at(said.daysAgo - 1, "10:20") : null,
  });
  const event = (what: string, when: Date) => {
    const row = { id: makeId(random, when), complaintId: id, staffId: customer.ownerId, what, at: when };
    shop.complaintEvent.push(row);
  };
  event("登记投诉", openedAt);
  if (closedAt) event("道歉并答复客户", at(said.daysAgo - 1, "10:20"));
  if (closedAt) event("结案", closedAt);
}

function addDrawnWords({ random, shop, at }: Draft, customer: DemoCustomer, joinedAgo: number): void {
  const fact = (
    kind: "preference" | "need" | "negative" | "family" | "anniversary",
    topic: string,
    value: string,
    on: { onMonth: number; onDay: number } | object = {},
  ) => {
    const recordedAt = at(random.int(1, joinedAgo), "18:20");
    const imported = random.chance(0.15);
    shop.fact.push({
      id: makeId(random, recordedAt),
      customerId: customer.id,
      kind,
      topic,
      value,
      saidAs: imported ? null : value,
      pinned: kind === "negative",
      origin: imported ? "import" : "person",
      recordedById: imported ? null : customer.ownerId,
      recordedAt,
      ...on,
    });
  };
  if (random.chance(0.7)) fact("preference", "尺码", random.weighted(sizes));
  if (random.chance(0.4)) fact("preference", "颜色", `喜欢${random.pick(colours)}`);
  if (random.chance(0.28)) fact("preference", "面料", random.pick(fabrics));
  if (random.chance(0.3)) fact("preference", "款式", random.pick(styles));
  if (random.chance(0.16)) fact("family", ...random.pick(families));
  if (random.chance(0.09)) fact("need", ...random.pick(needs));
  if (random.chance(0.06)) fact("negative", ...random.pick(negatives));
  if (random.chance(0.05)) {
    fact("anniversary", "结婚纪念日", "结婚纪念日", { onMonth: random.int(1, 12), onDay: random.int(1, 28) });
  }
  const noteCount = random.weighted([
    [0, 45],
    [1, 30],
    [2, 17],
    [3, 8],
  ] as const);
  for (const text of random.some(noteTexts, noteCount))
    addNote(random, shop, customer, at(random.int(1, joinedAgo), "20:40"), text);
  const tagCount = random.weighted([
    [0, 50],
    [1, 30],
    [2, 20],
  ] as const);
  for (const [name] of random.some(tags, tagCount)) addTag(shop, customer, name, at(random.int(1, joinedAgo), "20:45"));
  if (customer.ownerId && random.chance(0.05)) {
    const createdAt = at(random.int(3, 6), "19:00");
    shop.followUp.push({
      id: makeId(random, createdAt),
      customerId: customer.id,
      staffId: customer.ownerId,
      createdById: customer.ownerId,
      text: random.pick(["问问上次的衣服穿着怎么样", "新款到了，发图给她看", "预留的尺码到店通知", "约她周末来试新款"]),
      dueAt: at(random.int(-8, -1), "09:00"),
      createdAt,
      updatedAt: createdAt,
    });
  }
}

/** Visits without buying, messages out and back. Nobody new is written to before she came. */
function addVisitsAndMessages(
  { random, shop, at }: Draft,
  customer: DemoCustomer,
  person: DemoPerson,
  joinedAgo: number,
): void {
  const last = person.habit?.lastDaysAgo ?? 0;
  for (
    let count = random.weighted([
      [0, 50],
      [1, 30],
      [2, 15],
      [3, 5],
    ] as const);
    count > 0 && joinedAgo > last;
    count--
  ) {
    const ago = random.int(Math.max(last, 1), joinedAgo);
    addVisit(
      random,
      shop,
      customer,
      at(ago, `1${random.int(1, 9)}:${random.int(10, 59)}`),
      customer.ownerId,
      random.pick(visitPurposes),
    );
  }
  if (person.cast || !customer.externalId || customer.doNotDisturb) return;
  for (let count = random.int(0, 4); count > 0; count--) {
    const ago = random.int(1, Math.max(1, Math.min(joinedAgo, 240)));
    const topic = random.pick(messageTopics);
    addMessage(random, shop, customer, at(ago, `1${random.int(0, 9)}:${random.int(10, 59)}`), "out", topic);
    if (random.chance(0.55)) addMessage(random, shop, customer, at(ago, `20:${random.int(10, 59)}`), "in", topic);
  }
}

function addMessage(
  random: Random,
  shop: DemoShop,
  customer: DemoCustomer,
  at: Date,
  direction: "out" | "in",
  topic: string,
): void {
  shop.touch.push({
    id: makeId(random, at),
    customerId: customer.id,
    staffId: customer.ownerId,
    direction,
    means: "message",
    topic,
    at,
    createdAt: at,
  });
}

function addNote(random: Random, shop: DemoShop, customer: DemoCustomer, createdAt: Date, text: string): void {
  shop.note.push({
    id: makeId(random, createdAt),
    customerId: customer.id,
    text,
    authorId: customer.ownerId,
    createdAt,
  });
}

function addTag(shop: DemoShop, customer: DemoCustomer, name: string, addedAt: Date): void {
  const tagId = shop.tag.find((tag) => tag.name === name)?.id;
  if (tagId)
    shop.customerTag.push({ customerId: customer.id, tagId, origin: "person", addedById: customer.ownerId, addedAt });
}

/** The till's numbers: shop, day, and a running number within the day. */
function numberOrders(shop: DemoShop, zone: string): void {
  shop.order.sort((a, b) => Number(a.paidAt) - Number(b.paidAt) || (a.id! < b.id! ? -1 : 1));
  const counts = new Map<string, number>();
  for (const order of shop.order) {
    const code = demoStores.find((store) => store.id === order.storeId)?.code ?? "";
    const prefix = `${code}${dayOf(new Date(order.paidAt), zone).replaceAll("-", "")}`;
    const count = (counts.get(prefix) ?? 0) + 1;
    counts.set(prefix, count);
    order.sourceKey = `${prefix}-${String(count).padStart(4, "0")}`;
  }
}

/** A calendar day as the database's date columns take it. */
function dateOf(day: Day): Date {
  return new Date(dayNumber(day) * 86_400_000);
}
