// How people ask what to say. The words for each topic stand at the head of its file, so that a topic written by the
// shop is understood like one of the house.
import { whoOf } from "../../understanding/parser/build.ts";
import type { Phrases, Said } from "../../understanding/parser/grammar.ts";
import { houseTopics } from "./house.ts";

const script = (said: Said) => ({
  kind: "coaching.script",
  topic: said.words("scriptName") ?? said.words("heardWords") ?? "",
  who: said.has("who") ? whoOf(said) : null,
});

const CUSTOMER = "(客户|客人|顾客|有人|人家|别人|对方|有客户|有客人|有顾客|老客|新客|老客户|新客户|老顾客|新顾客)";
/** Whoever else stands at the counter and says something. */
const ANYBODY =
  "(客户|客人|顾客|有人|人家|别人|对方|有客户|有客人|有顾客|有的客人|有的客户|有些客人|有些客户|有个客人|有个客户|有位客人|遇到客人|遇到客户|碰到客人|碰到客户|客人总|老客|新客|老客户|新客户|老顾客|会员|家长|宝妈|大妈|阿姨|大姐|大叔|小姑娘|男客|女客|男顾客|女顾客|同行)";
const SAID = "(说|嫌|觉得|老说|总说|老是|一直|又|问|讲|硬说|非说|要)";
const ME = "?(我|我们|咱|咱们|那|那我|这|那该|该|我该|我应该|应该|要|得)*";
const HOW =
  "(怎么|怎样|如何|咋|咋个|怎么样|怎么才|怎么能|咋才|该怎么|该咋|该如何|要怎么|应该怎么|应该如何|我该怎么|我该咋|我怎么|我咋|咱咋|咱怎么|我该如何)";
/** What one does about it. */
const ACT =
  "(回|回复|回答|回应|说|讲|办|应对|答|处理|接|接话|解释|聊|劝|弄|应付|安抚|开口|做|破|搞|整|招待|接待|留住|留|留人|挽留|挽回|反驳|圆|圆过去|圆场|圆回来|化解|打动|说服|搞定|哄|稳住|拒绝|婉拒|回绝|推脱|谈|挡|挡回去|顶回去|打消|沟通|引导|接招|接茬|接待好|打发|跟她说|跟他说|跟客户说|跟客人说|打消顾虑|拿下|收场|下台阶)";
const THEM = "?(给|跟|和|对|向)? ?(她|他|人家|客人|客户|顾客|家长|对方|她们|他们|老客|大姐|阿姨)? ?(们)?";
const WELL =
  "?(好|好点|好些|比较好|合适|合适点|合适些|得体|得体点|自然|自然点|自然些|委婉|委婉点|委婉些|巧妙点|妥当|妥|漂亮|高明|圆滑点|专业点|专业|稳妥|有用|管用|才好|才对|才行|才合适|才自然|才得体|才管用|才有用|才专业|才显得专业|才不尴尬|不尴尬|才不得罪|不得罪|才不得罪人|不得罪人|才不让人反感|不让人反感|才不反感|不反感|才不招人烦|不招人烦|才不伤和气|不伤和气|才不丢单|才能成交|才能留住|才不生硬|不生硬|不失礼|才不失礼|她才听|人家才听|啊|呢)*";
const TEACH =
  "(教我两句|教我几句|教我一句|教我说|教我怎么说|教我怎么回|教我一招|教我几招|教教我|教我一下|教我|教一下|教下|求教|请教|求支招|求招|支招|支个招|支支招|支一招|给支个招|给支招|出个招|出个主意|出主意|来两句|来几句|来句|给两句|给几句|给句话|给个说法|给点建议|给个建议|给个招|求建议|求话术|给个话术|来个话术|给句话术|来句话术|要个话术|要话术|有话术吗|有话术没|有没有话术|有啥话术|有什么话术|有啥说法|有什么说法|有啥招|有什么招|有啥好办法|有什么好办法|有什么办法|有啥办法|有什么技巧|有啥技巧|帮我想想怎么说|帮我想想怎么回|帮想句话|怎么整|咋整)";
const SUCH = "?(的|的话|的时候|时|这种|这种情况|这种的|这种人|这事|这个|那种|这样|这样的|这类|的客人|的客户|的情况)*";

/** Words of her own that no topic holds: they are looked up as they were said. */
const freely = (said: Said) => {
  const topic = bare((said.groupWords("topic") ?? said.words("topic") ?? "").trim());
  return topic.length < 2 || topic.length > TOPIC_MAX || NO_TOPIC.test(topic)
    ? null
    : { kind: "coaching.script", topic, who: said.has("who") ? whoOf(said) : null };
};
const TOPIC_MAX = 20;
const NO_TOPIC =
  /消息|(?<![加留要])微信|短信|信息|投诉|那条|电话$|^(?:现成|所有|全部|你|咱们?|我们|店里|公司|有|都|最新|常用|这个|那个|这|那|该|我|话术|客户|客人|系统|软件)的?$|提醒|标签|积分|生日|备注|日报|撤销/u;

