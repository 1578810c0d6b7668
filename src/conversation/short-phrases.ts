// How people say what goes on from the turn before: 下一个, 搞定了, 李雯也一样.
import { dateOf, momentOf, whoOf } from "../understanding/parser/build.ts";
import type { Phrase } from "../understanding/parser/grammar.ts";

export const shortPhrases: readonly Phrase[] = [
  {
    say: [
      "?(哦|啊|哎呀|刚才|刚|我|不好意思)* @slip ?(了|,)* ?(应该|其实|实际|日子|日期|时间|那天)* 是 {date} ?的",
      "?(哦|啊|不对|刚才|刚|我)* ?(,)? 不是 {date:was} ?(,|而|应该)* 是 {date} ?的",
    ],
    make: (said) => {
      const until = momentOf(dateOf(said.get("date")));
      return until === null || /农历|阴历|旧历/u.test(said.text) ? null : { kind: "talk.day", until };
    },
    cost: 0.6,
    small: true,
  },
  {
    // 转给陈晨: what is on show.
    say: [
      "?(那|就|都|全|全部|先|把|帮我|这些|这几个)* (转给|分给|交给|派给|移交给|转交给|分配给|指派给|安排给) {staff:to} ?(跟|负责|处理|跟进|管|办|去|来|接手|做|回访)* ?吧",
    ],
    make: (said) => ({ kind: "talk.give", to: said.words("to"), all: /都|全|这些|几/u.test(said.text) }),
    cost: 0.3,
    small: true,
  },
  {
    // 标签加错了: what was just written is wrong, and nobody said what is right.
    say: [
      "?(刚才|刚刚|刚|哎呀|不好意思|糟了)* ?的? @entry ?(又|都|给|我|好像)* (加|打|记|写|录|弄|搞|选|填|登|贴|标|输) (错|错了|反了|重了|重复了|岔了)",
    ],
    make: (said) => ({ kind: "talk.wrong", what: said.words("entry") }),
    cost: 0.2,
    small: true,
  },
  {
    say: [
      "?(那|好|换|看|看看|看下|看一下|来|再看|再来|接着|继续|跳到|到|轮到|给我看|直接)* (下一个|下一位|下一条|下一人|下一名|下个|下位|下个人|下一个人|下一个客户|下一位客户) ?(是谁|呢|吧|看看)*",
      "(换一位|换个人|换下一位|换下一个|换下个|再看一位|再来一位) ?(看看|吧)",
    ],
    make: () => ({ kind: "talk.next" }),
    cost: 0.2,
    small: true,
  },
  {
    say: [
      "?(这个|这件|这事|这件事|那个|那件事|它|都|已经|我|刚|刚刚|刚才)* (处理好了|处理完了|处理掉了|处理了|解决了|搞定了|搞定|弄好了|弄完了|办好了|办完了|办妥了|妥了|做完了|做好了|完成了|已完成|已处理|已解决)",
    ],
    make: () => ({ kind: "talk.done" }),
    cost: 0.6,
    small: true,
  },
  {
    say: [
      "?(给|帮|替)? {who} ?(那边|那里)? ?(也|都|就|的)* (一样|同上|同样|照样|一样的|照做|照办|如法炮制)",
      "{who} ?也? (跟|和|同|照|按|照着|按照) (上面|前面|刚才|上一条|上个|上一个|前一个|刚刚)+ ?(那个|那条|的|说的)* (一样|同样|一致|做|来|办|记)",
      "(给|帮|替) {who} 也 (来|记|写|加|提醒|设|弄|打|安排) ?(一个|一条|一份|个|条|一笔) ?(一样的|同样的|相同的)?",
    ],
    make: (said) => ({ kind: "talk.same", who: whoOf(said) }),
    cost: 0.2,
    small: true,
  },
  {
    say: ["?(那|就)? (跟|和|同|照|按) (上面|前面|刚才|上一条|上一个) ?(那个|那条|的)* (一样|同样|一致)"],
    make: () => ({ kind: "talk.same" }),
    cost: 0.4,
    small: true,
  },
];
