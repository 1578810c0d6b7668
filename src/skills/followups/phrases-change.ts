// How people say that what was to be done is done, comes later, or need not be done.
import { addDays, addMonths, diffDays, localIso } from "../../calendar/day.ts";
import type { Plan } from "../../skill.ts";
import { dateOf, momentOf, whoOf } from "../../understanding/parser/build.ts";
import type { Phrases, Said } from "../../understanding/parser/grammar.ts";

const split = (words: string): string[] => words.split(" ");
const pairs = (first: readonly string[], second: readonly string[]) => first.flatMap((a) => second.map((b) => a + b));

/** Which follow-up, as the handler reads it: 第一条, 张姐的, 张姐的回访, 全部. */
export function whichOf(said: Said): string {
  const numbered = said.groupWords("which");
  if (numbered !== null) return numbered.replace(/(?<=[条件项个桩单])(?:跟|还有|以及|与)(?=第)/gu, "和");
  if (said.has("n")) return said.words("n") ?? "";
  if (!said.has("who")) return said.has("all") || said.groupWords("all") !== null ? "全部" : "";
  if (/^第/u.test(whoOf(said))) return whoOf(said);
  return `${whoOf(said)}的${said.groupWords("what") ?? ""}`;
}

export const changeWords: NonNullable<Phrases["words"]> = {
  done: split(
    "做完了 完成了 完成 搞定了 搞定 办完了 办好了 弄好了 做好了 处理完了 处理了 联系过了 打过了 回访过了 回访完了 已完成 " +
      "已经联系了 跟进完了 ok了 好了 结束了 办妥了 跟完了 打完了 弄完了 处理好了 搞完了 已做 已办 已搞定 已处理 已办完 打完电话了 " +
      "回访好了 跟过了 已跟进 跟进过了 已回访 已联系 done 完事了 了结了 完工了 妥了 妥 齐活 齐活了 完事 完事儿 完事儿了 办妥 " +
      "搞掂 搞掂了 掂了 划掉 划掉了 勾掉 勾掉了 打勾 打钩 打个勾 打个钩 勾了 勾上 核销 核销了 销了 销掉 销掉了 消掉了 了结 解决了 " +
      "已解决 整完了 整好了 干完了 忙完了 拿下了 弄妥了 弄妥 搞好了 done了 已经搞定 做完 办完 跟完 弄完 处理完 打完 回访完 联系完 " +
      "搞完 干完 忙完 处理好 弄好 办好 已经做了 已经办了 已经弄了 已经跟了 已经处理了 已经回访了 已经联系过了 完了 利索了 " +
      "finish了 finished 清了 清完了 清掉了 清空了 清光了 消灭了 清零了 all done 全done了 标记完成 标成完成 标为完成 标完成 标记为完成 标记已完成 标记为已完成 标成已完成 标为已完成 设为完成 设成完成 点完成 点了完成 勾选完成 改成完成 改成已完成 一键完成 记完成 打成完成 完活 完活了 已了 结了 结案了 落实了 落实好了 搞腚了 完成咯 做妥了",
  ),
  /** After a number or 那条 these say it too; after a bare name they tell of a call or a sale. */
  doneOf: split(
    "做了 做过了 打过了 打了 弄了 办了 跟了 回了 回过了 回复过了 催过了 催了 寄过了 问过 确认过了 确认了 约过了 试过了 回访了 联系了 联系上了 打通了 发过了 送到了 送过了 寄走了 寄出去了 寄出了 送过去了 " +
      "已联系客户 联系客户了 联系了客户 联系过客户了 打给她了 打给他了 打给客户了 给客户打了电话 给客户打电话了 给她打了电话 给他打了电话 给她打过电话了 跟客户说了 跟客户说过了 跟她说了 跟他说了 跟她说过了 跟客户聊过了 通知客户了 通知她了 通知他了 回复客户了 " +
      "说过了 说了 问过了 问了 约好了 约上了 跟进了 搞了 做咗 行了 可以了 通知了 通知到了 打过电话了 打电话了 聊过了 去过了 取了 拿走了",
  ),
  later: split(
    "推到 推迟到 延到 延后到 改到 推迟 延后 往后推 晚点再说 晚点 稍后 过会儿再说 过两天再说 推 延 改约 改成 挪到 改期到 延迟到 " +
      "延期到 往后挪到 往后延到 顺延到 挪 往后挪 往后延 延期 顺延 改时间到 放到 拖到 缓到 调到 换到 改在 缓 缓一缓 缓缓 改期 改期在 " +
      "改日 顺 往后顺 往后顺延 顺到 顺一顺 后延 押后 押到 押后到 推后 推后到 搁到 搁 挪后 挪后到 移到 移 调整到 往后拖 往后拖到 拖 后推 " +
      "后推到 改去 挪去 推去 延去 往后放 往后放到 放 往后缓 往后缓到 往后推到 向后推 向后延 再推 再推到 再延 再缓 改为 延迟 延一延 推一推 " +
      "推到后面 迟到 迟点 推晚 挪一挪 挪个 改个 先放 先放到 先推到 先挪到 先缓 定到 约到 改约到 拨到 先放放 先放着 先搁着 先搁搁 放一放 搁一搁 先放一放",
  ),
  drop: split(
    "取消 不用提醒了 不用跟了 别提醒了 不用了 删掉 删了 作废 算了 不用做了 不跟了 撤掉 取消掉 取消了 取消吧 不做了 不要了 不用管了 " +
      "去掉 不需要了 别跟了 删除 不用回访了 不用联系了 不必了 免了 不用打了 不用再提醒了 cancel cancel掉 cancel了 撤 撤了 撤销掉 撤下 " +
      "撤下来 作罢 拉倒 不管了 别管了 不提了 别提了 不用提了 消掉 剔除 剔掉 清掉 移除 不必跟了 不必做了 不必提醒了 不用理了 不理了 别弄了 " +
      "不搞了 不弄了 不办了 甭跟了 甭管了 甭提醒了 不用催了 不打了 不回访了 不联系了 别打了 别回访了 别联系了 别做了 先不跟了 先不做了 " +
      "不用办了 不用弄了 甭做了 甭打了 不必打了 不必回访了 不用去了 不去了 不用问了 不用再跟了 别再跟了 不再跟了 删去 抹掉 废掉 废了 " +
      "无效 没必要了 没必要跟了 用不着了 用不着跟了 停了 停掉 不用记了 别记了 不记了 甭记了 不用留着了 不用盯了 别盯了 提醒取消 取消提醒",
  ),
  /** Of 这条, which may be a draft as well, only what is said of things to do. */
  dropDue: [
    ...pairs(
      split("不用 不用再 不必 不必再 不要 不要再 别 别再 甭 甭再 没必要 不需要 用不着 先不 不"),
      split(
        "跟 跟了 跟进 跟进了 做 做了 办 办了 弄 弄了 提醒 提醒了 提醒我 提醒我了 打 打了 打电话了 回访 回访了 联系 联系了 催 催了 管 管了 盯 盯了",
      ),
    ),
  ].filter((words) => /了$|提醒|^(?:不用|不必|甭|用不着|没必要)/u.test(words)),
  /** Why somebody cannot do it now. */
  busy: split(
    "来不及 来不及了 没空 顾不上 做不了 弄不完 没时间 走不开 赶不上 搞不定 不方便 忙不过来 没顾上 联系不上 " +
      "弄不了 做不完 做不成 办不完 办不成 办不了 跟不完 跟不了 打不完 打不了 忙不完 没忙完 没弄完 没做完 " +
      "没办完 没跟完 没来得及 没做成 没打通 打不通 去不了 没法做 没法弄 没法打 没法跟 处理不了 处理不完 搞不完 " +
      "搞不了 赶不及 赶不过来 赶不过去 出不去 抽不开身 腾不出手 没工夫 没功夫 腾不出空 分不开身 抽不出空 " +
      "抽不出时间 忙不开 排满了 不在店 不在 在外面 有事 请假 休息 要开会 开会 不舒服 太忙了 太忙 忙疯了 " +
      "忙死了 忙翻了 弄不成 接不了 顾不过来 管不过来 管不了 不凑手 不行 不太行 没接 没接电话 没人接 没人接电话 不接 不接电话 关机 占线 在忙 在开会 出差 出差了 没回 没回我 没回消息 没回复 不方便接 没打通电话 没联系上 无人接听 正忙 够呛 悬 悬了 没戏",
  ),
  /** What undoes a whole list when named with it: 不用了 alone answers something else. */
  scrapAll: split("取消 取消掉 作废 删掉 删了 删除 清空 清掉 撤掉 撤了 cancel cancel掉 免了 不要了 去掉 撤销"),
  doAll: split("全 全都 统统 通通 全部 都 所有"),
  things: split(
    "跟进 待办 任务 事 事情 事儿 提醒 活 活儿 回访 跟进任务 待办事项 待跟进 没做完的 没做的 没跟的 没办的 没办完的 没跟完的 要跟的 要做的",
  ),
};

