// How people ask for a customer to be erased.
import { whoOf } from "../../understanding/parser/build.ts";
import type { Phrase, Said } from "../../understanding/parser/grammar.ts";

const DELETE =
  "(清掉|清了|清一下|清理掉|全清掉|全清了|都清掉|清理|清干净|抹了|处理掉|销掉|移除|删干净|删光|全删|删除|删掉|删了|删|清除|清空|抹掉|抹去|注销|销毁|彻底删除|永久删除|全部删除|全删掉|全删了|都删掉|都删了|都删除|全部删掉|全部清除)";
const RECORD =
  "(资料|信息|档案|记录|数据|个人信息|个人资料|客户资料|客户信息|客户档案|所有资料|所有信息|全部资料|全部信息|所有记录|所有数据|全部数据)";

/** 一条别留: said after it for emphasis. */
const NOTHING_KEPT =
  "(一条别留|一条都别留|一条不留|一条也别留|别留|都别留|什么都别留|啥都别留|一点不留|一点别留|一个不留|不要留|不留痕迹|不留底|彻底点|干干净净|不用留|全都别留)";

/** 张丽华 is not 张丽 and a stray letter: right after the name stands a word that may stand there. */
function isWholeName(said: Said): boolean {
  // 删除张姐的生日: one thing of hers, and not herself.
  if (
    /^的(?!.{0,4}(?:资料|档案|信息|数据|记录|一切|全部|所有|个人))./u.test(said.text.slice(said.get("who")?.end ?? 0))
  )
    return false;
  const end = said.get("who")?.end ?? 0;
  return !/^(?![的这所全资信档记数个客顾会要说想希让请来打把给都彻统整])\p{Script=Han}/u.test(said.text.slice(end));
}

export const erasePhrases: readonly Phrase[] = [
  {
    say: [
      `(彻底|永久|全部)? ${DELETE} ?(客户|顾客|会员)? {who} ?(这个客户|这位客户)? ?的? ?(所有|全部)? ?的? ${RECORD}`,
      `(把|将) ?(客户|顾客|会员)? {who} ?的? ?(所有|全部)? ?的? ${RECORD} ?(都|全|全部|全都|统统|彻底|给我|给)* ${DELETE} ?(掉|了|吧)?`,
      `{who} ?(说|要求|想|希望)? ?(要|让我们|让|请)? ?(把)? ?(她|他)? ?的? ?(所有|全部)? ${RECORD} ?(都|全|全部|全都)* ${DELETE} ?(掉|了|吧)?`,
      `(彻底|永久)? ${DELETE} (客户|顾客|会员) {who}`,
      `{who} ?的? ?(所有|全部)? ${RECORD} ?(都|全|全部|给我|给)* ${DELETE} ?(掉|了|吧)? ${NOTHING_KEPT}`,
      `{who} ?(说|来电说|要求|她|他)* (不想|不愿|不愿意|不让|不同意|不许|不肯|不希望|不要) ?(我们|店里|再|被|继续)* (留|留下|保留|存|保存|记录|留着|留存|存着) ?(她|他)? ?的? ?(任何|一点|所有)? ?${RECORD} ?(了|在店里|在系统里)* ?(帮|给|替|把)? ?(她|他)? ?的? ?(所有|全部)? ?${RECORD} ?(都|全|全部|全都|统统|给)* ${DELETE} ?(掉|了|吧)?`,
      `{who} ?(说|来电|打电话)? (要求|要我们|想|希望|让我们|要) ${DELETE} ?(她|他|自己|本人)? ?的? ?(所有|全部)? ${RECORD}`,
      `{who} ?(本人|自己|来电|打电话|微信)* ?(说|要求|提出|申请|想|要|说要|想要|坚持|让我们|说想)+ (注销|销户|退会|删除|删掉|清空|退出|不留|不保留|删资料|删信息|删档案|删号) ?(了|自己|账号|账户|会员)* ?(,)? ?(把|将|帮|给|替)? (她|他|人家) ?的? ?(所有|全部|全套|那些)? ?的? ?${RECORD} ?(都|全|全部|全都|统统|彻底|给我|给)* ${DELETE} ?(掉|了|吧)?`,
      `?(把|将)? {who} ?的? ?(所有|全部)? ?的? ${RECORD} ?(都|全|全部|全都|统统|彻底|给我|给)* ${DELETE} ?(掉|了|吧)? ?(,)? ?(这|是|因为)* (客人|客户|顾客|她|他|本人|人家|会员) ?(自己|本人|那边|刚|来电|打电话)* (要求|要求删|要求删的|提的|提出|提出来|说|说要|说的|想|要|申请|不想|不让|不同意|不愿意|同意了|打电话要) ?<why>`,
      `(把|将) {who} (这个客户|这位客户|这个人|整个人) ?(都|全|彻底|给)* ${DELETE} ?(掉|了|吧)?`,
    ],
    make: (said) => (isWholeName(said) ? { kind: "customers.erase", who: whoOf(said), confirmed: false } : null),
    cost: 0.2,
    tells: true,
  },
  {
    // 「删除张姐」 and nothing after her: it asks first, with what goes. 「删除张姐的生日」 is about one fact.
    say: [`(删除|注销|抹掉) {who}`],
    make: (said) =>
      /^(?:吧|了)?$/u.test(said.text.slice(said.get("who")?.end ?? 0).trim())
        ? { kind: "customers.erase", who: whoOf(said), confirmed: false }
        : null,
    cost: 0.3,
    tells: true,
  },
];
