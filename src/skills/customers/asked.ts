// A question about customers is a bag of conditions, a wish (list, count, rank, figure) and what it builds on; they may
// come in any order. Here is how it becomes one plan. Pure.
import { dateOf, daysOf } from "../../understanding/parser/build.ts";
import type { Said } from "../../understanding/parser/grammar.ts";
import type { Capture, Group } from "../../understanding/parser/trace.ts";
import {
  aggregateOf,
  datesOfFigure,
  EACH_PERSON,
  eachOf,
  FIGURES,
  inPeriod,
  isJoining,
  limitOf,
  orderOf,
  sidesOf,
  sortOf,
} from "./asked-figures.ts";
import {
  again,
  alsoLiked,
  anyOf,
  cameAndNot,
  type Held,
  holidays,
  inOf,
  isListed,
  mergeSameField,
  partOf,
  sameDone,
  sinceThen,
  turned,
} from "./asked-joins.ts";
import { EMPTY } from "./asked-plain.ts";
import { CONDITIONS } from "./conditions.ts";
import type { FindPlan } from "./plan.ts";
import type { Aggregate, Condition, DayRange, Sort } from "./query.ts";
import { DROPPING, SUPERLATIVE } from "./rank-words.ts";

/** 上个月跟这个月各新登记了几个: a question for each of the days. */
function ofEachDay(said: Said): FindPlan[] | null {
  const free = said.captures.filter((capture) => capture.name === "free" || capture.name === "date");
  const [first, second] = free;
  if (
    free.length !== 2 ||
    !first ||
    !second ||
    !/^[和跟与、及]$|^还有$/u.test(said.text.slice(first.end, second.start))
  )
    return null;
  if (
    !/[各别]/u.test(said.text.slice(second.end)) ||
    !said.groups.some(({ name }) => /^(?:count|sum|mean)/u.test(name))
  )
    return null;
  const made = [first, second].map((day) => {
    const captures = said.captures.filter((one) => one !== first && one !== second).concat({ ...day, name: "free" });
    const groups = said.groups.map((group) => ({
      ...group,
      captures: group.captures.filter((one) => one.name !== "date"),
    }));
    return find({ ...said, captures, groups });
  });
  return made.includes(null) ? null : (made as FindPlan[]);
}

/** 「老客多少 新客多少」: as many questions as counts, where each has a condition of its own. */
export function findEach(said: Said): FindPlan | FindPlan[] | null {
  const each = ofEachDay(said) ?? ofEachClause(said) ?? ofThose(said) ?? ofEachCount(said);
  if (each !== null) return each;
  const parts: Group[][] = [[]];
  for (const group of said.groups) {
    parts.at(-1)?.push(group);
    if (group.name === "count") parts.push([]);
  }
  if (parts.at(-1)?.length === 0) parts.pop();
  const several =
    parts.length > 1 && parts.every((part) => part.at(-1)?.name === "count" && part[0]?.name.startsWith("c-") === true);
  if (!several) return find(said);
  const found = parts.map((groups) => find({ ...said, groups }));
  return found.includes(null) ? find(said) : (found as FindPlan[]);
}

/** 店里有多少金卡，这个月新增几个会员: two counts in clauses of their own, each of its own people. */
function ofEachCount(said: Said): FindPlan[] | null {
  const { groups, text } = said;
  const [one, other, third] = groups.filter(({ name }) => name === "count");
  if (one === undefined || other === undefined || third !== undefined || BUILDS_UPON.test(text)) return null;
  const parts = (place: number) => /[，,。；;！!？?]/u.test(text[place - 1] ?? "") || said.apart(place);
  let at = one.end;
  while (at < other.start && !(parts(at) && !groups.some(({ start, end }) => start < at && at < end))) at++;
  const isOwn = (from: number, to: number) =>
    groups.some(({ name, start }) => start >= from && start < to && OF_ITS_OWN.test(name));
  if (at >= other.start || !isOwn(0, at) || !isOwn(at, text.length)) return null;
  const found = [find(within(said, 0, at)), find(within(said, at, text.length))];
  return found.includes(null) ? null : (found as FindPlan[]);
}