/** Words for one of them: 那条, 那事儿, 的提醒. */
const ONE =
  "(那条|那个|这条|这个|那事儿|那事|这事|这事儿|那件事|这件事|那个事|那个事儿|那个事情|那件事情|这个事情|这件事情|那事情|的事|的事儿|那桩|那桩事|那单|那档子事|那项|这项|那件事儿|那条提醒|那个提醒|那条跟进|这条跟进|那个跟进|那条待办|那个待办|那条任务|那个任务|那条回访|那个回访)";
const ALL = "(全|通通|统统|都|全部|全都|一律|所有|一起|一块|一块儿|整个)";

export const changeMacros = {
  /** 再提醒我, 再喊我一声. */
  noMore: "((不用|别|不要|不必|甭|不需要) ?再 (提醒|跟进|跟|做|管|提|叫|喊|催|通知|盯) ?我 ?了)",
  callMeAgain: "(再 ?记得 (提醒|叫|喊|提|说|催|弹|通知|告诉) ?(我|我一下|我一声|一下|一声))",
  this: "((刚|刚才|刚刚|才) (定|设|建|加|记|说|弄|约|安排) ?(好|了)? 的 ?那? ?(个|条)? (提醒|跟进|待办|任务) | which=( (这|那|刚才那|刚刚那|刚那|上面那|刚说的那|上一) (条|条提醒|个提醒|条跟进|个跟进|条待办|个待办|个任务|件事|件事儿|事儿|项|条任务) ))",
  justNow: "?(已经|今天|今早|今儿|刚|刚刚|刚才|昨天|昨晚|上午|下午|早上|中午|晚上|我|都|早就)*",
  doItAgain:
    "(提醒|提|说|叫我|做|提醒我|叫|喊我|喊|提我|弄|办|打|联系|跟|处理|搞|看|来|跟进|回访|打给她|打给他|回|约|发|寄)",
  restOfList:
    "?(今天|今日)? (剩下|剩|余下|其余|其他|其它|剩余|没做完|没跟完|没弄完) ?的 ?(几条|几个|几件|那几个|那几条)? ?@things ?(都|全|全部)?",
  nth: "which=( {who:n} (条|件|项|个|桩|单) ?((和|、|跟|还有|,) {who:n} ?(条|件|项|个) | {who:n} (条|件|项)) | {who:n} (条|件|项|桩) | {who:n} ?(和|、|跟) {who:n} (条|件|项|个) | (头|首|最后|末) ?(一|1)? (条|件|项) | (头|首) (一|1) 个 | {top} (条|件|项) )",
  outcome:
    "outcome=( (她说|他说|她讲|他讲|客人说|客户说|对方说|说是|说|反馈|结果|没接|没人接|没接电话|没回|不接|她要|他要|她不|他不|她想|他想|她下|他下|考虑|再考虑|暂时|不需要|不想|嫌|觉得|她觉得|他觉得|她很满意|她挺满意|她很喜欢|她说不|很满意|挺满意|满意|不满意|约了|约好|答应) ?<tail> | ?(她|他|客人|客户|对方|人家|那边|顾客|会员|本人) (说|讲|回|要|不|想|下|嫌|觉得|考虑|约|答应|同意|没|已经|已|很|挺|打算|准备|改|定|买|拿|收|取|退|换|付|要求|反馈|表示|还|还在|怕|愿意|肯|会|能|可以|暂时|先|就|都|挺|蛮|太|在) ?<tail> | (空号|停机|关机|占线|打不通|没打通|没通|不在|无人接听|拒接|挂了|忙线|没人|不方便|换号了|约到|约在|下次|定了|订了|付了|成交|没成|买了|收到了|拿走了|已取|取走了|退了|换了|同意|拒绝|太贵|贵|谈好|谈妥|搞定|成了|黄了|没戏|有意向|没意向|没兴趣|有兴趣|在忙|开会|出差|说好|定金|付款|已付|已收|已寄|已送|满意|ok|可以|行|没问题|改天) ?<tail> | ?(她|他) (约了|约好|约在|约到|定在|定了|改到|改在|说) {date} ?<tail> )",
  busy: "(?(我|今天|今儿|今晚|上午|下午|这会儿|现在|这几天|这两天|暂时|临时|明天|实在|可能|估计|恐怕|怕是|也|都|有点|那边|她|他|客人|客户|人家|对方|电话|打了|打过去|打过|说|一直|还是)* @busy ?(弄|做|跟|打|办|处理|去|联系|跟进|回访|打电话)? ?了)",
  hers: `{who} ?(那边|这边|那儿|那头)? ?的 (那个|那条|事|的|what=( (回访|电话|跟进|拜访|送货|回访电话|送样|寄样) ) ?${ONE}|提醒|${ONE})?`,
  hersThing: `{who} ?(那边|这边|那儿|那头)? ?的 (what=( <text> ) ${ONE} | ${ONE})`,
  hersNamed: `{who} ?(那边|这边|那儿|那头)? ?的 (what=( (回访|电话|跟进|拜访|送货|回访电话|提醒|任务|待办|跟进任务) ) | what=( <text> ) ${ONE} | ${ONE})`,
};

