// The people of the tests: two shops, five members of staff and twenty-one customers whose facts never change.
// Money here is in yuan and days are days of Shanghai, as people would say them; seeding turns them into rows.
import { dayOf, instantOf, SHANGHAI } from "../../src/calendar/day.ts";
import { system } from "../../src/db/actor.ts";
import type { Db } from "../../src/db/db.ts";
import type { Vault } from "../../src/db/vault.ts";
import { defaultSettings } from "../../src/settings.ts";
import { pinyinOf } from "../../src/skills/customers/names.ts";
import { computeSegments } from "../../src/skills/segments/store.ts";

/** Sunday, 13 September 2026, ten in the morning in Shanghai: the day most tests play on. */
export const NOW = new Date("2026-09-13T02:00:00Z");
export const TODAY = dayOf(NOW, SHANGHAI);

export const stores = [
  { id: "xuhui", name: "徐汇店", city: "上海" },
  { id: "jingan", name: "静安店", city: "上海" },
] as const;

export const staff = [
  { id: "linyue", name: "林悦", role: "associate", scope: "own", storeId: "xuhui" },
  { id: "chenchen", name: "陈晨", role: "associate", scope: "own", storeId: "xuhui" },
  { id: "zhouhang", name: "周航", role: "manager", scope: "store", storeId: "xuhui" },
  { id: "hejing", name: "何静", role: "associate", scope: "own", storeId: "jingan" },
  { id: "boss", name: "老板", role: "admin", scope: "all", storeId: null },
] as const;
export type StaffId = (typeof staff)[number]["id"];

export interface Person {
  id: string;
  name: string;
  owner: StaffId | null;
  store: "xuhui" | "jingan";
  phone: string | null;
  gender: "female" | "male" | "unknown";
  tier: "普通" | "银卡" | "金卡" | "钻石" | null;
  aliases?: string[];
  /** calendar, year, month, day, leap */
  birthday?: ["solar" | "lunar", number | null, number, number, boolean?];
  company?: string;
  points?: number;
  addedOn: string;
  doNotDisturb?: string;
  tags?: string[];
  /** kind, topic, value */
  facts?: ["preference" | "need" | "negative" | "family" | "anniversary" | "other", string | null, string][];
  /** day, yuan paid, [category, item, yuan], yuan refunded */
  orders?: [string, number, [string, string, number], number?][];
  visits?: string[];
  /** due "YYYY-MM-DD HH:mm", text, promise */
  followUps?: [string, string, boolean?][];
  /** opened on, content, closed on */
  complaints?: [string, string, string?][];
}