/** 金卡里有多少人两个月没来了 另外这周过生日的有谁: what leads over to another question parts them. */
const LEADS_OVER = /另外|顺便|顺带|然后|[再又](?:看|查)|接着/u;
function ofEachClause(said: Said): FindPlan[] | null {
  const lead = LEADS_OVER.exec(said.text.slice(said.groups[0]?.end ?? 0));
  const at = (said.groups[0]?.end ?? 0) + (lead?.index ?? 0);
  if (lead === null || !said.groups.some(({ name, start }) => start >= at && OF_ITS_OWN.test(name))) return null;
  const [first, second] = [within(said, 0, at), within(said, at, said.text.length)];
  if (!ASKS_FOR.test(first.text) || !ASKS_FOR.test(second.text) || BUILDS_UPON.test(second.text)) return null;
  const found = [find(first), find(second)];
  return found.includes(null) ? null : (found as FindPlan[]);
}
/** 顺便看看我的待办: mine alone is no question about customers. */
const OF_ITS_OWN = /^(?:c-(?!mine)|s-|o-)/u;
const ASKS_FOR = /谁|哪|几|多少|名单|列|前.{1,3}(?:名|位|个|的)|发我|看看/u;
const BUILDS_UPON = /里面|其中|当中|这些|她们|他们/u;

/** 我名下有几个客人 有几个是金卡: of those, how many; 金卡几个人 银卡呢: the same of others. */
function ofThose(said: Said): FindPlan[] | null {
  const kinds = said.groups.map(({ name }) => (name === "count" ? "n" : (KINDS.exec(name)?.[0][0] ?? "?"))).join("");
  const [counted, next] = [
    kinds.indexOf("n"),
    said.groups[/^c+nn?c+$/u.exec(kinds) ? kinds.indexOf("n") + 1 : kinds.indexOf("b")],
  ];
  if (next === undefined || !/^(?:c+n{1,2}c+|c*nc*b[cn]+)$/u.test(kinds)) return null;
  const isApart = said.apart(next.start) || /[，,。；;！!？?]/u.test(said.text.slice(next.start - 2, next.start));
  const first = isApart ? find(within(said, 0, next.start)) : null;
  if (first === null) return null;
  if (kinds.split("n").length > 2) {
    const all = find({
      ...said,
      groups: said.groups.filter(({ name }, index) => index !== counted && name !== "base"),
    });
    return all && [first, all];
  }
  const others =
    /^cnc$/u.test(kinds) && /呢[？?]?$/u.test(said.text) ? find(within(said, next.start, said.text.length)) : null;
  return others && [first, { ...others, aggregate: first.aggregate, base: "all" }];
}
const KINDS = /^(?:c-|base$)/u;

/** What was said in one stretch of it, the rest blank. */
function within(said: Said, start: number, end: number): Said {
  const captures = said.captures.filter((one) => one.start >= start && one.end <= end);
  const groups = said.groups.filter((one) => one.start >= start && one.end <= end);
  const get = (name: string) => captures.find((one) => one.name === name) ?? null;
  const text = `${" ".repeat(start)}${said.text.slice(start, end)}${" ".repeat(said.text.length - end)}`;
  return {
    ...said,
    text,
    captures,
    groups,
    get,
    has: (name) => get(name) !== null,
    all: (name) => captures.filter((one) => one.name === name),
    words: (name) => {
      const one = get(name);
      return one && said.spell(one);
    },
  };
}