/** 「欠宋太一个回电」: what is counted is no place in a list. */
const isPlace = (said: Said): boolean =>
  !said.has("n") || /^(?:第|最|末|\d|[一二三四五六七八九十])/u.test(said.words("n") ?? "");

/** 第三条弄好了 打勾: that it is done, and nothing that came of it. */
const DONE_ALONE = /^(?:已经|都|我)?(?:弄|做|办|搞|跟|打|处理|忙|干|联系|回访|完成|搞定|解决)(?:好|完|妥|过)?了?$/u;
/** 第一条做完了，还有第二条推到明天: one more of the list. */
const ANOTHER = /第[一二三四五六七八九十\d]+[条个件项]|^下一?[条个位件单]/u;
const outcomeOf = (said: Said): string =>
  (said.groupWords("outcome") ?? "")
    .replace(/[，,\s]*(?:了[，,\s]*)?$/u, "")
    .replace(/^(?:她|他)(?=嫌|约|说|要|不|想)/u, "")
    .trim();
function doneWith(said: Said): Plan | null {
  const outcome = outcomeOf(said);
  if (EXCEPT.test(said.text) || outcome === "" || !isPlace(said) || ANOTHER.test(outcome)) return null;
  // 提醒我问她好了没: asked.
  if (/^(?:没有?|[吗么不])$/u.test(outcome)) return null;
  return { kind: "followups.done", which: whichOf(said), outcome: DONE_ALONE.test(outcome) ? null : outcome };
}