export const people: readonly Person[] = [
  // Of 林悦.
  {
    id: "zhang-lihua",
    name: "张丽华",
    aliases: ["张姐"],
    owner: "linyue",
    store: "xuhui",
    phone: "13811113456",
    gender: "female",
    tier: "金卡",
    birthday: ["lunar", 1975, 8, 15],
    points: 2300,
    addedOn: "2025-01-05",
    tags: ["爱旅游"],
    facts: [
      ["negative", "过敏", "对羊毛过敏"],
      ["preference", "面料", "喜欢真丝"],
      ["family", "女儿", "女儿十月结婚"],
    ],
    // 12,300 this year, last seen 68 days before TODAY.
    orders: [
      ["2025-11-11", 5000, ["大衣", "羊绒大衣", 5000]],
      ["2026-03-08", 9020, ["裙子", "真丝连衣裙", 9020]],
      ["2026-07-07", 3280, ["裙子", "真丝半裙", 3280]],
    ],
    followUps: [["2026-09-16 10:00", "问问婚宴礼服"]],
  },
  {
    id: "wang-fang-older",
    name: "王芳",
    owner: "linyue",
    store: "xuhui",
    phone: "13922220001",
    gender: "female",
    tier: "银卡",
    birthday: ["solar", 1988, 5, 3],
    points: 800,
    addedOn: "2025-03-01",
    orders: [["2026-08-20", 1598, ["上衣", "白衬衫", 1598]]],
  },
  {
    id: "wang-fang-younger",
    name: "王芳",
    owner: "linyue",
    store: "xuhui",
    phone: "13922220002",
    gender: "female",
    tier: "普通",
    birthday: ["solar", 1996, 9, 16],
    addedOn: "2026-06-01",
    orders: [["2026-06-01", 299, ["配饰", "丝巾", 299]]],
  },
  {
    id: "li-wen-f",
    name: "李雯",
    owner: "linyue",
    store: "xuhui",
    phone: "13866667788",
    gender: "female",
    tier: "金卡",
    birthday: ["solar", 1990, 1, 2],
    addedOn: "2025-02-02",
    orders: [["2026-06-15", 16000, ["大衣", "皮草大衣", 16000], 4000]],
    visits: ["2026-09-01"],
  },
  {
    id: "li-wen-m",
    name: "李文",
    owner: "linyue",
    store: "xuhui",
    phone: "13877779900",
    gender: "male",
    tier: "普通",
    addedOn: "2025-05-05",
    orders: [["2025-12-24", 880, ["上衣", "毛衣", 880]]],
  },
  {
    id: "chen-siyu",
    name: "陈思雨",
    aliases: ["思思"],
    owner: "linyue",
    store: "xuhui",
    phone: "13800005678",
    gender: "female",
    tier: "银卡",
    birthday: ["solar", 1996, 2, 29],
    addedOn: "2025-09-09",
    facts: [["preference", "颜色", "不喜欢红色"]],
    orders: [
      ["2026-09-12", 2680, ["鞋", "小羊皮单鞋", 2680]],
      ["2026-04-01", 1200, ["上衣", "针织开衫", 1200]],
    ],
  },
  {
    id: "chen-guodong",
    name: "陈国栋",
    aliases: ["陈总"],
    owner: "linyue",
    store: "xuhui",
    phone: "13700001234",
    gender: "male",
    tier: "钻石",
    birthday: ["solar", 1970, 9, 20],
    company: "国栋建材",
    points: 12000,
    addedOn: "2024-08-08",
    orders: [
      ["2025-10-10", 36000, ["西装", "定制西装", 36000]],
      ["2026-05-20", 28000, ["西装", "定制西装两套", 28000]],
    ],
    complaints: [["2026-09-10", "西装袖口开线"]],
  },
  {
    id: "zhao-min",
    name: "赵敏",
    owner: "linyue",
    store: "xuhui",
    phone: "13600007788",
    gender: "female",
    tier: null,
    addedOn: "2026-09-05",
    visits: ["2026-09-05"],
  },
  {
    id: "wang-jianguo",
    name: "王建国",
    aliases: ["王叔"],
    owner: "linyue",
    store: "xuhui",
    phone: "13500004321",
    gender: "male",
    tier: "普通",
    birthday: ["lunar", 1955, 12, 30],
    addedOn: "2025-06-06",
    doNotDisturb: "说过不要发消息",
    orders: [["2026-01-15", 666, ["上衣", "保暖内衣", 666]]],
  },
  {
    id: "zhou-ting",
    name: "周婷",
    owner: "linyue",
    store: "xuhui",
    phone: "13400008765",
    gender: "female",
    tier: "普通",
    birthday: ["lunar", 1990, 5, 10, true],
    addedOn: "2025-07-07",
    orders: [["2026-08-30", 459, ["裙子", "棉麻裙", 459]]],
    followUps: [["2026-09-11 09:30", "回访棉麻裙穿着感受"]],
  },
  {
    id: "ouyang-nana",
    name: "欧阳娜娜",
    owner: "linyue",
    store: "xuhui",
    phone: "13300002468",
    gender: "female",
    tier: "金卡",
    birthday: ["solar", 2000, 12, 31],
    addedOn: "2025-08-08",
    orders: [["2026-06-30", 18800, ["大衣", "风衣", 18800]]],
  },
  {
    id: "sun-li",
    name: "孙丽",
    owner: "linyue",
    store: "xuhui",
    phone: null,
    gender: "female",
    tier: "银卡",
    addedOn: "2024-12-12",
    orders: [["2025-12-01", 6000, ["大衣", "羽绒服", 6000]]],
    complaints: [["2025-12-20", "羽绒服跑绒", "2025-12-25"]],
  },
  {
    id: "liu-yang",
    name: "刘洋",
    owner: "linyue",
    store: "xuhui",
    phone: "13200001357",
    gender: "unknown",
    tier: "普通",
    addedOn: "2026-08-25",
    orders: [["2026-08-25", 520, ["鞋", "帆布鞋", 520]]],
  },
  // Of 陈晨. Her 张伟 shares the tail 3456, her 张丽 the alias 张姐: a manager must be asked.
  {
    id: "zhang-wei",
    name: "张伟",
    owner: "chenchen",
    store: "xuhui",
    phone: "13999993456",
    gender: "male",
    tier: "普通",
    addedOn: "2025-04-04",
    orders: [["2026-07-01", 1999, ["西装", "休闲西装", 1999]]],
  },
  {
    id: "zhang-li",
    name: "张丽",
    aliases: ["张姐"],
    owner: "chenchen",
    store: "xuhui",
    phone: "13812340000",
    gender: "female",
    tier: "银卡",
    birthday: ["solar", 1980, 9, 18],
    addedOn: "2025-04-14",
    orders: [["2026-09-10", 3600, ["大衣", "风衣", 3600]]],
  },
  {
    id: "lin-xiaohong",
    name: "林小红",
    owner: "chenchen",
    store: "xuhui",
    phone: "13812341111",
    gender: "female",
    tier: "金卡",
    addedOn: "2025-01-20",
    orders: [["2026-05-01", 15600, ["裙子", "礼服裙", 15600]]],
  },
  {
    id: "wu-mei",
    name: "吴梅",
    owner: "chenchen",
    store: "xuhui",
    phone: "13812342222",
    gender: "female",
    tier: "普通",
    addedOn: "2025-11-30",
    facts: [["negative", "丧亲", "父亲八月去世"]],
  },
  // Nobody's.
  {
    id: "gao-yuan",
    name: "高远",
    owner: null,
    store: "xuhui",
    phone: "13812343333",
    gender: "male",
    tier: "普通",
    addedOn: "2026-02-02",
  },
  // Of 何静, in the other shop.
  {
    id: "xu-jing",
    name: "徐静",
    owner: "hejing",
    store: "jingan",
    phone: "13611112222",
    gender: "female",
    tier: "金卡",
    addedOn: "2025-03-03",
    orders: [["2026-09-12", 8888, ["大衣", "羊绒大衣", 8888]]],
  },
  {
    id: "huang-lei",
    name: "黄磊",
    owner: "hejing",
    store: "jingan",
    phone: "13611113333",
    gender: "male",
    tier: "普通",
    addedOn: "2026-09-12",
    orders: [["2026-09-12", 199, ["配饰", "领带", 199]]],
  },
  {
    id: "ma-chao",
    name: "马超",
    owner: "hejing",
    store: "jingan",
    phone: "13611114444",
    gender: "male",
    tier: "银卡",
    addedOn: "2025-10-01",
    visits: ["2026-08-01"],
  },
];

