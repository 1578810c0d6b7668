// Questions about customers that need no bag: two of them compared, the next page, those on show without the quiet ones.
import { dateOf, daysOf } from "../../understanding/parser/build.ts";
import type { Said } from "../../understanding/parser/grammar.ts";
import type { FindPlan } from "./plan.ts";
import type { Condition, Sort } from "./query.ts";

/** 「张姐和王芳谁花得多」. */
export const COMPARED: readonly { say: string; by: Sort["by"] }[] = [
  {
    say: "(花得多|消费多|买得多|花钱多|消费高|花的多|消费得多|买的多|更能花|消费更高|贡献大|花得凶|花得狠|花得猛|花得厉害|花钱凶|花钱狠|花钱厉害|买得凶|买得狠|买得猛|更舍得花|更舍得花钱|舍得花钱|舍得花|更能花钱|能花钱|更大方|更有钱|消费力强|消费能力强|贡献多|贡献更大|花得更多|花费多|砸钱多|掏钱多|砸得多|更肯花钱|出手大方|出手阔)",
    by: "spend",
  },
  {
    say: "(来得多|来得勤|来的多|来的勤|到店多|常来|来得勤快|跑得勤|来得频|来得频繁|更常来|来店多|来店次数多|到店次数多|来的次数多|逛得多|逛得勤|光顾得多|来得更多|来得更勤)",
    by: "visits",
  },
  {
    say: "(买得勤|次数多|买的次数多|单数多|下单多|下单勤|买得频|买得频繁|购买次数多|消费次数多|复购多|下单次数多|单子多|开单多)",
    by: "orders",
  },
  { say: "(积分多|积分高|积分更多|分多|攒的分多|积分更高|攒分多|分高)", by: "points" },
  { say: "(年纪大|年龄大|大一些|岁数大|大几岁|更大|年长|大些|年纪更大)", by: "age" },
];

export const EMPTY: FindPlan = {
  kind: "customers.find",
  where: [],
  sort: null,
  limit: null,
  aggregate: null,
  base: "all",
  page: "first",
  show: [],
};

export const nextPage = (): FindPlan => ({ ...EMPTY, page: "next" });

/** 「林悦和陈晨谁的客户多」. */
export function ownersCompared(said: Said): FindPlan {
  const owners = ["a", "b", "c"].flatMap((name) => said.words(name) ?? []);
  return {
    ...EMPTY,
    where: [{ any: owners.map((is) => ({ field: "owner", is })) }],
    aggregate: { fn: "count", of: "customers", by: "owner", range: null },
  };
}

/** 「徐汇跟静安客户数比一比」「金卡银卡人均消费差多少」: the two side by side. */
export function sideBySide(said: Said, by: "store" | "tier"): FindPlan {
  const names = ["a", "b"].flatMap((name) => said.words(name) ?? []);
  const where: Condition[] =
    by === "tier" ? [{ field: "tier", in: names }] : [{ any: names.map((is) => ({ field: "store", is })) }];
  const spend = /消费|客单|花/u.test(said.text);
  const range = daysOf(dateOf(said.get("date")), "past");
  return {
    ...EMPTY,
    where,
    aggregate: spend ? { fn: "mean", of: "spend", by, range } : { fn: "count", of: "customers", by, range: null },
  };
}

/** 「去掉免打扰的」, of those on show. */
export const withoutQuiet = (): FindPlan => ({
  ...EMPTY,
  where: [{ not: { field: "do-not-disturb", is: true } }],
  base: "shown",
});

export function compare(said: Said, by: Sort["by"]): FindPlan | null {
  const names = ["a", "b", "c"].map((name) => said.words(name)).filter((name) => name !== null);
  const range = daysOf(dateOf(said.get("date")), "past");
  return {
    ...EMPTY,
    where: [{ any: names.map((like) => ({ field: "name", like })) }],
    sort: { by, direction: "desc", range },
  };
}
