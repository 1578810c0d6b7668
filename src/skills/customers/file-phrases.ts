// How people ask what happened with one customer, who looked at her, what still holds, and which of two sides does.
import { dateOf, daysOf, whoOf } from "../../understanding/parser/build.ts";
import type { Phrase, Said } from "../../understanding/parser/grammar.ts";

const settle = (as: "new" | "old" | "both") => (said: Said) => ({
  kind: "customers.settle",
  who: said.has("who") ? whoOf(said) : null,
  as,
});

export const filePhrases: readonly Phrase[] = [
  {
    say: [
      "?(看|看看|看一下|查|查一下|查查)? {who} ?的 ?{date} ?的 (时间线|时间轴|全部记录|历史记录|大事记|动态|往来记录|来往) ?(记录|看看)",
      "{who} ?{date} ?都 (干了|做了|有过) (什么|啥|哪些)",
      "{who} ?{date} ?(都|最近|这阵子|近期)? (发生了|发生过) (什么|啥|哪些|些什么) ?(事|事情)",
      "{who} (最近|近期|这阵子|近来) ?都? (发生了|发生过|有|有过) (什么|啥|哪些|些什么) ?(事|事情|动静|动态)",
    ],
    make: (said) => ({
      kind: "customers.timeline",
      who: whoOf(said),
      range: daysOf(dateOf(said.get("date")), "past"),
    }),
    cost: 0.2,
  },
  {
    say: [
      "?(看|看看|看一下|查|查一下)? {who} ?的 (退货|退款|退换货|退换|退货退款|退赔) (情况|记录|历史|明细|怎么样)",
      "{who} (退过货|退货过|退过) (吗|没|没有|么|什么|几次|哪些)",
      "{who} (退过|退了) (几次|多少|什么|哪些) ?(货|东西|钱)",
      "{who} ?{date} (退过|退了|退) ?(东西|货|什么)? (吗|没|没有|么)",
      "{who} ?的 退货 (多不多|多吗|多么|频繁吗)",
    ],
    make: (said) => ({
      kind: "customers.timeline",
      who: whoOf(said),
      of: "returns",
      range: daysOf(dateOf(said.get("date")), "past"),
    }),
    cost: 0.2,
  },
  {
    say: ["?(看|看看|看一下|查|查一下)? {who} ?的 (交易|交易情况|交易记录|交易状况|消费记录|消费情况记录)"],
    make: (said) => ({ kind: "customers.card", who: whoOf(said), part: "purchases" }),
    cost: 0.25,
  },
  {
    say: [
      "{who} ?的 (资料|信息|档案) (全吗|全不全|齐吗|齐不齐|完整吗|完整度|完善吗|还缺什么|还差什么|缺什么|够不够全)",
      "{who} ?的? ?还 (缺|差) (什么|哪些) (资料|信息)",
    ],
    make: (said) => ({ kind: "customers.card", who: whoOf(said), part: "basic" }),
    cost: 0.2,
  },
  {
    say: [
      "(谁|哪些人|哪个人|都有谁|都谁|有谁) ?(最近|都|偷偷)? (看过|查过|看了|查了|翻过|改过|动过) {who} ?的 ?(资料|档案|信息|记录|电话|手机号)",
      "{who} ?的 (资料|档案|信息|记录)? ?(都|被)? (谁|哪些人) (看过|查过|看了|查了|翻过|改过|动过)",
      "{who} ?的 (访问记录|查看记录|浏览记录)",
    ],
    make: (said) => ({ kind: "customers.readers", who: whoOf(said) }),
    cost: 0.2,
  },
  {
    say: [
      "{who} ?的 (资料|信息|档案|电话和地址) ?(都|已经|已|我)? ?(今天|刚才|刚|刚刚)? (核实过了|核实了|核实过|核对过了|核对了|确认过了|确认了|核实好了|核对无误|没变|没有变|没变化)",
      "(核实过|核实了|核对过|核对了) ?了? {who} ?的 (资料|信息|档案)",
      "{who} ?的 (资料|信息|档案) ?我 (核对|核实|确认) ?过? ?了 ?没问题",
      "{who} 已? (核实过了|核实了|核对过了|核对了|已核实)",
    ],
    make: (said) => ({ kind: "customers.verify", who: whoOf(said) }),
    cost: 0.2,
    tells: true,
  },
  {
    say: [
      "(哪些|哪几个|有哪些|谁|哪几位) ?的? ?(客户|会员|人)? ?的? ?(资料|信息)? (该|要|需要|得|应该) (核实|核对|更新资料|更新|重新核实) ?了",
      "?(这周|本周|今天) (该|要|需要) (核实|核对) (谁|哪些|哪几个) ?(客户|人)",
      "(多久|很久|好久|三个月|一个季度) 没 (核实|核对) ?过 ?的 ?(客户|人)? ?(有哪些|有谁)",
    ],
    make: () => ({ kind: "customers.unverified" }),
    cost: 0.25,
  },
  {
    say: ["?{who} ?的 (用新的|按新的|新的对|改成新的|以新的为准|新的为准|用新的吧)"],
    make: settle("new"),
    cost: 0.3,
  },
  {
    say: ["?{who} ?的 (留旧的|用旧的|按旧的|旧的对|保留旧的|还是旧的|以旧的为准|用原来的|留原来的|按原来的|不改了)"],
    make: settle("old"),
    cost: 0.3,
  },
  {
    say: ["?{who} ?的 (两个都留|都留|都留着|两个都要|两条都留|两种都留|都保留|两个都保留)"],
    make: settle("both"),
    cost: 0.3,
  },
  {
    say: [
      "{who} ?的 (资料|信息|档案) ?(前后)? (不一致|对不上|矛盾|有冲突) ?的 ?有? (哪些|什么|吗)",
      "{who} ?有 ?(哪些|什么)? (说法不一致|资料冲突|冲突的资料|不一致的资料|两种说法)",
      "(哪些|有没有|有哪些) ?的? ?(客户|资料) ?的? (说法不一致|资料冲突|有冲突|冲突|不一致)",
    ],
    make: (said) => ({ kind: "customers.settle", who: said.has("who") ? whoOf(said) : null, as: null }),
    cost: 0.25,
  },
];