/** The person with this id; throws for a misspelt one, so that a test cannot check nobody. */
export function person(id: string): Person {
  const found = people.find((one) => one.id === id);
  if (!found) throw new Error(`no such person in the cast: ${id}`);
  return found;
}

/** Shops and staff only, for tests that bring their own customers. */
export async function seedStaff(db: Db): Promise<void> {
  await db.transaction(system, async (tx) => {
    await tx.store.createMany({ data: stores.map((store) => ({ ...store })) });
    await tx.staff.createMany({ data: staff.map((one) => ({ ...one, namePinyin: pinyinOf(one.name) })) });
  });
}

/** The whole cast. Ids are the words in this file; every customer is also her owner's contact on the platform. */
export async function seedPeople(db: Db, vault: Vault): Promise<void> {
  await seedStaff(db);
  await db.transaction(system, async (tx) => {
    await tx.customer.createMany({ data: people.map((one) => customerRow(one, vault)) });
    await tx.customerAlias.createMany({
      data: people.flatMap((one) =>
        (one.aliases ?? []).map((alias) => ({ customerId: one.id, alias, aliasPinyin: pinyinOf(alias) })),
      ),
    });
    await tx.relation.createMany({
      data: people.flatMap((one) =>
        one.owner ? [{ staffId: one.owner, customerId: one.id, addedAt: at(one.addedOn) }] : [],
      ),
    });
    const tags = [...new Set(people.flatMap((one) => one.tags ?? []))];
    await tx.tag.createMany({ data: tags.map((name) => ({ id: `tag-${name}`, name })) });
    await tx.customerTag.createMany({
      data: people.flatMap((one) => (one.tags ?? []).map((name) => ({ customerId: one.id, tagId: `tag-${name}` }))),
    });
    await tx.fact.createMany({
      data: people.flatMap((one) =>
        (one.facts ?? []).map(([kind, topic, value], index) => ({
          id: `${one.id}-fact-${index + 1}`,
          customerId: one.id,
          kind,
          topic,
          value,
          pinned: kind === "negative",
          recordedById: one.owner,
          recordedAt: at(one.addedOn),
        })),
      ),
    });
    await tx.order.createMany({
      data: people.flatMap((one) =>
        (one.orders ?? []).map(([day, amount, , refunded = 0], index) => ({
          id: `${one.id}-order-${index + 1}`,
          customerId: one.id,
          storeId: one.store,
          staffId: one.owner,
          amountFen: amount * 100,
          refundedFen: refunded * 100,
          paidAt: at(day, "15:00"),
        })),
      ),
    });
    await tx.orderLine.createMany({
      data: people.flatMap((one) =>
        (one.orders ?? []).map(([, , [category, item, amount]], index) => ({
          orderId: `${one.id}-order-${index + 1}`,
          customerId: one.id,
          category,
          item,
          amountFen: amount * 100,
        })),
      ),
    });
    await tx.visit.createMany({
      data: people.flatMap((one) =>
        (one.visits ?? []).map((day) => ({
          customerId: one.id,
          storeId: one.store,
          staffId: one.owner,
          visitedAt: at(day, "16:00"),
        })),
      ),
    });
    await tx.followUp.createMany({
      data: people.flatMap((one) =>
        (one.followUps ?? []).map(([due, text, promise], index) => ({
          id: `${one.id}-followup-${index + 1}`,
          customerId: one.id,
          staffId: one.owner ?? "boss",
          createdById: one.owner ?? "boss",
          kind: promise ? ("promise" as const) : ("follow_up" as const),
          text,
          dueAt: at(due.slice(0, 10), due.slice(11)),
          dueHasTime: true,
          createdAt: at(one.addedOn),
        })),
      ),
    });
    await tx.complaint.createMany({
      data: people.flatMap((one) =>
        (one.complaints ?? []).map(([opened, content, closed], index) => ({
          id: `${one.id}-complaint-${index + 1}`,
          customerId: one.id,
          storeId: one.store,
          assigneeId: one.owner,
          content,
          state: closed ? "closed" : "open",
          openedAt: at(opened),
          closedAt: closed ? at(closed) : null,
        })),
      ),
    });
    // What the night of TODAY finds.
    await computeSegments(tx, { today: TODAY, zone: SHANGHAI }, defaultSettings, NOW);
  });
}