/** Conditions join by "and" unless 或 stands between; 不是, 除了 turn the next one. */
export function find(said: Said): FindPlan | null {
  const free = said.captures.find((capture) => capture.name === "free" && !isNow(capture)) ?? null;
  const freeRange = holidays(daysOf(dateOf(free), "past"), dateOf(free)?.text ?? "");
  const where: Condition[] = [];
  const show = new Set<FindPlan["show"][number]>();
  const asked = new Set<string>();
  /** Articles of which nothing is said yet. */
  const bareItems: number[] = [];
  let before = null as Held | null;
  let joinNext = false;
  let negateNext = false;
  let freeUsed = false;
  /** 半年没来 以前花过一万的: nothing was done in days in which she did not come. */
  let absent = false;
  /** Nor was anything spent where she did not buy. */
  let unspent = false;
  let sort: Sort | null = null;
  let base: FindPlan["base"] = "all";
  let by: Aggregate["by"] = null;
  for (const group of said.groups) {
    const [kind, name = ""] = [group.name.slice(0, 2), group.name.slice(2)];
    if (group.name === "or") joinNext = true;
    else if (group.name === "not") negateNext = true;
    else if (group.name === "notEnd" && before !== null && !before.negated && where.length > 0) {
      // 静安店以外的: what stands before is turned.
      where.push(turned(where.pop() as Condition));
      before = { ...before, negated: true };
    } else if (group.name === "base") {
      // 金卡里面消费最低的: inside the gold ones, not inside what is on show.
      // 沉睡名单里, 金卡那拨人里: of those named just before.
      const close = before?.group.end === group.start && !said.apart(group.start);
      const inside = (close ? /^(?:里|当中|其中|名单|那[拨堆批群帮些])/u : /^(?:里|当中|其中)/u).test(
        said.text.slice(group.start, group.end),
      );
      const ofAll = inside && /(?:客户|会员|顾客|客人)$/u.test(said.text.slice(0, group.start));
      if ((before === null || !inside) && !ofAll) base = "shown";
    } else if (kind === "g-") by = name as Aggregate["by"];
    // 花钱最多的十个都多久没来了: of those ranked, how long it is.
    else if (name === "seenOld" && sort !== null && /多久/u.test(said.text.slice(group.start, group.end)))
      show.add("last-seen");
    else if (kind === "s-") sort = sortOf(name, group, freeRange) ?? sort;
    else if (kind === "o-") sort = orderOf(name, group, freeRange, where, sort);
    else if (kind === "v-") show.add(name as FindPlan["show"][number]);
    else if (kind === "c-") {
      // 没来的金卡名单给陈晨: who gets the list, and whose nobody is.
      if (name === "owner" && where.length > 0 && LIST_FOR.test(said.text.slice(0, group.start))) continue;
      const rule = CONDITIONS.find((one) => one.name === name);
      const { part, own } = partOf(
        group,
        said,
        absent || (unspent && name.startsWith("spend")) ? null : freeRange,
        before,
      );
      const made =
        again(name, part, before) ??
        alsoLiked(name, part, before) ??
        cameAndNot(name, part, before) ??
        rule?.make(part) ??
        null;
      // A condition that makes no sense is none to leave out: the list would be longer than what was asked for.
      if (made === null) return null;
      // 买过一次就没再来的: of whoever came to buy, 没来 without a day says nothing more.
      if (name === "notCame" && before?.own === null && SAID_BOUGHT.test(before.name) && isNeverHere([made])) continue;
      // 和…聊过: what follows a joint is an article only after another one.
      if (
        name === "moreItem" &&
        before === null &&
        said.text[group.start - 1] !== undefined &&
        JOINT.test(said.text[group.start] as string)
      )
        continue;
      if (name === "added" && limitOf(said) !== null && dateOf(part.get("date"))?.vague) {
        sort = { by: "added", direction: "desc", range: null };
        continue;
      }
      freeUsed ||= own === null && freeRange !== null && isOfDays(made, freeRange);
      absent ||= name === "notCame" && own === null && freeUsed;
      unspent ||= name === "notBought" && own === null && freeUsed;
      if (bareItems.length > 0 && before?.name === "moreItem") {
        // 羊绒衫或者大衣今年入手过的, 大衣今年买过的: what was done stands after the last of them.
        const [done, denied] = [
          name === "itemBought" || name === "bought",
          name === "itemNotBought" || /^n(?:otBought|everBought)$/u.test(name),
        ];
        if (done || denied)
          for (const at of bareItems)
            where[at] = sameDone(where[at] as Condition, name.startsWith("item") || own !== null ? own : null, denied);
        if (done && name === "bought") continue;
        if (denied && !name.startsWith("item") && bareItems.includes(where.length - 1)) continue;
      }
      // 9月来过之后再没来: last seen then.
      const since = sinceThen(name, said, group, before);
      if (since !== null && before !== null) {
        if (since.instead) where.pop();
        where.push(since.made);
        before = { ...before, name, group, made: since.made };
        continue;
      }
      // 没买丝巾: not bought at all, and then what: not bought that.
      if (
        name === "moreItem" &&
        before !== null &&
        /^n(?:otBought|everBought)$/u.test(before.name) &&
        before.group.end === group.start
      ) {
        where.pop();
        before = { ...before, made: { not: made } };
      }
      // 今年来的新客: new in those days.
      if (
        name === "new" &&
        before !== null &&
        /^(?:came|visits)$/u.test(before.name) &&
        before.own !== null &&
        /^的?$/u.test(said.text.slice(before.group.end, group.start))
      ) {
        where.pop();
        where.push({ field: "first-purchase", range: before.own });
        before = { ...before, name, group, made: where.at(-1) as Condition };
        continue;
      }
      // 上个月买过 西装: what was bought then.
      if (
        name === "moreItem" &&
        before !== null &&
        /^bought(?:Then)?$/u.test(before.name) &&
        before.group.end === group.start
      ) {
        where.pop();
        where.push({ field: "bought", what: part.words("what"), range: before.own ?? part.range });
        before = { ...before, name: "boughtItem", group, made: where.at(-1) as Condition };
        continue;
      }
      const turned: Condition =
        name === "moreItem" && before && "not" in before.made && !("not" in made) ? { not: made } : made;
      const negated = negateNext || (before?.negated === true && isListed(said, before, group, turned));
      const condition: Condition = negated ? { not: turned } : turned;
      negateNext = false;
      // 姓陈和姓程的: nobody has two surnames.
      const either =
        joinNext ||
        (name === "surname" && before?.name === "surname") ||
        (name === "moreItem" && (part.has("或者") || part.has("或")));
      if ("all" in condition && !either) where.push(...condition.all);
      else if (either && where.length > 0) where.push(anyOf(where.pop() as Condition, condition));
      else where.push(condition);
      joinNext = false;
      const list: boolean =
        name === "moreItem" && (before === null || !/ought|moreItem/u.test(before.name) || bareItems.length > 0);
      if (list) bareItems.push(where.length - 1);
      else bareItems.length = 0;
      before = { name, group, made: turned, own: own ?? before?.own ?? null, negated };
    } else if (!isOfColumn(said, group)) asked.add(group.name);
  }
  // 明天谁生日: the birthday asked for is the one on the day that stands free.
  if (
    show.has("birthday") &&
    free &&
    !freeUsed &&
    where.every((one) => !("field" in one) || one.field !== "birthday")
  ) {
    const range = daysOf(dateOf(free), "future");
    if (range?.from) where.push({ field: "birthday", range });
    freeUsed = true;
  }
  // 快过生日的 未来两周: on those days.
  const coming = sort?.by === "birthday" && !freeUsed ? daysOf(dateOf(free), "future") : null;
  if (coming?.from && coming.from >= said.today && coming.to !== null) {
    where.push({ field: "birthday", range: coming });
    [sort, freeUsed] = [null, true];
  }
  // 每个月新增多少客户: by the month they joined in.
  if (by === "month" && /新增/u.test(said.text))
    for (const [at, one] of where.entries())
      if ("field" in one && one.field === "first-purchase") where[at] = { field: "added", range: one.range };
  if (sort !== null) sort = inPeriod(sort, where, said.text);
  // 客单价三千以上的女客: the sum is that of one purchase.
  if (said.groups.some(({ name }) => name === "c-elders") && asked.has("meanOrder"))
    for (const [at, one] of where.entries())
      if ("field" in one && one.field === "spend") {
        where[at] = { ...one, field: "average-order" };
        asked.delete("meanOrder");
      }
  const merged = mergeSameField(where);
  // 再不来就流失了: talk, for who never came cannot be lost.
  if (asked.size === 0 && isNeverHere(merged) && merged.some((one) => "field" in one && one.field === "lifecycle"))
    return null;
  // 「今年消费前10%」: what they are the top of, and no order.
  if (sort?.by === "spend" && merged.some((one) => "field" in one && one.field === "top-spend")) sort = null;
  if (
    merged.length === 1 &&
    before?.name === "ofRegion" &&
    !/[住家来在]/u.test(said.text.slice(before.group.start, before.group.end)) &&
    !OF_PEOPLE.test(said.text.slice(before.group.end)) &&
    asked.size === 0 &&
    by === null
  )
    return null;
  // 平均每人花多少: one figure, and none for each colleague.
  if (by === "owner" && EACH_PERSON.test(said.text)) by = null;
  // 几家店各有多少钻石; 徐汇和静安哪边女客多: side by side.
  if (by === null && (asked.has("each") || asked.has("which") || (asked.has("count") && /各|分别/u.test(said.text))))
    by = sidesOf(asked, merged, said.text) ?? by;
  if (asked.has("which") && by === null) return null;
  // Who was brought by nobody is no answer to 谁介绍来的最多.
  if (by === "referrer") merged.push({ field: "referred", is: true });
  if (asked.has("own")) {
    if (merged.length === 0 && !asked.has("count") && !asked.has("list")) return null;
    merged.unshift({ field: "owner", is: "me" });
  }
  // 等审的草稿还剩多少: of what, and no count of everybody.
  if (asked.has("count") && merged.length === 0 && base === "all" && by === null && LEFT.test(said.text)) return null;
  const figure = FIGURES.some((name) => asked.has(name));
  if (freeRange && !freeUsed && !sort && merged.length === 0 && !figure && by === null) return null;
  // 「有投诉的拿掉」: the others of those on show.
  const drops = (asked.has("drop") || negateNext) && merged.length > 0 && DROPPED.test(said.text);
  if (drops) merged.splice(0, merged.length, ...merged.map(turned));
  const limit = limitOf(said);
  if (merged.length === 0 && limit === null && by === null && BUILDS_ON.test(said.text.replace(POLITE, "")))
    base = "shown";
  // 消费金额也显示一下: a column more, of those on show; 前五个就行: the first of them.
  const columns = merged.length === 0 && sort === null && by === null && limit === null && show.size > 0;
  if (columns && /[显加列带也看标附写连]/u.test(said.text) && [...asked].every((name) => name === "list"))
    base = "shown";
  if (merged.length === 0 && sort === null && limit !== null && ENOUGH.test(said.text)) base = "shown";
  if (asked.has("rest") && merged.length > 0) base = "shown";
  const narrows = NARROWS.test(said.text) || (AND_THOSE.test(said.text) && merged.every(isTrait));
  if (merged.length > 0 && (narrows || drops)) base = "shown";
  else if (merged.length > 0 && AND_THOSE.test(said.text)) base = "instead";
  if (
    limit !== null &&
    said.has("top") &&
    sort === null &&
    base !== "shown" &&
    !show.has("points") &&
    !asked.has("count") &&
    !figure
  )
    sort = { by: "spend", direction: "desc", range: freeRange };
  // 各等级今年的消费分别占几成: a share of what was spent.
  const shared = asked.has("share") && sort?.by === "spend" && limit === null && !RANKED.test(said.text) ? sort : null;
  if (shared !== null) {
    asked.add("shareSpend");
    sort = null;
  }
  // 按性别看消费: what each of them spent.
  if (by !== null && sort?.by === "spend" && limit === null && !asked.has("count") && !RANKED.test(said.text)) {
    asked.add("sum");
    sort = null;
  }
  // 按月看新增会员: by the month they joined in.
  if (by === "month" && /新/u.test(said.text) && merged.length === 1 && inOf(merged[0])?.in[0] === "new") merged.pop();
  // 客单价前十: a rank, and no figure.
  if (limit !== null && sort === null && said.has("top") && asked.delete("meanOrder"))
    sort = { by: "average-order", direction: "desc", range: freeRange };
  if (asked.has("first") && sort === null && show.delete("points"))
    sort = { by: "points", direction: "desc", range: null };
  if (sort === null && limit !== null && show.has("points")) sort = { by: "points", direction: "desc", range: null };
  // 消费排名后十的: from the other end.
  if (asked.has("last") && limit !== null) {
    if (base === "shown" && sort === null) return null;
    sort = { ...(sort ?? { by: "spend", range: freeRange }), direction: "asc" };
  }
  const best =
    (asked.has("single") || asked.has("first")) &&
    sort !== null &&
    (asked.has("first") || SUPERLATIVE.test(sort.by === "birthday" ? said.text.replace("最近", "") : said.text)) &&
    limit === null
      ? 1
      : limit;
  const figureRange = datesOfFigure(said) ?? shared?.range ?? freeRange;
  const aggregate =
    eachOf(asked, merged, figureRange) ??
    aggregateOf(
      asked,
      by,
      figureRange,
      best !== null || sort !== null,
      isJoining(merged) || JOINED_UP.test(said.text),
      PEOPLE_BOUGHT.test(said.text),
      said.text,
    );
  // 一共贡献了多少消费: the bare word ranks nobody where a figure is asked.
  if (sort !== null && best === null && aggregate !== null && aggregate.fn !== "count" && !RANKED.test(said.text))
    sort = null;
  const meaning =
    merged.length > 0 || sort !== null || aggregate !== null || by !== null || (best !== null && said.has("top"));
  if (!meaning && !(base === "shown" && (asked.size > 0 || show.size > 0))) return null;
  if (merged.some((condition) => "field" in condition && condition.field === "birthday")) show.add("birthday");
  return { ...EMPTY, where: merged, sort, limit: best, aggregate, base, show: [...show].slice(0, SHOWN_MAX) };
}

