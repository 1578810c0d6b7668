// How people ask on about what was just told, or take up what they had put off: 多少钱, 还是发吧, 导出来.
import type { Phrase } from "../understanding/parser/grammar.ts";

export const askedOnPhrases: readonly Phrase[] = [
  {
    say: [
      "?(那|这|是|当时|上次|一共|总共|她|他|它)* (多少钱|多少块钱|什么价|啥价|什么价格|什么价位|啥价位|价格多少|多少钱买的|花了多少钱买的|什么价买的|多少钱拿的|几多钱)",
      "?(那|那个)? (价格|金额|价钱) 呢?",
    ],
    make: () => ({ kind: "talk.detail", of: "amount" }),
    cost: 0.4,
    small: true,
  },
  {
    say: [
      "?(那|这|是|都是|都|上次|她|他)* (几号|哪天|哪一天|什么时候|啥时候|几月几号|几月份|哪个月|多久前|多久以前|几时|何时) (买|拿|成交|下单|买单|付款|结账) ?的",
      "?(那|这)? 是? (几号|哪天|哪一天|几月几号) 的",
    ],
    make: () => ({ kind: "talk.detail", of: "day" }),
    cost: 0.4,
    small: true,
  },
  {
    say: [
      "?(那|这|是|都是|要|她|他|买的|买的是)* (什么|啥|哪个|哪种|多大|几) (颜色|色|尺码|码|码数|牌子|款式|型号|色号) ?的",
    ],
    make: () => ({ kind: "talk.detail", of: "look" }),
    cost: 0.4,
    small: true,
  },
  {
    // 先不发 … 还是发吧: the draft just dropped.
    say: [
      "(算了|那|想想|想了想|要不|不|唉|哎|嗯)* ?(,)? 还是 (发|发了|发出去|发给她|发给他|发掉|发一下|发过去|照发|给她发|给他发) ?吧",
    ],
    make: () => ({ kind: "talk.send" }),
    cost: 0.2,
    small: true,
  },
  {
    say: [
      "?(把|将|帮我|帮忙|给我|能|能不能|可以|可不可以|麻烦|我要|我想|想|直接)* ?(这个|这些|这份|上面|上面的|刚才|刚才的|那个|那些|所有|全部|金卡|老)* ?的? ?(客户|会员|顾客|客人)? ?的? ?(名单|列表|清单|数据|资料|信息|电话|手机号)? ?(都|全部|全|给我|帮我)* (导出|导出来|导一下|导一份|导个表|下载|下载下来) ?(一下|一份|来|给我|成)* ?(客户|会员|全部|所有|全部客户|所有客户|全部会员)? ?的? ?(名单|列表|清单|数据|资料|信息|电话)? ?(吗|么)",
      "?(帮我|给我)? (打印|打印出来|打出来) ?(一下|一份)? ?(名单|列表|清单)?",
    ],
    make: () => ({ kind: "talk.export" }),
    cost: 0,
    small: true,
  },
  {
    // 周末陈晨上早班林悦晚班: when a shift begins is not said.
    say: [
      "?(排班|班表|排一下班|排个班)? ?(,|:)? ?{date} ?(排班|的排班)? ?(,|:)? %onShift ?(,)? ?%onShift ?(,)? ?%onShift",
      "(排班|班表|排一下班|排个班) ?(,|:)? ?{date} %onShift ?(,)? ?%onShift",
    ],
    make: () => ({ kind: "talk.shift" }),
    cost: 0.3,
    small: true,
  },
  {
    // 算了删掉吧: what was just written, and nothing older.
    say: [
      "?(算了|那|就|还是|不要了|这条|这个|刚才那条)* ?(,)? ?(还是|就|那就|给我|帮我)* (删掉|删了|删除|删|去掉|清掉) ?(它|这条|这个)? ?吧",
    ],
    make: () => ({ kind: "talk.drop" }),
    cost: 0.3,
    small: true,
  },
];

export const askedOnMacros = {
  onShift: "({staff}|我) ?{date} ?(上|排|值|是|排到|来|要上)* (早班|晚班|中班|白班|夜班|全天班|通班|正班|午班)",
};
