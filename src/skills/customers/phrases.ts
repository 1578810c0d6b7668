// How people ask for customers. What a question may hold is in asked.ts; one customer is looked up in card-phrases.ts,
// registered and corrected in record-phrases.ts.

import { addDays } from "../../calendar/day.ts";
import type { Plan } from "../../skill.ts";
import { boundOf, dateOf, daysOf } from "../../understanding/parser/build.ts";
import type { Phrases, Said } from "../../understanding/parser/grammar.ts";
import { find, findEach } from "./asked.ts";
import { COMPARED, compare, nextPage, ownersCompared, sideBySide, withoutQuiet } from "./asked-plain.ts";
import { ASKED, ASKED_WORDS } from "./asked-words.ts";
import { cardPhrases, PART_WORDS } from "./card-phrases.ts";
import { erasePhrases } from "./erase-phrases.ts";
import { filePhrases } from "./file-phrases.ts";
import { mergePhrases } from "./merge-phrases.ts";
import { wordClasses } from "./phrase-words.ts";
import type { Condition } from "./query.ts";
import { PURPOSE } from "./rank-words.ts";
import { recordMacros, recordPhrases } from "./record-phrases.ts";

/** 浦东跟徐汇哪边女客多: of whom both shops are compared. */
const EMPTY_FIND = { kind: "customers.find" };
/** 这些人, 她们几个: those on the list just given. */
const ON_SHOW =
  "这些人|这些客户|这些|这几个|这几个人|这几位|这几位客户|她们|他们|她们几个|他们几个|这批人|这批客户|这批|这拨人|这群人|这帮人|上面这些人|上面这些|上面的人|上面那些人|名单上的人|名单上的|名单里的人|刚才那些人|刚才这些人|那些人|那几个人|那几位";
const IN_ALL = "一共|总共|加起来|合计|都|累计|总的|拢共|统共|总计|合起来|加一块儿|加一块|到现在|平时|全部";
const SORT_OF =
  "({tier}|women=( (女客|女的|女客户|女会员|女客人|女性|女士) )|men=( (男客|男的|男客户|男会员|男客人|男性|男士) )|new=( (新客|新客户|新会员|新客人) )|old=( (老客|老客户|老会员|老顾客|回头客) )|lost=( (流失客|流失客户|流失的|流失) ))";