/** 我的客户里下周谁生日: whose she is has no day. */
function isOfDays(made: Condition, range: DayRange): boolean {
  const days = JSON.stringify(made);
  return [range.from, range.to].some((day) => day !== null && days.includes(day));
}
/** 现在多少客户: the number there is, and no day. */
const isNow = (free: Capture | null) => /^(?:现在|目前|当前|眼下|如今|现阶段|这会儿?)$/u.test(dateOf(free)?.text ?? "");

/** 每个品类各有多少客户买过: of people and no count of orders. */
const PEOPLE_BOUGHT =
  /(?:多少|几)(?:个|位|名)?(?:客|会员|人|顾客)|客户数|人数|会员数|(?:客户?|人|会员|顾客|位)[^，,]*买|买[^，,]*(?:客户?|人|会员|顾客|位)/u;

const LIST_FOR = /(?:名单|清单|单子|列表|表)[\s，,]*(?:先|都|再|直接)?(?:发|转|交|推|甩|传|拉)?给$/u;

const LEFT = /剩(?:几|多少)/u;

const JOINED_UP = /新[增进添加办入登]|入会|办卡|建档|注册/u;

const RANKED = /最|第一|前|高到低|低到高|倒数|垫底|排/u;

const SAID_BOUGHT = /^(?:orders|ordersOnce|bought|boughtItem|visits|visitsOnce|came|firstPurchase|spend\w*)$/u;