/** 除了第二条都做完了: which they are nobody said one by one. */
const EXCEPT = /除了|除开|除掉|之外|以外|其他都|其它都|其余都|别的都/u;
/** 除了第一个 其他都推到周一: not all of them. */
const BUT_ONE = /除了|除开|除掉|除外|之外|以外/u;
function onlyOne(said: Said, place: string): Plan | null {
  const start = said.groups.find(({ name }) => name === "which")?.start ?? 0;
  return start === 0 || said.apart(start) ? { kind: "followups.done", which: `第${place}条`, outcome: null } : null;
}

export const changePhrases: Phrases["phrases"] = [
  {
    say: [
      "?把 %nth ?已经 (@done|@doneOf) ?了 %outcome",
      "?把 %this ?已经 @done ?了 %outcome",
      "{who} 的 what=( (回访|电话|跟进|拜访|送货|回访电话) ) ?(那条|这条|那个)? ?(已经|我)? (@done|@doneOf) ?了 %outcome",
      "%hers ?已经 @done ?了 %outcome",
      "?%justNow (给|跟|联系) %nth ?的 ?(客户|客人|那位)? ?(也|已经|都)* (打了电话|打过电话|打了|打过|打过了|打电话了|发了消息|发过消息|发了微信|联系了|联系过|联系过了|说了|说过|聊了|聊过|回了) ?了 ?%outcome",
      "?把 %hersThing ?已经 (@done|@doneOf) ?了 %outcome",
      "?把 %hersNamed %justNow @done ?了 %outcome",
      "{who} 的 what=( (回访|电话|跟进|拜访|送货|回访电话) ) %justNow (@done|@doneOf) ?了 %outcome",
      "{who} outcome=( <y> (好了|完了|成了|妥了|到了|了) ) ?, (这条|这个|这件|那条) (销掉|划掉|消掉|完成|做完了|关掉|可以销了|了了)",
      "%hersNamed outcome=( <y> (好了|完了|成了|妥了|到了|走了|过了|了) ) ?, ?(可以|这条|那条)? (销掉|划掉|消掉|勾掉|打勾|关掉|销了|划了|完成|核销)",
      "%nth outcome=( <y> (好了|完了|成了|妥了|到了|走了|过了|了) ) ?, ?(可以|这条|那条)? (销掉|划掉|消掉|勾掉|打勾|关掉|销了|划了|完成|核销)",
    ],
    make: doneWith,
    cost: 0.3,
    tells: true,
  },
  {
    // 第四条完事 空号: what came of it in any words.
    say: [
      "%nth ?已经 (@done|@doneOf) ?了 outcome=( <tail> )",
      "{who} ?的 ?(回访|电话|跟进)? (那条|这条|那个提醒|那事儿|那件事) ?已经 (@done|@doneOf) ?了 outcome=( <tail> )",
    ],
    make: doneWith,
    cost: 0.9,
    tells: true,
  },
  {
    say: [
      "?把 %nth ?都? ?已经 ?都? (@done|@doneOf)",
      "?把 %this ?我 ?(已经|可以|都)? @done",
      "which=( (这|那) 个 ) ?(我|已经|早就|都)* (跟过了|联系过了|回访过了|处理完了|办完了|跟完了|打过了|做完了|办好了)",
      "which=( {number:m} ) ?(号|条)? ?(我|已经)* @done",
      "{who} 的 what=( (回访|跟进|拜访|送货|回访电话) ) ?(那条|这条|那个)? (今天|今早|今儿|刚|刚刚|刚才|昨天|昨晚|上午|下午|早上|我|已经)+ (@done|@doneOf)",
      "?我? (今天|今日|手上|手头|这些|上面) ?的 ?@things ?(我|已经)* all=( (全|都|全都|全部|通通|统统) ) ?(给我|帮我)? @done ?, ?(收工|下班|打卡|走人|收摊|ok)?",
      "?@doAll:all ?都 @done ?, (收工|下班|打卡|收摊|完活|齐活)",
      "?上面 ?(这|那)? ?(几个|几条|些|几件) (通通|全部|全都|统统|都|全) ?(已经|都)? @done:all",
      "(通通|全部|统统) @done:all",
      "%hers ?已经 @done",
      "?把 %hersThing ?已经 (@done|@doneOf)",
      "?把 %hersNamed ?已经 @done",
      "@doAll:all ?都 @done",
      "which=( {number:m} ?(和|、|跟|,) {number:m} ?(?(和|、|跟|,) {number:m}) ?(?(和|、|跟|,) {number:m}) ) ?(都|全)? ?已经 (@done|@doneOf)",
      "@done ?了 %nth",
      "@done ?了 %hersNamed",
      "(都|全) @done:all",
      "?(齐活|完活|收工|好了|搞定|ok|妥了) ?, (都|全|全部|全都|统统) @done:all",
      "?上面 (这几个|这些|这几条|这几件) (都|全|通通|统统|全都) @done:all",
      "?@doAll ?(都|全) (做完|办完|弄完|处理完|跟完|搞完|打完|联系完|办妥|忙完)",
      "{who} 的? what=( (回访|电话|跟进|拜访|送货|提醒|待办) ) ?那条 ?(已经|都)? (做了|做过了|打过了|打了|弄了|弄好了|办了|跟了|回了|搞好了)",
      "(都|全|全部) (搞完了|弄完了|处理好了|联系过了|办妥了)",
      `?(我|把)? ?(今天|今日|手上|手头)? ?的 @things all=( ${ALL} ) ?都? ?已经 @done`,
      `?我? (今天|今日|手上|手头|这些|上面的|这几条|这几个) ?的 ?@things all=( ${ALL} ) ?都? ?已经 @done ?, (打勾|打钩|勾掉|勾了|划掉|销掉|销了|核销|都勾上|勾上|打个勾|可以打勾|消掉)`,
    ],
    make: (said) => {
      const which = whichOf(said);
      if (!isPlace(said) || EXCEPT.test(said.text)) return null;
      // 1做完了: of a list.
      if (/^(?:\d{1,2}|[一二三四五六七八九十]{1,2})$/u.test(which)) return onlyOne(said, which);
      // 前两条都做完了: not all of them.
      if ((which === "" || which === "全部") && /[前后].{1,3}[条个件项]/u.test(said.text)) return null;
      return { kind: "followups.done", which: which || "全部", outcome: null };
    },
    cost: 0.5,
    tells: true,
  },
  {
    say: [
      "?把 %nth ?的 ?(提醒|时间|任务|跟进)? ?都? @later ?到 ?{date} ?再说 ?%callMeAgain",
      "?把 %hers @later ?到 ?{date} ?再说 ?%callMeAgain",
      "?把 %hersNamed ?时间? @later ?到 ?{date} ?再说 ?%callMeAgain",
      "@doAll:all ?都 @later ?到 ?{date}",
      `?(把|将)? ?(今天|今日|这些|剩下|剩|余下|其余|其他|其它|剩余|手上|手头|上面)? ?(没做完|没做|没跟完|没办完|剩下|没完成|没弄完|没忙完)? ?的 ?@things all=( ${ALL} ) @later ?到 {date}`,
      `?(把|将)? ?(剩下|剩|余下|其余|其他|其它|剩余) ?的 ?@things ?all=( ${ALL} )? @later ?到 {date}`,
      "all=( (全部|都|全|所有|通通|统统) ) ?都? (往后|往后面|向后|再)? (拖|推|挪|延|放|顺延|缓) {date}",
      "?(把|将)? all=( %restOfList ) @later ?到 {date}",
      "?(把|将) all=( (全|通通|统统|都|全部|全都) ) @later ?到 {date}",
      "%nth ?(晚|迟|过|推迟|延后|等|隔|缓|再过)? {date} 再? (提醒|提|说|叫我|做|提醒我|叫|喊我|喊|提我|弄|办|打|联系|跟|处理|搞|看|来|跟进|回访)",
      "{who:n} ?(先|就|给我|帮我)? (晚|迟|再晚|晚个|过|再过|等) {date} ?再 (提醒|提|说|叫我|做|提醒我|叫|喊我|喊|提我|弄|办|打|联系)",
      "@later ?到 {date} ?再说 ?%callMeAgain ?吧",
      "?把 (%nth|%hersNamed) ?(先|就|给我|帮我)? ?改 {date} ?吧",
      "?把 %this ?(先|就|给我|帮我)? @later ?到 {date} ?再说 ?%callMeAgain",
      "?把 (%this|%nth|%hersNamed) ?(先|就|给我|帮我)* (晚|迟|再晚|往后|缓) {date} ?吧",
      "?把? ?(这个|那个|这事|这件事|%this|%nth|%hersNamed|{who} 的) (先不急|不急|先不弄|先不管|先不跟|先等等|等等|先等一等|等一等|先缓缓|不着急|先放放|先搁着) ?, ?(等|到|放)* {date} 再 %doItAgain ?我",
      "(先不急|先不弄|先不管|先不跟|先等等|先等一等|先缓缓|不着急|先放放|先搁着) ?, ?(等|到|放)* {date} 再 %doItAgain ?我",
      "?把? all=( %restOfList ) ?(就|先|放|挪|改|等|留|留到|到|放到)* {date} ?再 %doItAgain ?我",
      "%busy ?, ?(那|把)* (%nth|%hersNamed|%this|{who} 的|all=( (全部|都|全|全都|统统|%restOfList) )) ?(就|先|放|挪|改|等|留|留到|到|放到|改到)* {date} ?(再 %doItAgain) ?吧",
      "{who} 的 改 ?(到|成|约)? {hour:date} ?吧",
      "(客户|客人|她|他|人家|对方) ?(那边)? (说|要|让|在|没|不|还) <why> ?, ?(把|那|所以|就)* (%nth|%this) ?(先|就)? @later ?到? {date} ?吧",
      "?把 (%nth|%this|%hersNamed) ?(给我|帮我|先)? (提前到|提早到|往前提到|往前挪到|往前移到|提前|提到) {date} ?吧",
      "{who} 的 ?(给我|帮我|先)? (提前到|提早到|往前提到|往前挪到|往前移到) {date} ?吧",
      "?把 %this ?(晚|迟|过|等|隔|缓|再过)? {date} 再 (说|提醒|提醒我|叫我|提|喊我|弄|办|处理|跟|做|打)",
      "%nth {date} 再 (说|提醒|提醒我|做|叫我|提|喊我|弄|办|打|联系|跟|处理|搞|看)",
      "%hers {date} 再 (说|提醒|提醒我|做|叫我|提|喊我|弄|办|处理|搞)",
      "%hersNamed ?(晚|迟|过|等|隔|缓|再过)? {date} 再 (说|提醒|提醒我|做|叫我|提|喊我|弄|办|打|联系|跟|处理|搞|看)",
      "(%nth | %hersNamed) ?, %busy ?, ?(只能|只好|就|先|改|等|放|那就)* ?@later ?到? {date} ?再? (说|提醒|提醒我|做|叫我|提|喊我|弄|办|处理|搞|看|联系|打|跟|跟进|回访|来)",
      "(%nth | %hersNamed) ?, %busy ?, ?(只能|只好|就|先|给我|帮我|麻烦|那就|那)* @later ?到? {date} ?吧",
      "(%nth | %hersNamed) ?, %busy ?, ?(只能|只好|就|先|那就)* (改|换|等|再约) {date} ?吧",
      "{who} ?的? (对账|报价|寄样|送样|送货|尾款|发票|合同|退款|量尺|安装|保养|调货|方案|回执|提货|试穿|复诊|护理|预约|订单|打款|催款|开票|样衣|上门) ?(那条|那个|那事|的事)? ?(先)? (延期到|推到|推迟到|延到|延后到|改到|挪到|改期到|顺延到|拖到|放到|缓到|移到|调到|延迟到|延期|推迟|延后|顺延|推后到) {date} ?再说",
      "?把 (%nth|%hersThing|%hersNamed) ?先? @later ?了 ?, (回头|晚点|过后|改天|以后|过两天|有空|下次|过几天|等等|到时候) 再 (提我|提醒我|说|叫我|弄|看|提|喊我|做|跟|跟进|处理)",
      "(缓|推|延|拖|挪|改) ?一下 %nth ?, ?到 {date}",
      "(推迟|延后|顺延|推后|缓|挪) %nth ?, ?到? {date}",
      "(推迟|延后|顺延|推后|缓|挪) %hersNamed ?, ?到? {date}",
      "{who} ?{date:when} ?(又|也|都|临时|有点|说|是)* (没来|来不了|没空|有事|来不成|不来了|没到|没法来|来不及|不方便|走不开) ?了 ?, ?(她|他)? ?(说|说是|要)* (改到|改约|约到|推到|换到|挪到|改成|改在|改) ?到? {date} ?再来 ?( ?, ?(那)? ?提醒 ?(也|都|就)* ?(跟着|一起|一并|同步)? (改|挪|推|调|顺延) ?(一下|过去|到那天)? )",
      // 提醒时间不对 是晚上七点
      "(时间|?(刚才|刚刚|刚定|刚设|刚) ?的 提醒 ?的 (时间|日子|日期|钟点)) ?(定|设|记|写|说|弄|搞)? (不对|错了|有误|不对了|错啦) ?, ?(应该|其实|要|得|是)* ?(改|改到|改成|换成|调到|定在|定)? {date}",
      "提醒 ?的? (时间|日子|日期|钟点) ?(帮我|给我|麻烦|就|再|应该)* (改到|改成|改为|换成|换到|调到|调成|挪到|往后挪到|定在|是) {date}",
      // 丁姐的提醒取消，改下周一: not called off but moved.
      "?把 (%nth|%hersNamed|%this) (取消|先取消|取消掉|撤了|撤掉|先撤了) ?, ?(改|改到|换到|挪到|放到|重新定|重新定到|重新约|改成|改约|换成) ?到? {date}",
    ],
    // 「改成每天三个」 is no day to put anything off to.
    make: (said) =>
      dateOf(said.get("date"))?.recurring || !isPlace(said) || (whichOf(said) === "全部" && BUT_ONE.test(said.text))
        ? null
        : { kind: "followups.snooze", which: whichOf(said), ...laterOf(said) },
    cost: 0.6,
  },
  {
    // 那就周五吧, 晚一天: alone, of the one that is on show.
    say: [
      "(那|就|那就|还是|要不|改|改成|算了|不如|挪|挪到)+ {date} ?(吧|好了|再说|提醒|提醒我)*",
      "?(再|往后)* (晚|迟|推|缓) {date} ?(吧|再说)*",
    ],
    make: (said) => {
      const rest = said.text.replace(/[\s，,。！!]/gu, "").length - lengthOf(said);
      return rest > 0 || dateOf(said.get("date"))?.recurring
        ? null
        : { kind: "followups.snooze", which: "", ...laterOf(said) };
    },
    cost: 0.7,
  },
  {
    // 半小时后再叫我: again, of what was just shown.
    say: [
      "?(先放着|先放放|不急|先不急|没空|在忙)? ?, ?(再过|过|等|隔|晚|迟)? {date} ?(你|记得)? 再 (提醒|叫|喊|提|催) ?我 ?(一下|一次|一遍|一声)? ?(这条|这个|这件事|一次)?",
      "?(先放着|先放放|不急|先不急|没空|在忙)? ?, ?(再过|过|等|隔|晚|迟)? {date} ?(你|记得)? 再 (提醒|叫|喊|提|催) ?我 ?(一下|一次|一遍|一声)? ?%this",
      "(晚点|晚些|等会儿|等会|待会儿|待会|过会儿|过一会|过一会儿|一会儿|一会|回头|稍后|等下|等一下) ?(你|记得)? 再 (提醒|叫|喊|提|催|说) ?我 ?(一下|一次|一遍|一声)? ?吧",
    ],
    make: (said) => {
      if (dateOf(said.get("date"))?.recurring) return null;
      const rest = said.text
        .slice(said.captures.at(-1)?.end ?? 0)
        .replace(/[我吧呢哈啊一下次遍声这条个件事，,。\s]/gu, "");
      return rest === "" || said.has("which")
        ? { kind: "followups.snooze", which: whichOf(said), ...laterOf(said) }
        : null;
    },
    cost: 0.4,
  },
  {
    say: [
      "?把 %nth ?的 ?(提醒|跟进|任务)? ?都? @drop ?, ?(就|直接|给我|帮我|可以)* ?@drop",
      "%hers @drop",
      `?(我|今天|今日|手上|手头|上面|这些)* ?的 @things all=( ${ALL} ) ?都? ?给我? @scrapAll:all`,
      "?把 %this @dropDue ?吧",
      "?把 %this @dropDue ?吧 ?, ?因为 (客人|客户|她|他|人家|对方|顾客|已经|反正) <why>",
      "?把 %hersNamed @drop ?, ?(就|直接|给我|帮我|可以)* ?@drop",
      "(别|不用|不要) ?再 (提醒|跟进|跟) ?我 {who} ?的? (那个|那条|事|what=( (回访|跟进|提醒) ))",
      "@drop %nth ?的 ?(提醒|跟进|回访|任务)",
      "@drop {who} ?的 what=( (提醒|跟进|回访|任务) )",
      // 取消范姐明天的提醒, 把明天范姐的回访取消掉
      "@drop {who} ?的? {date} ?的? ?(那个|那条)? what=( (提醒|跟进|回访|任务|待办) )",
      "@drop {date} ?的? {who} ?的? ?(那个|那条)? what=( (提醒|跟进|回访|任务|待办) )",
      "?把 ({who} ?的? {date}|{date} ?的? {who}) ?的? ?(那个|那条)? what=( (提醒|跟进|回访|任务|待办) ) @drop",
      "@scrapAll %hersNamed",
      "%nth (不用|别|不要|甭|不必) ?再 (提醒|跟|做|管|提|弄|打|叫|喊|催|通知|说) ?我 ?了",
      "(不用|别|不要|不必|甭) ?再 (提醒|叫|喊|催|通知) 我 ?(去|要)? ?(给)? ?@task {who} ?@task ?了",
      // 前面让你提醒我联系余姐的，不用了
      "?(前面|之前|刚才|上次|昨天|早上|上午|前几天|那天|刚刚|我)* (让|叫|请|要|麻烦|跟) 你 ?(记得|说)? (提醒|叫|喊|催) 我 ?(去|要)? ?(给|跟|和|找|问)? ?(@task|约|打)? {who} ?@task ?的? ?(那个|那条|那事|那件事|这个|事|提醒)* ?(，|,)? ?(就|也|现在|可以|都|先|还是)* (不用了|不用|取消|取消吧|取消掉|算了|不要了|作废|不必了|不需要了|撤了|撤掉|删了|删掉|不用提醒了|不用再提醒了|别提醒了)",
      "%hers ?(就|也|可以|都|先|还是|以后)* %noMore",
      "%hersNamed ?(就|也|可以|都|先|还是|以后)* (%noMore | (不用|别|不要|不必|甭) ?再 (弄|打|联系|回访|说|办|处理) ?我 ?了)",
      `?把 ?(我|今天|今日|手上|手头)* ?{date} ?的 @things ?all=( ${ALL} )? ?都? ?给我? @scrapAll:all`,
      `@scrapAll:all ?我 ?(今天|今日)? ?的 ?all=( ${ALL} ) ?的 @things`,
      "?把 %nth ?的 ?提醒? @drop ?吧 ?, ?因为 (客人|客户|她|他|人家|对方|顾客|已经|反正) <why>",
      "{who} <why> ?, ?(她|他|这|那)? ?的? (那|这) ?(条|个|件) ?(提醒|跟进|任务|回访)? @drop",
      "{who} <why> ?, ?(她|他)? ?的? (提醒|跟进|任务|回访|电话|待办|拜访) ?(那条|那个|这条)? ?(就|也|可以|都|先)* @drop",
      "{who} ?的? what=( <text> ) (那个|那条|那件|那事) ?(就|也|可以|都|先)* (不用|别|不要|甭|不必) ?再? (记|留|提|跟|管|做|催|盯|提醒|弄|叫)+ ?我? 了",
    ],
    make: cancel,
    cost: 0.5,
  },
  {
    // 毛姐的取消吧 她退卡了: the reason is no news to be kept.
    say: [
      "(%nth|%hers|%hersNamed) ?(就|也|可以|都|先|还是)* (@drop | (不用|别|不要|不必|甭) ?再 (提醒|叫|喊|催|通知) 我 ?了) ?吧 ?, ?因为 (客人|客户|她|他|人家|对方|顾客) ?(都|又|说|也|已经|自己|今天|昨天|刚|刚刚|刚才|就|暂时)* (不|没|退|来拿|来取|来过|来了|买了|改|换|出差|出国|走了|搬|拿走|取走|打来|联系|回了|生病|住院|有事|临时|搞定|解决|考虑|去|在) ?<why>",
    ],
    make: cancel,
    cost: 0.1,
  },
  {
    // 第五条撤掉吧 客人不要了: why need not be understood.
    say: ["?把 %nth ?的 ?提醒? @drop ?吧 <why>", "?把 %hersNamed @drop ?吧 <why>"],
    make: cancel,
    cost: 0.9,
  },
];