export const phrases: Phrases = {
  words: { ...wordClasses, ...ASKED_WORDS, ...PART_WORDS },
  macros: { ...recordMacros, purpose: PURPOSE, sortOf: SORT_OF },
  phrases: [
    ...filePhrases,
    { say: [ASKED], make: findEach, cost: 0.6, vague: isOfAll },
    {
      // 「1w以上的」「1.5w到3w之间」: so much money; nothing else is counted so high.
      say: ["({bound.yuan:bound}|{bound.plain:bound}) ?之间 ?的 ?(客户|人|有谁|有哪些)"],
      make: (said) => ofSum(said),
      cost: 0.9,
    },
    {
      // 超过五千的客户最近没来: what they spent, and that they have not come, in one.
      say: [
        "?(有没有|有|看看|哪些|谁是|那些|那种)* ({bound.yuan:bound}|{bound.plain:bound}) ?(的|客户|客人|会员|顾客|人|里|里面|当中|有|有没有|哪些|谁)+ ?都? ({date:gone}|recent=( (最近|近来|近期|这阵子|这段时间|最近一段时间) )|long=( (好久|很久|老久|好长时间|许久|好一阵) )) ?(都|也|就|一直|还|再|又|是)* (没来|没来过|没有来|没来店|没来店里|没到店|没再来|没出现|没露面|不来|没来了|不来了) ?(的|吧|是不是|对吧|有谁|有哪些|都有谁|是谁|有吗|有没有|吗|么)*",
      ],
      make: spentAndGone,
      cost: 0.1,
    },
    ...COMPARED.map(({ say, by }) => ({
      say: [
        `?{date} {who:a} ?(和|跟|与|、|还有|还是|比) {who:b} ?((和|、|还有) {who:c}) ?(俩|两个|两个人|俩人|两位|她俩|他俩|这俩|三个|仨|三位|之间|里|当中)* ?{date} (谁|哪个|哪位|比起来|比|对比|哪一位|谁更|谁比较|哪位更|哪个更|比一比|比比) ?{date} ${say}`,
        `?{date} (谁|哪个) ${say} {who:a} (和|还是|跟) {who:b}`,
      ],
      make: (said: Said) => compare(said, by),
      cost: 0.3,
    })),
    {
      say: [
        "{who:a} 比 {who:b} ?{date} (多|少) (花|买|消费|花费) ?了 ?(多少|多少钱|几多)",
        "{who:a} ?{date} (花|花的|花得|消费|消费得|买得|买的) ?了 比 {who:b} (多|少|高|低) ?(多少|吗|么|不|多少钱)",
        "{who:a} (和|跟|与) {who:b} ?{date} (差多少|差了多少|消费差多少|花的差多少|消费对比|比一下消费|谁花的钱多)",
      ],
      make: (said: Said) => compare(said, "spend"),
      cost: 0.2,
    },
    {
      say: [
        "{staff:a} (和|跟|与|还是) {staff:b} ?((和|、) {staff:c}) (谁|哪个) ?的? (客户|会员|顾客) (多|最多|更多)",
        "{staff:a} ?的? (客户|会员|顾客) 比 {staff:b} (多|少) ?(多少|几个|吗|多少个)",
      ],
      make: (said: Said) => ownersCompared(said),
      cost: 0.2,
    },
    {
      // 林悦跟周航谁手里金卡多
      say: [
        "{staff:a} ?(和|跟|与|、|还有|还是|比) {staff:b} ?((和|、|跟) {staff:c}) ?(俩|两个|两个人|三个)? (谁|哪个|哪位|谁的) ?(手里|手上|名下|手头|手底下|那边)? ?的? %sortOf ?(客户|会员|卡)? ?(更|比较|最)? (多|少) ?(些|一些|一点)",
      ],
      make: (said) => {
        const found = ownersCompared(said);
        return { ...found, where: [...found.where, sortOf(said)] };
      },
      cost: 0.05,
    },
    ...(["store", "tier"] as const).map((by) => ({
      say: [
        `{${by}:a} ?(和|跟|与|、|还有) {${by}:b} ?的? ?{date} (客户数|会员数|客户|会员|人数|人均消费|平均消费|客单价|人均) ?(比一比|对比|对比一下|比一下|比较一下|比较|谁多|哪个多|谁高|哪个高|差多少|差几个|哪边多|哪边高|哪家多|哪头多|哪个更多|谁更多|哪个更高)`,
        `{${by}:a} ?(和|跟|与|、|还有|还是) {${by}:b} (谁|哪个|哪边|哪家|哪头|哪种|哪一个) ?的? ?(人|客户|会员|客人|顾客|客|人数)* ?更 多 ?些`,
        `(对比|比较|比一比|比比|比一下|比|对照|拉一下|看看) ?(一下|下)? {${by}:a} (和|跟|与|、|还有) {${by}:b} ?这? ?(两家|两店|俩)? ?的? ?{date} (客户数|会员数|客户数量|会员数量|客户|会员|人数|人均消费|平均消费|客单价|人均)`,
      ],
      make: (said: Said) => sideBySide(said, by),
      cost: 0.1,
    })),
    {
      // 静安和浦东哪边钻石多
      say: [
        "{store:a} ?(和|跟|与|、|还有|还是|比) {store:b} ?(这)? ?(两家|两店|两边|俩店|两个店)? (谁|哪个|哪边|哪家|哪头|哪个店|哪家店) ?的? %sortOf ?(客户|会员|卡)? ?(更)? (多|最多) ?(些|一些|一点)",
        "{store:a} ?的? %sortOf ?(客户|会员|卡)? 多 ?(一点|一些|些)? 还是 {store:b} ?的? ?(更)? 多 ?(一点|一些|些)",
        "%sortOf ?(客户|会员|卡)? ?(是)? {store:a} ?(的)? 多 ?还是 {store:b} ?(的)? ?更? 多 ?些",
        "%sortOf ?(客户|会员|卡)? {store:a} ?(和|跟|与|、|还是) {store:b} (谁|哪个|哪边|哪家|哪头) ?更 多 ?些",
      ],
      make: (said) => {
        const found = sideBySide(said, "store");
        return { ...found, where: [...found.where, sortOf(said)] };
      },
      cost: 0.05,
    },
    {
      // 要是给金卡群发的话一共能发到多少人: asked, and nothing is sent.
      say: [
        "?(要是|如果|假如|假设|万一|我|想|要|准备)* (给|对|往|跟) ?(所有|全部|全体)? ?的? %sortOf ?(客户|会员|卡)? ?都? (群发|群发消息|发消息|发活动|推送|发一条|发条消息|发) ?(的话|一条|一下|消息)* ?(，|,)? ?(一共|总共|大概|大约|差不多|能|可以|会|要)* (发|发给|覆盖|触达|收到|推|推给|送|通知) ?(到|给)? ?(多少|几|几多) ?(个|位)? (人|客户|会员|客人)",
      ],
      make: (said) => ({
        ...EMPTY_FIND,
        where: [sortOf(said)],
        aggregate: { fn: "count", of: "customers", by: null, range: null },
      }),
      cost: 0.05,
    },
    {
      // 金卡有几个 钻石有几个: two questions, two answers.
      say: [
        "{tier:a} ?(客户|会员) ?有 (几个|几位|多少|多少人|多少个) ?人 {tier:b} ?(客户|会员) ?有 (几个|几位|多少|多少人|多少个) ?人",
      ],
      make: (said) =>
        ["a", "b"].map((name) => ({
          kind: "customers.find",
          where: [{ field: "tier", in: [said.words(name) ?? ""] }],
          aggregate: { fn: "count", of: "customers", by: null, range: null },
        })),
      cost: 0.05,
    },
    {
      say: [
        `(换成|改看|换看|换|改成|改查|换查) ${ASKED} (看看|看下|看一下|看|再来一遍|再来一次|再来一份|再查一遍|再看一遍|再列一遍|再拉一遍|来一遍|来一份|重来|重来一遍|重新来|重新查|重新列|再来|也来一份|瞧瞧|试试)`,
      ],
      make: (said) => {
        const found = find(said);
        return found && { ...found, base: "instead" as const };
      },
      cost: 0.2,
    },
    {
      // 换成银卡, 徐汇店的客户呢: the same question of others.
      say: [
        "?(那|要是|如果|那要是|假如|那如果)* (换成|改成|改看|换看|换|改查|换作) (%sortOf|{store}|{staff}) ?(手上|手里|名下|那边)? ?的 ?(客户|会员|顾客|客人)",
        "?那 {store} ?的 (客户|会员|顾客|客人) 呢",
      ],
      make: (said) => {
        const [store, owner] = [said.words("store"), said.words("staff")];
        const whose: Condition | null =
          store !== null ? { field: "store", is: store } : owner !== null ? { field: "owner", is: owner } : null;
        return {
          ...EMPTY_FIND,
          where: [whose ?? sortOf(said)],
          base: "instead",
        };
      },
      cost: 0.05,
    },
    {
      // 哪个店老客多, 谁手上女客最多: counted in each.
      say: [
        "by-store=( (哪个店|哪家店|哪边|哪家|哪个门店|哪家门店|哪间店|哪头) ) ?的? %sortOf ?(客户|会员|卡)? ?(最|更|比较)? (多|最多|少|最少) ?(些|一些|一点)",
        "by-owner=( (哪个导购|哪位导购|哪个同事|哪位同事|哪个店员|谁手上|谁手里|谁名下|谁手底下|谁的) ) ?(手上|手里|名下)? ?的? %sortOf ?(客户|会员|卡)? ?(最|更|比较)? (多|最多|少|最少) ?(些|一些|一点)",
      ],
      make: (said) => ({
        ...EMPTY_FIND,
        where: [sortOf(said)],
        aggregate: {
          fn: "count",
          of: "customers",
          by: said.groupWords("by-store") === null ? "owner" : "store",
          range: null,
        },
      }),
      cost: 0.05,
    },
    {
      say: [
        "?再 (去掉|排除|剔除|不要|除去|去除|刨去|除掉|不算|把) (免打扰|勿扰|退订|不让打扰) (的|客户|的客户|的人) ?(去掉|排除|剔除)",
      ],
      make: () => withoutQuiet(),
      cost: 0.05,
    },
    {
      say: [
        "(还有吗|后面还有吗|还有呢|下一页|更多|继续|还有没有|后面的|下面的|剩下的|再来几个|接着看|往下|还有其他的吗|还有其他吗|还有其他人吗|还有别的吗|还有别人吗|还有其他客户吗|后面还有谁|接着来|后面呢|下一批|再看几个|往后翻|下页|还有谁|还有哪些|其他的呢|翻页|再来一页|来一页|再翻一页|翻一页|再翻翻|往下翻|往下翻翻|往下翻一页|往下看|往下拉|下一屏|再往下|接着往下|继续往下|继续列|接着列|接着翻|继续翻|继续看|后一页|后面一页|再下一页|再来一批|再来一屏|后头的|后头还有吗|后头呢|没完吧|没列完|没看完|余下的|余下的呢|其余的|其余的呢|其余呢|剩余的|剩的呢|剩下的呢|后续的|看后面|看下面的|看下一页|去下一页|下页呢)+",
        "(剩下|余下|其余|其他|后面|后头|下面|别|剩|剩余|还有) ?的? ?(人|客户|那些|几个|几位|都)* ?(也|都|再|全|一起|一并)+ (给我|帮我)? (看看|看下|看一下|瞧瞧|列一下|列出来|列下|列|发我|发一下|拉出来|拉一下|显示|显示出来|报一下|给我|放出来)",
        "再 (来|看|给我看|列|给) {number.people}",
      ],
      make: () => nextPage(),
      cost: 0.3,
      vague: () => true,
    },
    {
      // 都是谁, after a number: who was counted.
      say: [
        "all=( ?(那|这|具体|分别|到底|都)* (是谁|都谁|都有谁|是哪些|是哪些人|是哪几个|是哪几位|哪些人|哪几个人|都哪些人|是哪些客户|哪几位|是哪些客人) )",
        "all=( ?(把|给我|帮我)* (名单|人名) (给我|发我|列一下|列出来|拉一下|拉出来|看看|看下|拿来|发一下|列)+ )",
      ],
      make: (said) => (isAlone(said, "all") ? { ...EMPTY_FIND, where: [], base: "shown" } : null),
      yields: true,
      cost: 0.5,
    },
    {
      // 谁, and nothing else: beside other words it asks of those.
      say: ["?(那|都|是|分别|具体)* (谁|有谁|哪些|哪几个|哪几位|哪些人|谁谁|哪些客户) ?(啊|呀|呢|们)"],
      make: () => ({ ...EMPTY_FIND, where: [], base: "shown" }),
      cost: 0.5,
      small: true,
    },
    {
      // 还是看回刚才那个名单: the list that was on show.
      say: [
        "?(还是|再|重新|那|先)* (看回|看|看看|看下|看一下|回|回到|回去|返回|返回到|退回|退回到|切回|切回到|翻回|翻回到|打开|调出|调出来|列|列一下|给我看|回看) ?(刚才|刚刚|上面|前面|之前|刚|上一个|上次) ?查? ?的? ?(那|这)? ?(个|份|张|批)? (名单|单子|列表|清单|客户名单|客户列表) ?(看看|看一下|看下|再看看|给我看看|去)",
        "?把? (刚才|刚刚|上面|前面|之前|刚) ?查? ?的? ?(那|这)? ?(个|份|张|批) (名单|单子|列表|清单|客户名单|客户列表) ?(给我|帮我|再|重新)* (看看|看一下|看下|再看看|调出来|打开|列一下|列出来|再列一遍|再来一遍|再看一遍|拿出来|发我)",
      ],
      make: () => ({ ...EMPTY_FIND, where: [], base: "shown" }),
      cost: 0.1,
    },
    {
      // 这些人都是谁名下的, 都是谁的: how many of those on show each has.
      say: [
        "?(她们|他们|这些|这几个|这些人) (都|分别|各自)+ ?是 (谁|哪个导购|哪位导购|哪些导购) (的|在跟|负责|跟的|名下的) ?客户",
        `(${ON_SHOW}) ?(都|分别|各|各自|到底)* ?(是|归|在|属于)* (谁|哪个导购|哪位导购|哪些导购|哪个同事|哪位同事|哪几个导购) ?(的|名下|手上|手里|跟|管|负责|带|在跟|在带|的客户)+ ?的`,
      ],
      make: () => ({
        ...EMPTY_FIND,
        where: [],
        aggregate: { fn: "count", of: "customers", by: "owner", range: null },
        base: "shown",
      }),
      cost: 0.05,
    },
    {
      // 这些人总共买了多少钱: of all those on show, and no card.
      say: [
        `(${ON_SHOW}) ?(里|里面|当中)? ?{date:free} ?(${IN_ALL})* ?{date:free} ?(${IN_ALL})* (花|消费|买|贡献|掏|砸|刷|花费|带来|消耗) ?(了|过|掉|出|到)* (多少|多少钱|几多|多少块|多少销售|多少业绩|多少大洋) ?钱 ?(${IN_ALL})`,
        `(${ON_SHOW}) ?(里|里面|当中)? ?的? ?{date:free} ?(${IN_ALL})* ?的? (消费|消费额|花费|消费金额|业绩|贡献|总消费|消费总额) ?(是|有)? ?(${IN_ALL})* ?(是|有)? (多少|多少钱|几多)`,
      ],
      make: (said) =>
        find({
          ...said,
          groups: [
            { name: "base", start: 0, end: 0, captures: [] },
            { name: "sum", start: 0, end: 0, captures: [] },
          ],
        }),
      cost: 0.1,
    },
    ...cardPhrases,
    ...recordPhrases,
    ...mergePhrases,
    ...erasePhrases,
  ],
};

