// How people ask whether the platform agrees with us, and say their welcome.
import type { Phrases, Said } from "../../understanding/parser/grammar.ts";

const URL = /https?:\/\/\S+/iu;

export const phrases: Phrases = {
  words: {
    wecom: ["企业微信", "企微", "微信那边", "企业微信那边", "企微那边"],
    welcomes: ["欢迎语", "欢迎词", "开场白", "打招呼的话", "入会欢迎语", "新客欢迎语"],
    groupRobot: ["群机器人", "群里", "群", "店长群", "工作群", "机器人群"],
    figures: ["日报", "早报", "每日日报", "晨报"],
  },
  phrases: [
    {
      say: [
        "?(来|帮我|做|做个|做一下|跑|跑一下)? ?(跟|和|与)? @wecom ?(的)? (对账|对个账|对一下账|对对账|核对) ?(客户|数据|一下|看看)?",
        "@wecom ?(里|上|那边)? ?的? ?(客户|数据|人数)? ?(跟|和|与) (我们|咱们|这边|系统|店里) ?(这边|里|的)? ?(客户|数据)? (对得上|对不对得上|一致|一样|对上了|差多少|差几个) ?(吗|没|么)?",
        "(我们|咱们|这边|系统) ?(的)? ?(客户|数据)? ?(跟|和|与) @wecom ?(里|上|那边)? ?的? ?(客户|数据)? (对得上|对不对得上|一致|一样|对上了|差多少|差几个) ?(吗|没|么)?",
        "@wecom (同步|同步得|同步的) (怎么样|好了|好了吗|完了吗|到哪了|正常吗)",
        "@wecom ?(那边|里|上)? (对得上|对不对得上|对上了|一致) ?(不|吗|没|么)",
        "?(跟|和|与) @wecom (核一下|核对一下|核一核|对一下|核对|对一对) ?(人数|客户|数据|客户数)",
      ],
      make: () => ({ kind: "platform.compare" }),
      cost: 0.2,
    },
    {
      say: [
        "?(请|帮我|麻烦)? ?(现在|马上|立刻)? ?(重新|再)? (读|读取|拉取|拉|更新|刷新|同步) ?(一遍|一次|一下|下)? @wecom ?(的|里的)? ?(通讯录|客户|好友|联系人|同事|数据)?",
        "?(请|帮我|麻烦)? ?(把|将)? @wecom ?(的|里的|上的)? ?(通讯录|客户|好友|联系人|同事|数据)? ?(重新|再)? (读|同步|更新|刷新|拉) ?(一遍|一次|一下|过来)",
      ],
      make: () => ({ kind: "platform.read" }),
      cost: 0.2,
    },
    // Alone it is this; in 「提醒我对账」 it is what to be reminded of, so it costs more than free words.
    {
      say: ["?(来|帮我|做|做个|做一下|跑|跑一下)? (对账|对个账|对一下账|对对账)"],
      make: () => ({ kind: "platform.compare" }),
      cost: 1.2,
    },
    {
      say: [
        "?(把|将)? ?(我|我自己) ?的? @welcomes (改成|改为|换成|设成|设为|写成|用) ?(:)? <text!>",
        "@welcomes (改成|改为|换成|设成|设为|写成|改一下|改下|换一下|更新为|更新成) ?(:)? <text!>",
      ],
      make: (said) => welcome("mine", wordsOf(said)),
      cost: 0.15,
      tells: true,
    },
    {
      say: ["?(把|将)? (店里|全店|大家|默认|公司|总部|统一) ?的? @welcomes (改成|改为|换成|设成|设为) ?(:)? <text!>"],
      make: (said) => welcome("shop", wordsOf(said)),
      cost: 0.1,
      tells: true,
    },
    {
      say: [
        "?(看|看看|看下|查)? ?(我|我现在) ?的? ?(现在|目前)? ?的? @welcomes ?(是|是啥|是什么|怎么写的|长什么样|给我看看)?",
        "现在 ?的? @welcomes ?(是)? ?(什么|啥)?",
      ],
      make: () => welcome("mine", null),
      cost: 0.2,
    },
    {
      say: [
        "(恢复|用回|换回|改回) ?(成|到)? ?(店里|默认|原来) ?的? @welcomes",
        "@welcomes (恢复|改回|换回|用回|还原) ?(成|到|为) (默认|原来的|店里的|原样|原来那个|原来那句|初始)",
        "@welcomes (恢复|改回|换回|用回) (默认|原来的|店里的|原样|原来那个|原来那句)",
        "@welcomes (还原|恢复默认|重置|恢复原样)",
      ],
      make: () => ({ kind: "platform.welcome", scope: "mine", text: null, reset: true }),
      cost: 0.1,
      tells: true,
    },
    {
      say: [
        "?(把|将)? ?(每天)? ?的? @figures ?(也|都|同时)? (发到|推到|推送到|同步到|发) @groupRobot ?(里|去)? ?(:)? <url!>",
        "@groupRobot ?的? (地址|链接|webhook) ?(是|设成|改成)? ?(:)? <url!>",
      ],
      make: (said) => {
        const url = URL.exec(said.words("url") ?? "")?.[0] ?? null;
        return url === null ? null : { kind: "platform.webhook", url, confirmed: false };
      },
      cost: 0.15,
      tells: true,
    },
    {
      say: [
        "@figures (不要|别|不用|不) ?(再)? (发到|发|推到|推|往) @groupRobot ?(里|去)? ?(发|推)? ?(了)?",
        "@groupRobot ?里 (不要|别|不用|不) ?再 (发|推) @figures ?了",
        "@groupRobot ?的? @figures (关了|关掉|停了|停掉|不要了|取消|别发了|停|撤了) ?吧",
        "@figures (关了|关掉|停了|停掉|取消) @groupRobot ?(里)? ?的? ?(推送)",
      ],
      make: () => ({ kind: "platform.webhook", url: null, confirmed: false }),
      cost: 0.1,
      tells: true,
    },
  ],
};

/** The welcome word for word. */
function wordsOf(said: Said): string | null {
  const text = said.get("text");
  return text && said.typed({ start: text.start, end: said.text.length });
}

function welcome(scope: "mine" | "shop", text: string | null) {
  return { kind: "platform.welcome", scope, text, reset: false };
}