/** 「约好的客人放鸽子」「想让老客转介绍」「一件不买的」: what it is about. */
function bare(topic: string): string {
  return topic
    .replace(/^.{1,6}的(?:客人|客户|顾客)(?=.{2})/u, "")
    .replace(/^我?(?:想|要)?(?:让|请|叫)(?:老客户?|新客户?|老顾客|客人|客户|顾客|人家|会员|她|他)(?=.{2})/u, "")
    .replace(/[，,、\s]+$/u, "")
    .replace(/(?:的|的话|的时候|这种|这种情况|这事)$/u, "")
    .replace(/[，,、\s]+$/u, "");
}

const aloneSaid = (said: Said) => (ALONE.test(said.text) ? script(said) : null);
const ALONE = new RegExp(`^(?:${CUSTOMER}|说|嫌)[^，。；,;]*[。！!]?$`, "u");

export const phrases: Phrases = {
  // Read when the grammar is built, at the start: a broken file is told there, not at the counter.
  get words() {
    const topics = houseTopics();
    return {
      scriptName: topics.flatMap(({ names }) => names),
      heardWords: topics.flatMap(({ heard }) => heard),
    };
  },
  macros: {
    scriptSubject: "(@scriptName|@heardWords)",
    scriptAsked:
      `(${HOW} ?(回|回复|回答|回应|说|讲|办|应对|答|处理|接|接话|解释|聊|劝|弄|应付|安抚|开口|做|破|搞|跟她说|跟客户说)` +
      "|?(有|用|给)? (什么|啥|哪些)? (话术|技巧|说法|办法)|(有没有|有) 话术|说 (什么|啥)|话术)",
  },
  phrases: [
    {
      say: [
        `?{who} ?${CUSTOMER} ?${SAID} ?${SAID} %scriptSubject ?(了|的时候|的话|时|的客户|的客人|客户|客人|这种|这事)? %scriptAsked`,
        `${HOW} ?(跟|和|对|给|向|让|请|帮|去|才能|把)? ?({who}|${CUSTOMER})? ?(说|讲|提|开口)? @scriptName ?(好|比较好|啊)?`,
        `@scriptName ?的? ?${CUSTOMER}? ${HOW} @scriptName:way`,
        `${HOW} ?(回|回复|应对|处理|说服|接待|安抚|劝|跟)? ?${CUSTOMER}? ?${SAID} @heardWords`,
        "?(给|来|看|查|找|要|学|讲讲|说说|教我|教教我)? ?(个|一下|点)? ?(关于)? @scriptName ?的? (话术|技巧|流程|说法|标准|步骤|办法|要点|方法|sop)",
        "(看看|讲讲|说说|教我|教教我|学学) ?(怎么)? @scriptName",
        "话术 ?的? %scriptSubject",
        "@scriptName ?的? ?(标准|常用|经典|通用|基本|开场|好)* 话术 ?(来|给我|发我|有吗|有没有|有没|一个|一段|一条|看看|看下|发一下|过一遍)*",
        `@scriptName ?的? (流程|步骤|标准|要点|技巧|方法) ?(给我|帮我|再)* ?(过一遍|说一遍|讲一遍|讲讲|说说|看看|来一遍|走一遍|是啥|是什么|有哪些)`,
        `?{who} ?${CUSTOMER} ?${SAID} ?${SAID} %scriptSubject ?(了|的时候|的话|这种|这种情况)* ?(,)? ${TEACH}`,
        `?{who} ?${CUSTOMER} ?${SAID} ?${SAID} %scriptSubject ?(了|的时候|的话|时|这种|这种情况|的客户|的客人|的)* ?(,)? ${ME} ${HOW} ${THEM} ${ACT} ${THEM} ${WELL}`,
      ],
      make: script,
      cost: 0.15,
    },
    {
      // In words of her own that no topic holds.
      say: [
        `?{who} <topic> ?(,)? ${SUCH} ${ME} ${HOW} (劝|说服|回|回复|回应|应对|接话|接茬|接招|开口|破|反驳|圆|圆过去|圆场|化解|安抚|招待|留住|挽留|挽回|哄|稳住|婉拒|回绝|打动|打发|接|答|应付|拿下|收场) ${THEM} ${WELL}`,
        `{who} <topic> ?(,)? ${SUCH} ${ME} ${HOW} ${THEM} ${ACT} ${WELL}`,
        `${ANYBODY} ?(说|讲|问|老说|总说|一直说|就说|问我|跟我说|老问|总问)? <topic> ?(,)? ${SUCH} ${ME} ${HOW} ${THEM} ${ACT} ${THEM} ${WELL}`,
        `<kind> 的 (客人|客户|顾客) <topic> ?(,)? ${SUCH} ${ME} ${HOW} ${THEM} ${ACT} ${THEM} ${WELL}`,
        `(说|嫌) <topic> ?(,)? ${ME} ${HOW} ${THEM} ${ACT} ${THEM} ${WELL}`,
        `topic=( (嫌|不肯|不愿|不想|不买|不让|非要|老|总|一直|砍|还|犹豫|催|怕|担心|拿|试了|问了) <x> ) ?(,)? ${SUCH} ${ME} ${HOW} ${THEM} ${ACT} ${THEM} ${WELL}`,
        `<topic> ?(,)? ${SUCH} ${ME} ${HOW} (跟|和|对|给|向) (她|他|人家|客人|客户|顾客|家长|对方|老客|大姐|阿姨) ${ACT} ${WELL}`,
        `${HOW} 开口 <topic>`,
        `${HOW} ?(去)? topic=( (夸|哄|劝|说服|留住|挽留|安抚|拒绝|婉拒|回绝|打动|招待|应付|应对|打发|稳住|搭讪|赞美|问候客人|破冰|逼单|催单|报价|卖|推销|推荐|介绍) <x> ) ${WELL}`,
        `<topic> ${ME} ${HOW} (推|推销|推荐|介绍|卖|讲|说) ?(出去|给客人|给客户)? (才 ?(不|能|好|有)|自然|得体|合适|委婉|专业|不让人|好) ?<how>`,
        `<topic> ${ME} ${HOW} (推|推销|推荐|介绍) ${THEM} ${WELL}`,
        `?<scene> ${ME} ${HOW} topic=( 问 (需求|预算|尺码|用途|喜好|场合|身高体重|职业|年龄) )`,
        `?{who} ${ANYBODY} ?(说|讲|问|老说|总说)? <topic> ?(,)? ${SUCH} ?(有啥|有什么)? ${TEACH}`,
        `{who} <topic> ?(,)? ${SUCH} ${TEACH}`,
        `topic=( (嫌|不肯|不愿|不想|不买|不让|非要|老|总|一直|砍|还价|犹豫|催|怕|担心|拿) <x> ) ?(,)? ${SUCH} ${TEACH}`,
        `?(给|来|求|要|找|有没有|看看)* ?(个|一个|一段|点|条)? <topic> 的 话术 ?(来|给我|发我|有吗|有没有|有没|一个|一段|看看|看下|发一下)*`,
        `(求|来|要|给|给我|找)? ?(个|点|段|一段|一个|句)? 话术 ?(,|:)? ${ANYBODY} ?(说|讲|问)? <topic>`,
        `话术 ?(,|:)? topic=( (嫌|说|问|不|老|总|一直|要|非|想|怕|担心|催|砍|犹豫|没|太|还价|推|劝|夸|催|要) <x> )`,
        `?{who} <topic> ?(,)? ${ME} (第一句|开口第一句|开场|开场白|先|开头|见面) ?(话)? ?(该|要|得)? (说|讲|聊) ?(点|些|句)? (啥|什么) ${WELL}`,
        `?{who} <topic> ?(,)? ${ME} ?(该|要|得)? (说|讲|聊) ?(点|些|句)? (啥|什么) (好|合适|比较好|才好)`,
        `${HOW} topic=( (问|要|约|请|套|拉近|维护|维系|经营|跟进|催|收) (客人|客户|顾客|老客|新客|人家|会员) ?<x> )`,
      ],
      make: freely,
      cost: 0.6,
    },
    // What a customer says, told by itself, asks for an answer. Beside anything else it is told of somebody.
    { say: [`${CUSTOMER} ?${SAID} ?${SAID} @heardWords`], make: aloneSaid, cost: 0.15 },
    { say: ["(说|嫌) @heardWords"], make: aloneSaid, cost: 2 },
    // Named like a procedure, it is one.
    {
      say: ["@scriptName"],
      make: (said) => (/流程|步骤|培训|考考我|话术/u.test(said.words("scriptName") ?? "") ? script(said) : null),
      cost: 0.4,
    },
    {
      say: [
        "?(你|咱|咱们|我们|店里|公司|知客|这|那)* ?(那儿|这儿|那里|这里|那边|这边)? ?(都|现在|一共|到底)* ?(有|存了|备了|收了)? (什么|哪些|啥|哪几类|哪几种|几类|几种|多少) ?(现成|常用|好用|能用)? ?的? 话术 ?(可以|能)? ?(背|学|用|看|抄|练)?",
        "?(现成|所有|全部|店里|常用|你|公司)* ?的? 话术 ?(都|全)? ?(有)? (哪些|哪几类|哪几种|几类|几种|列给我|列一下|列出来|发我|发给我|给我看看|给我|调出来|看看|看一下|拉出来|清单|分类|汇总)",
        "话术 ?(都|库)? ?(有)? ?(哪些|什么|啥|列表|目录|大全|库|清单)?",
        "(看看|看下|查看|给我|学习|学) ?(一下)? 话术 ?(库|大全)?",
      ],
      make: () => ({ kind: "coaching.topics" }),
      cost: 0.3,
    },
  ],
};
