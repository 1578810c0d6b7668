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

const CUSTOMER = "(客户|客人|顾客|有人|人家|别人|对方|有客户|有客人|有顾客)";
const SAID = "(说|嫌|觉得|老说|总说|老是|一直|又|问|讲|硬说|非说|要)";
const HOW = "(怎么|怎样|如何|咋|咋个|该怎么|要怎么|应该怎么|应该如何|我该怎么|我怎么|我咋)";

const freely = (said: Said) => {
  const topic = (said.words("topic") ?? "").trim();
  return topic.length < 2 || topic.length > TOPIC_MAX || /消息|微信|短信|信息|投诉|那条|电话$/u.test(topic)
    ? null
    : { kind: "coaching.script", topic, who: said.has("who") ? whoOf(said) : null };
};
const TOPIC_MAX = 20;

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
      ],
      make: script,
      cost: 0.15,
    },
    {
      // In words of her own that no topic holds: they are looked up as they were said.
      say: [
        `?{who} <topic> ${HOW} (劝|说服|回|回复|应对|接话|开口|破)`,
        `${CUSTOMER} (说|嫌|觉得|问|讲|老说|总说) <topic> ${HOW} (劝|说服|回|回复|应对|接|接话|答|说|破)`,
        `${HOW} 开口 <topic>`,
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
        "?(都|现在)? ?(有)? (什么|哪些|啥) 话术",
        "话术 ?(都|库)? ?(有)? ?(哪些|什么|啥|列表|目录|大全|库|清单)?",
        "(看看|看下|查看|给我|学习|学) ?(一下)? 话术 ?(库|大全)?",
      ],
      make: () => ({ kind: "coaching.topics" }),
      cost: 0.3,
    },
  ],
};