const isNeverHere = (where: readonly Condition[]) =>
  where.some((one) => "field" in one && one.field === "visits" && one.bound.max === 0 && one.range === null);

/** 苏州的客户, and no 苏州的高铁票. */
const OF_PEOPLE = /^(?:那些|老|新)?(?:客|会员|顾客|人(?!民)|人员)/u;

const POLITE =
  /^(?:打扰一?下|那个|诶|能不能|可不可以|可以|能否|请|你|您|请问一?下?|麻烦|帮我|帮忙|劳驾|话说|对了|想?问一?下|看一?下|看看|算算|算一?下|数数|统计一?下|你?给我|[,，、 ])+/u;

/** 「按消费排」「一共几个」 speak of what is on show. */
const BUILDS_ON =
  /^(?:换[个种](?:排法|顺序|排序)|重新?排)[，, ]*按|^(?:那|所以|这|那么|这里|这儿|这边|这份|这个|名单|上)*(?:一共|总共|共|有|拢共|统共|合计|加起来|是|到底|都|数数|数一下|数下|算下来|拢总)*(?:几个|几位|多少个|多少位|多少人|几人|多少|多少名|几名|几号人|多少号人)人?[呢啊呀哈]?(?:这是|来着|了|这里|名单上?)?[呢啊呀]?$|^(?:那|再|给我|帮我|都)*按.+(?:排序?|排个序|排一排|排列|排个队|排好|重排|重新排|排个名|倒序|升序|降序|排下|排一遍)(?:一下|下|吧|呢|看看|给我|哈)*$|^再?(?:加上|带上|显示)(?:电话|手机号?|生日|等级|积分|年龄|尾号)$|^(?:把|连).{2,12}(?:也|都|一起|一并|一块儿?|全|统统|顺便)(?:给我)?(?:带上|带出来?|列上|列出来|列进[来去]|显示出来?|加上|加进[来去]|附上|标上|标出来|写上|捎上|放上)[吧]?$|^(?:那|再|给我|帮我|都)*按?[^，,从由]{0,6}[从由].[到往至].(?:排|列|来)?(?:一下|下|序|好|出来|下来|看看|吧|给我)*$|^从.到.按?.{2,8}排$|^.{2,10}(?:排|放|往|靠)?(?:在|到)?(?:最前面?|前面|前头|前放|前排|前挪|前靠|靠前)[呢吧]?$/u;

