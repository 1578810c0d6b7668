// Whose a customer is and how she is looked after: associate, shop, contact, complaints, follow-ups. A pattern and its
// maker each.
import { addDays } from "../../calendar/day.ts";
import { type ConditionRule, NOT_CONTACTED_DAYS, not, notSeen } from "./condition-rule.ts";
import { AT_ALL, LONG, WHOEVER } from "./condition-words.ts";

const NO_FOLLOW_UP =
  "((没有|没|无|还没|还没有|没排|没安排|没建|没设|没挂|没做|缺|没定|没制定) ?(任何|一个|一条|什么|排|建|安排|设|挂)? ?的? (跟进|待办|跟进任务|跟进事项|待跟进|提醒|待办事项|回访任务|跟进计划|跟进安排|回访计划|待跟进事项|未完成的跟进|待办任务|回访|回访安排|联系计划|维护计划|跟进提醒|跟进记录|下次跟进)|(一个|一条|任何|啥) (跟进|待办|跟进任务|提醒|待办事项|回访) ?(都|也|全)? (没|没有|还没|未) ?(排|建|安排|设|挂|有|做|定|加)? ?过?|(跟进|待办|跟进任务|提醒) (没排|没安排|没建|还没排|空着|是空的|没设))";
export const SERVICE: readonly ConditionRule[] = [
  {
    name: "unled",
    say: "(?@over {date} ?@above (没人跟|没人管|没人联系|没人理|没人跟进|没人回访)|一直 ?都 (没人跟|没人管|没人联系))",
    make: (part) => notSeen("last-contact", null, part),
  },
  {
    name: "longUncontacted",
    say: `${LONG} ${AT_ALL} @notContacted`,
    make: (part) => ({ field: "last-contact", range: { from: null, to: addDays(part.today, -NOT_CONTACTED_DAYS) } }),
  },
  {
    name: "notContacted",
    say: `(?@over {date} ?@above ${AT_ALL} @notContacted|@notContacted ?@over {length:date} ?@above|@notContacted ?有 {date} ?了|${AT_ALL} @notContacted)`,
    make: (part) => notSeen("last-contact", null, part),
  },
  {
    name: "contacted",
    say: "{date} (联系过|跟进过|回访过|联系了|沟通过|打过电话|聊过|聊过天|聊了|聊过微信|发过微信|发过消息|发过信息|通过电话|通过话|打了电话|说过话|问候过|维护过|跟过|回访了|跟进了|有联系|有沟通|有跟进|互动过|约过|接触过|触达过|加过微信)",
    make: (part) => (part.range ? { field: "last-contact", range: part.range } : null),
  },
  {
    // 去掉已经联系过的: in as many days as 没联系过的 looks back.
    name: "contactedBefore",
    say: "(已经|刚|刚刚|都|最近|近期|才)* (联系过|跟进过|回访过|联系了|沟通过|打过电话|聊过|通过电话|问候过|维护过|跟过|回访了|跟进了|触达过) 的",
    make: (part) => ({ field: "last-contact", range: { from: addDays(part.today, -NOT_CONTACTED_DAYS), to: null } }),
  },
  {
    name: "mine",
    say: "(我那些客人|我那些客户|我那些会员|我这些客户|我这些客人|我那几个客户|我那几个客人|我那批客户|我这批客户|我那帮客户|我那群客户|我家客户|我家客人|我自己客户|我自己的客户|我自己的客人|我自己跟的|自己名下|自己手上|自己手里|挂我这儿|我这儿的|我专属的|专属于我的|我在维护的|我接的|分给我的|分我的|交给我的|转给我的|转我的|归到我名下|归到我|分到我手里|分到我名下|分到我这|划给我的|我手里的|我手上的|我名下的|我手里头|我手头上|我自己手里|我自己手里头|我的客户|我客户|我客人|我会员|我的会员|我的客人|我名下|我自己的|我负责的|我的|我手里|我手上|我跟的|归我的|归我|归我管|归我管的|归我跟|归我带|归我负责|归我名下|我管的|我带的|我服务的|我维护的|我在跟的|我在带的|我手底下|我手底下的|我手下|我手头|我手头的|我户头|我户头的|我盘子里|我池子里|我这边的|我这里的|我自己手上|我自己名下|属于我的|挂我名下|挂在我名下|挂我这|跟我的|在我名下)",
    make: () => ({ field: "owner", is: "me" }),
  },
  {
    name: "ownerless",
    say: "(没分人|没分到人|没派人|没定人|没指派|没安排人|没安排导购|没安排给人|没配导购|没配人|没分出去|没分配人|没分配导购|没分配给谁|没人接|没人要|没人领|没有人带|没有人接|没绑导购|没绑定导购|没挂靠|没归谁|没归到谁|没归人|没人跟着|没人带着|没人管着|没有跟进人|没跟进人|没有主人|没有归属导购|没指派导购|没指定人|没有人认领|没划给谁|没划分|没人跟|没有导购|没人负责|无主|没分配|没人管|没有归属导购|没有归属|没归属|没分导购|没有负责人|没人跟进|未分配|没人带|没人认领|没人维护|没人接手|没挂导购|没挂在谁名下|没挂人|没人对接|没主|没有主|没有人跟|没有人管|没有人负责|没落到谁名下|没定导购|没指定导购|没有专属导购|没专属导购|没有专属|没有专属顾问|没导购|无专属导购|无导购|没有归属人|还没分配|没分给谁)",
    // 三十天没人跟的: nobody spoke to her since.
    make: ({ range, said }) =>
      range?.from && /没有?人[跟管理]/u.test(said)
        ? { field: "last-contact", range: { from: null, to: range.from } }
        : { field: "owner", is: "none" },
  },
  {
    name: "owner",
    say: "?(归|属于|挂在|分给|跟着)? {staff} ?(的)? ?(名下|负责|跟|客户|手上|手里|的客户|在跟|跟进|管|手底下|手下|手头|那边|那儿|那里|户头|带|在带|带着|服务|维护|所属|这边|盘子里|池子里|在维护|管着|负责着|归属)",
    make: (part) => ({ field: "owner", is: part.words("staff") }),
  },
  {
    name: "ownedBy",
    say: "{who} ?的? (名下|手上|手里|名下的)",
    make: (part) => ({ field: "owner", is: part.words("who") }),
  },
  {
    name: "notMine",
    say: "(别人的客户|别人的客人|别人名下|别人手里|别人手上|其他同事的|别的同事的|其他导购的|别的导购的|不归我|不归我管|不在我名下|不是我名下|不是我的|不是我负责|不属于我|同事的客户|同事名下) ?的 ?(客户|会员)",
    make: () => not({ field: "owner", is: "me" }),
  },
  {
    name: "notStore",
    say: "(不在|不是|不属于|不归|非) {store} ?(店|门店|那边|这边|的)",
    make: (part) => not({ field: "store", is: part.words("store") }),
  },
  {
    name: "store",
    say: "?(在|属于|归)? {store} ?(店|门店|那边|这边|那家|那家店)",
    make: (part) => ({ field: "store", is: part.words("store") }),
  },
  {
    name: "noComplaint",
    say: "(零投诉|0投诉|从没投诉过|从来没投诉过|没投诉过|没有投诉过|没有投诉|无投诉|从未投诉过|从未投诉)",
    make: () => ({ field: "complaint", is: "none" }),
  },
  {
    name: "openComplaint",
    say: "(有投诉 ?(没处理|没解决|未处理|没了结)|投诉客户|投诉顾客|投诉客人|投诉的客户|(有|有过)? ?的? 投诉 ?(还|都|一直|到现在|至今)* (没处理|没解决|没了结|没结|没处理完|没解决完|未了结|没搞定|没弄完|没弄好|没办完|没结案|没关|没关掉|没闭环|没平|没收尾|没下文|没回复|没人管|没人处理|悬着|挂着|拖着|开着|未处理|未解决|未结案|未完结|处理中) ?(完|好|掉|了|妥|干净|清楚|结束) ?的|投诉 ?还 (没处理|没解决|未处理|未解决|没处理完|没完|没了结|没结)|没处理的投诉|未解决投诉|正在投诉|有未处理投诉|在投诉|有投诉)",
    make: () => ({ field: "complaint", is: "open" }),
  },
  {
    name: "everComplained",
    say: "(曾经|以前|之前|有)? (投诉过|有过投诉|提过投诉|闹过投诉|来投诉过|发起过投诉|有投诉记录|闹过意见|投诉过我们|打过投诉|投过诉)",
    make: () => ({ field: "complaint", is: "any" }),
  },
  {
    name: "notQuiet",
    say: "((没有|没|非|不是|没设|没有设|没有设置) (免打扰|勿扰)|(可以|能|允许) (打扰|联系|发消息) 的)",
    make: () => ({ field: "do-not-disturb", is: false }),
  },
  {
    name: "quiet",
    say: "(免打扰|勿扰|退订|设了免打扰|设置了免打扰|不让打扰|不想被打扰|不愿被打扰|不许打扰|不给打扰|开了免打扰|打了免打扰|拒收消息|不收消息|不让联系|不让发消息|设成免打扰|标了免打扰|不接受打扰|不让骚扰)",
    make: () => ({ field: "do-not-disturb", is: true }),
  },
  {
    name: "noFollowUp",
    say: `(${NO_FOLLOW_UP} 的 ?(客户|会员|顾客|客人)|${WHOEVER} ?(身上|名下|手上|手里|那里|那边|头上)? ?(还|都|一直|现在)* ${NO_FOLLOW_UP})`,
    // 一个月没跟进的: nobody spoke to her since.
    make: ({ range, said }) =>
      range?.from && /跟进/u.test(said)
        ? { field: "last-contact", range: { from: null, to: range.from } }
        : { field: "has-follow-up", is: false },
  },
  {
    name: "followUp",
    say: "((待办|跟进|回访|跟进任务|待办事项) ?(还|都|一直)* (没清|没做|没完|没弄|没结|没办|没跟完|没做完|没处理|没清完|没完成|没了结|拖着|挂着|欠着|压着|逾期) ?(完|掉|好) ?的|有待办|有跟进|要跟进的|有提醒|有待跟进|有待跟进事项|有未完成的跟进|有待办事项|有跟进事项|有未完成跟进|有没做完的跟进|有未完成的待办|有没跟完的|有未完成待办|有没完成的跟进|还有跟进没做|有待办没做|还有待办|有事没跟|有事要跟|还有跟进没完|(还|都|有|还有)? (挂着|压着|欠着|攒着|留着|搁着|积着|有|还有|还剩) ?(没做|没完成|没办|未完成|未办|待处理|没处理)? ?的? (待跟进|待跟进的|待办|待办的|跟进|没跟完的|未跟进|跟进任务|待回访|跟进事项|待办事项|没办完的事|未了的事|待办任务) ?(没做|没完成|没办|没做完|没完)?)",
    make: () => ({ field: "has-follow-up", is: true }),
  },
];