function customerRow(one: Person, vault: Vault) {
  const [birthdayCalendar, birthdayYear, birthdayMonth, birthdayDay, birthdayLeap = false] = one.birthday ?? [];
  return {
    id: one.id,
    name: one.name,
    namePinyin: pinyinOf(one.name),
    storeId: one.store,
    ownerId: one.owner,
    gender: one.gender,
    tier: one.tier,
    membership: one.tier ? ("active" as const) : ("none" as const),
    company: one.company ?? null,
    points: one.points ?? 0,
    externalId: `wm-${one.id}`,
    birthdayCalendar: birthdayCalendar ?? null,
    birthdayYear: birthdayYear ?? null,
    birthdayMonth: birthdayMonth ?? null,
    birthdayDay: birthdayDay ?? null,
    birthdayLeap,
    phoneCipher: one.phone ? vault.seal(one.phone) : null,
    phoneHash: one.phone ? vault.hashPhone(one.phone) : null,
    phoneTail: one.phone?.slice(-4) ?? null,
    doNotDisturb: one.doNotDisturb !== undefined,
    doNotDisturbWhy: one.doNotDisturb ?? null,
    createdAt: at(one.addedOn),
  };
}

function at(day: string, time = "10:00"): Date {
  return instantOf(day, time, SHANGHAI);
}