/** 「那男的呢」「再筛一下银卡」: a word more about those on show. */
const TAKEN_OFF = `(?:${DROPPING}|去掉|排除|剔掉|拿掉|筛掉|撇开|排掉|扣除|扣掉|别要|减去|除去|过滤掉)`;
const NARROWS = new RegExp(
  `^(?:再|先|那)?(?:把)?(?:${TAKEN_OFF}[^，,。；;]{1,12}|再筛.{1,30})$|^把.{1,10}${TAKEN_OFF}|^(?:再|那就?)(?:看看?|筛|挑|找)?[只光单就仅]?(?:看|要|留|挑|筛)[^，,。；;]{1,12}$|^先?[只光单就仅](?:看(?![了过]?[没不]买)|要|留|剩|列|显示|保留)[^，,。；;]{1,12}$`,
  "u",
);

/** 「前五个就行」 */
const ENOUGH = /(?:就行|就好|就够|即可|足够|就可以|就成|够了|得了|就得)[了吧啊呀哈]*$/u;

const DROPPED = new RegExp(
  `(?:${DROPPING}|踢出去|踢[掉走开了]|筛[掉出]去?|请出去|撇掉|别[要列算]|刨出去|扔掉|排除|过滤掉|滤掉|抹掉|移除|移[出走]去?|划掉|清出去|抠掉|丢掉|剔出去|刨去|不看|拿掉|剔掉|剔除|刨掉|不算了?|去掉|删掉|排除掉|除掉|扣掉|不要)[了吧]?$`,
  "u",
);

/** 「那金卡呢」「普通会员那边呢」 asks for others instead; a trait narrows. */
const AND_THOSE =
  /^(?:那么?[^，,。；;]{1,12}|[^，,。；;谁哪几]{1,10}(?:[那这]边|那头|[那这]拨|[那这]批))[呢咧嘞捏哩][？?]?$/u;

const TRAITS = ["gender", "age", "bought", "fact", "tag"];

const isTrait = (one: Condition): boolean => "field" in one && TRAITS.includes(one.field);

/** 姓柏的客人电话多少: the column is asked, and not how many they are. */
const isOfColumn = (said: Said, { name, start, end }: Group): boolean =>
  name === "count" &&
  /^(?:是|都是)?(?:多少|几号)$/u.test(said.text.slice(start, end)) &&
  said.groups.some((other) => other.name.startsWith("v-") && other.end === start);

const JOINT = /[和或、]/u;

const SHOWN_MAX = 6;
