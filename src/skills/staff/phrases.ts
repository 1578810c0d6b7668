// How people ask about colleagues and hand customers over.
import { whoOf } from "../../understanding/parser/build.ts";
import type { Phrases } from "../../understanding/parser/grammar.ts";
import { colleagueIn } from "./newcomer.ts";

export const phrases: Phrases = {
  words: {
    handOver: [
      "转给",
      "交给",
      "移交给",
      "分给",
      "给到",
      "转交给",
      "划给",
      "分配给",
      "换给",
      "移交",
      "转到",
      "转移给",
      "划到",
      "归到",
      "转让给",
      "转接给",
      "改分给",
      "移给",
      "托付给",
      "转",
      "交接给",
      "交接",
      "分派给",
      "派给",
      "让给",
      "转去给",
      "拨给",
    ],
    colleagues: ["导购", "同事", "店员", "员工", "人", "伙伴", "导购员", "销售", "店长"],
  },
  phrases: [
    {
      say: [
        "我是谁",
        "我 ?能 看 ?(到)? (哪些|谁|什么) ?(客户)?",
        "我 ?是 (哪个|哪家) (店|门店) ?的",
        "我的 (权限|角色|身份) ?是 ?(什么|啥|多少)",
        "我 ?是 (什么|啥) (权限|角色|身份)",
      ],
      make: () => ({ kind: "staff.whoami" }),
      cost: 0.2,
    },
    {
      say: [
        "?{store} ?店里 ?的 @colleagues ?都 ?有 (谁|哪些|几个|几位|多少)",
        "?{store} ?店里 ?都 有 ?(哪些|几个|多少|谁) @colleagues",
        "?{store} ?(我们店|店里|我店) ?都 有 谁",
        "?{store} (咱店|我们店|店里|本店|店) ?(现在|目前|一共|总共)? ?有 (几个|多少|几位|哪些|谁) @colleagues",
        "{store} ?(现在|目前|一共|总共)? ?都 ?有 (几个|多少|几位|哪些|谁) @colleagues",
        "{store} ?都 谁 ?在 ?呢",
        "@colleagues (名单|列表)",
        "(哪些|有哪些) (导购|同事|店员)",
      ],
      make: (said) => ({ kind: "staff.list", store: said.words("store") }),
      cost: 0.3,
    },
    {
      say: [
        "?把 {who} (从|由) {staff:from} (转给|交给|移交给|换给|改给|转到) {staff}",
        "?把 {who} (这个客户|这位客户|这客户|那个客户|的单子|这边)? ?(我|想|要|先|都)* @handOver {staff} ?(跟|跟进|负责|来跟|管|吧)",
        "(以后|今后)? {who} (以后|今后)? ?(让|由|给|归) {staff} ?来 ?(跟|负责|管|跟进|带|维护)",
        "{staff} (接手|接管|来接) {who}",
        "(让|由|请) {staff} ?来 (负责|跟|跟进|接手|带|管|维护) {who}",
        "{who} 以后 ?(让|由|给|归)? {staff} (跟|负责|管|来跟)",
        "?把 {who} @handOver {who:to}",
      ],
      // 把王芳和赵敏转给林悦: one after the other.
      make: (said) =>
        eachOf(whoOf(said)).map((who) => ({
          kind: "staff.assign",
          who,
          to: said.words("staff") ?? said.words("to") ?? "",
          confirmed: false,
        })),
      cost: 0.3,
      tells: true,
    },
    {
      say: [
        "(加|添加|登记|新增|录入|新加|加上) ?(一个|个|一位|位|新|新的) role=(同事|员工|导购|店员|店长|管理员|会员管理员|老板) ?(是|叫|账号|：|:) <who!>",
        "role=(新同事|新员工|新导购|新店员) ?(是|叫|账号|:) <who!>",
        "(加|添加|登记|新增|录入) ?(一个|个|一位|位|新|新的) role=(同事|员工|导购|店员|店长|管理员|会员管理员|老板)",
      ],
      make: (said) => ({ kind: "staff.add", ...colleagueIn(said.groupWords("role") ?? "", said.words("who") ?? "") }),
      cost: 0.25,
      tells: true,
    },
    {
      say: [
        "?把 {staff:from} ?(名下|手上|手里)? ?的 ?(所有|全部|全体)? ?的 (客户|客户们|会员|顾客) ?(都|全|全部|全都)? @handOver {staff}",
        "?把 {staff:from} ?(名下|手上|手里)? ?的 ?(所有|全部|全体)? (客户|客户们|会员|顾客) (都|全|全部|全都) (给|归) {staff}",
        "?把 {who:from} ?(名下|手上|手里)? ?的 ?(所有|全部|全体)? (客户|客户们|会员|顾客) ?(都|全|全部|全都)? @handOver {staff}",
        "{staff:from} (离职|离职了|走了|要走了|辞职了) ?(她|他)? ?的? ?(名下)? (客户|客户们) ?(都|全|全部)? (给|归|@handOver) {staff}",
      ],
      make: (said) => ({
        kind: "staff.hand-over",
        from: said.words("from") ?? "",
        to: said.words("staff") ?? "",
        confirmed: false,
      }),
      cost: 0.1,
      tells: true,
    },
    // Many at once is not for a sentence.
    {
      say: [
        "?把 ?我 ?(所有|全部)? ?的 (客户|客户们|会员|人) ?(都|全) @handOver {staff}",
        "?把 (我的客户|我名下的客户|所有客户|全部客户) ?(都|全) @handOver {staff}",
      ],
      make: () => null,
      cost: 0.2,
    },
  ],
};

function eachOf(who: string): string[] {
  return who
    .split(/[和跟与、]/u)
    .map((name) => name.replace(/^(?:手机)?(?:尾号|后四位)(?:是|为)?/u, ""))
    .filter((name) => name !== "");
}