/** Nothing but particles stands beside it: 你是谁 asks something else. */
function isAlone(said: Said, name: string): boolean {
  const all = said.groups.find((group) => group.name === name);
  return (
    all !== undefined && /^[啊呀呢吧哦\s，,。？?]*$/u.test(said.text.slice(0, all.start) + said.text.slice(all.end))
  );
}
function sortOf(said: Said): Condition {
  const tier = said.words("tier");
  if (tier !== null) return { field: "tier", in: [tier] };
  const life = (["new", "old", "lost"] as const).find((name) => said.groupWords(name) !== null);
  if (life) return { field: "lifecycle", in: [life] };
  return { field: "gender", is: said.groupWords("women") === null ? "male" : "female" };
}
/** Less may be points, visits or an age. */
const SUM_ALONE_YUAN = 1000;
function ofSum(said: Said): Plan | null {
  const bound = boundOf(said.get("bound"));
  // 储值余额大于一千的 is no spending.
  if (/余额|储值|押金|定金|积分|身高|体重|欠/u.test(said.text)) return null;
  if (bound === null || Math.max(bound.min ?? 0, bound.max ?? 0) < SUM_ALONE_YUAN) return null;
  return { kind: "customers.find", where: [{ field: "spend", bound, range: null }] };
}
/** A question that narrows nothing (多少), or only says whose or where: 「毛利多少」 is not answered with how many customers there are. */
function isOfAll({ where, sort, base, aggregate }: Plan): boolean {
  if (aggregate !== null && !/"fn":"count"/u.test(JSON.stringify(aggregate))) return false;
  const whose = (one: unknown) =>
    typeof one === "object" && one !== null && "field" in one && (one.field === "owner" || one.field === "region");
  return base === "all" && (sort ?? null) === null && Array.isArray(where) && where.every(whose);
}
/** How long 最近 and 好久 are when somebody has not come. */
const RECENT_DAYS = 30;
const LONG_DAYS = 60;
function spentAndGone(said: Said): Plan | null {
  const spent = ofSum(said);
  // 五千以上半年没来的金卡: who they are is said last.
  if (/来了?的(?!吧|是|对|有|吗)\p{Script=Han}/u.test(said.text)) return null;
  const since =
    said.groupWords("recent") !== null
      ? addDays(said.today, -RECENT_DAYS)
      : said.groupWords("long") !== null
        ? addDays(said.today, -LONG_DAYS)
        : (daysOf(dateOf(said.get("gone")), "past")?.from ?? null);
  if (spent === null || since === null) return null;
  return {
    ...spent,
    where: [...(spent.where as Condition[]), { field: "last-seen", range: { from: null, to: since } }],
  };
}