/** 「把张姐删了」「张姐把我删了」: a person is deleted, or deletes; no reminder was spoken of. */
function cancel(said: Said): Plan | null {
  const drop = said.words("drop") ?? "";
  if (whichOf(said) === "全部" && BUT_ONE.test(said.text)) return null;
  return /删|去掉|不要了|停|废/u.test(drop) && !/[那第条件项个事]|提醒|跟进|回访|任务|待办|电话/u.test(said.text)
    ? null
    : { kind: "followups.cancel", which: whichOf(said) };
}

/** Characters from the first part of a match to the last, and 吧 after it. */
function lengthOf({ captures, text }: Said): number {
  const [start, end] = [captures[0]?.start ?? 0, captures.at(-1)?.end ?? 0];
  return end - start + (/^[吧呗哈啊]+/u.exec(text.slice(end))?.[0].length ?? 0);
}

/** 改到周末, said on a Sunday: the next one, for nothing is put off to yesterday. */
function notOver(until: { at: string; hasTime: boolean } | null, today: string) {
  if (until === null || until.at.slice(0, 10) >= today) return until;
  const next = addDays(until.at.slice(0, 10), 7);
  return next < today ? until : { ...until, at: `${next}${until.at.slice(10)}` };
}

/** Longer than a year is a day of its own, told as the day. */
const LATER_DAYS_MAX = 366;

/** 「推迟两天」 counts from the day it is due, told as days; from today where that is past. 「推到周五」 is the day itself. */
function laterOf(said: Said): { until: { at: string; hasTime: boolean } | null; byDays: number | null } {
  const date = dateOf(said.get("date"));
  if (!date?.duration) return { until: notOver(momentOf(date), said.today), byDays: null };
  const { days = 0, weeks = 0, months = 0, hours = 0, minutes = 0 } = date.duration;
  if (hours + minutes > 0) {
    const at = new Date(said.now.getTime() + (60 * hours + minutes) * 60_000);
    return { until: { at: localIso(at, said.zone).slice(0, 16), hasTime: true }, byDays: null };
  }
  const day = addDays(months === 0 ? said.today : addMonths(said.today, months), days + 7 * weeks);
  const until = momentOf({ ...date, from: `${day}T00:00:00`, to: `${addDays(day, 1)}T00:00:00` });
  const by = diffDays(said.today, day);
  return { until, byDays: by >= 1 && by <= LATER_DAYS_MAX ? by : null };
}
