// What the conversation itself says: who is meant, what was not understood, what was taken back.
import { shorten } from "../message.ts";
import type { CustomerRef } from "../skill.ts";

/** Of a sentence that is taken back: enough to know it by. */
const ECHO_MAX = 24;
/** What a button said may end in the colon of the list behind it. */
const echoed = (text: string) => shorten(text.replace(/[：:，,]\s*$/u, ""), ECHO_MAX);

interface Told extends CustomerRef {
  phoneTail?: string | null;
  tier?: string | null;
  ownerName?: string | null;
}

/** One line that tells a namesake from the next. */
export function candidateWords(candidate: CustomerRef): string {
  const { name, tier, phoneTail, ownerName } = candidate as Told;
  const marks = [tier, phoneTail ? `尾号${phoneTail}` : null, ownerName ? `${ownerName}的客户` : null].filter(Boolean);
  return marks.length > 0 ? `${name}（${marks.join("，")}）` : name;
}

export function chooseWords({ said, candidates }: { said: string; candidates: CustomerRef[] }): string {
  if (candidates.length === 1)
    return `你说的「${said}」是 ${candidateWords(candidates[0] as CustomerRef)} 吗？回「是」或「不是」。`;
  const lines = candidates.map((candidate, index) => `${index + 1} ${candidateWords(candidate)}`);
  return `${said === "" || /^(她|他|ta)$/u.test(said) ? "说的是哪一位？" : `「${said}」有${candidates.length}位，是哪一位？`}\n${lines.join("\n")}\n回数字就行。`;
}

export function notFoundWords({ said, nearest }: { said: string; nearest: string[] }): string {
  if (said === "" || /^(她|他|ta|这位|那位|刚才那个)$/u.test(said))
    return "说的是哪位客户呢？加上名字或手机尾号再说一遍就行，比如「张姐 生日」。";
  if (/^第/u.test(said)) return `没有${said}，先查一下名单再说第几个，比如「两个月没来的金卡」。`;
  const hint = nearest.length > 0 ? `最接近的是：${nearest.join("、")}。` : "";
  return `在你能看到的客户里没找到「${said}」。${hint}换个叫法或说手机后四位试试。`;
}

/** Of what was not understood: enough to know it by, however much was pasted. */
const QUOTED_MAX = 30;
const quoted = (leftover: readonly string[]) =>
  `「${leftover
    .slice(0, 3)
    .map((words) => shorten(words, QUOTED_MAX))
    .join("」「")}」`;

export function leftoverWords(leftover: readonly string[]): string {
  return `${quoted(leftover)}这部分我没听懂，没有照做。`;
}

/** When nothing was understood: an example of each of the things said most. */
export const notUnderstoodWords =
  "这句我没听懂。可以这样说：\n· 3456（手机后四位，看客户）\n· 张姐买了真丝裙3280\n· 两个月没来的金卡有哪些\n· 下周三提醒我回访张姐\n说「帮助」看全部。";

/** When what was understood would answer something else: the words that were the point, quoted. */
export const besidesWords = (leftover: readonly string[]) =>
  `${quoted(leftover)}我没听懂，怕答非所问，先不乱答。换个说法再问一次，或说「帮助」看我会什么。`;
export const doubtfulWords = (leftover: readonly string[]) =>
  leftover.length > 0
    ? `怕记错，先没动。${quoted(leftover)}没听懂，换个说法再说一次？`
    : "这句我没把握，先没动。换个说法再说一次？";

export const notEnteredWords = "人没有新登记，后面说的我先没记。确认是哪位，再说一遍就行。";
export const impossibleWords = ({ text, why }: { text: string; why: string }) =>
  `「${text}」不对：${why}。我什么都没动，改个日子再说一遍就行。`;

/** On a pressed card, where the skill has no better words. */
export const settledWords = "已处理";
/** On a card whose matter ended elsewhere. */
export const answeredCardWords = "已回答";
export const expiredCardWords = "已过期";
export const undoneCardWords = "已撤销";
export const closedCardWords = "已结案";
/** Title of an echo whose first line is too long for one. */
export const doneTitle = "好的";
export const cancelledWords = "好的，没有做。";
export const expiredWords = "这个问题已经过期了，需要的话再说一遍就行。";
/** 是 is not enough for what reaches many. */
export const typeNumberWords = (number: number) => `请直接打出数字「${number}」来确认；不做就说「不要」。`;
export const beyondWords = (count: number) =>
  count === 1 ? "只有这一位，回「是」或「不是」。" : `只有${count}位，回1到${count}就行；都不是就说「都不是」。`;
export const nothingAskedWords = "嗯？现在没有等你确认的事。";
/** Short words that nothing before gives a meaning. */
export const shortWords = {
  "nothing-next": "下一个是哪份名单里的？先查一下（比如「下月谁过生日」），再说「下一个」，我一位一位给你看。",
  "last-of-list": "这已经是名单里最后一位了。",
  "what-done": "哪件事办好了？说「第一条搞定」或「张姐的投诉处理好了」就行。",
  "what-same": "跟哪一条一样？把话说全我再记，比如「下周三提醒我回访李雯」。",
  "what-wrong": "哪里错了？刚才那一步不要的话说「撤销」；或者把对的说一遍，比如「张姐生日是3月6号」。",
  "what-give": "把什么转过去？比如「把张姐转给陈晨」或「第一条转给陈晨」。",
  "what-day": "哪个日子要改？说全一点，比如「张姐生日是3月6号」或「张姐那条改到周五」。",
  "what-detail": "问的是哪位买的哪样？说全一点，比如「张姐上次买了什么」。",
  "no-looks": "购买记录里只有买的东西、金额和日子，颜色尺码没有另外记。要记可以说「备注张姐买的是蓝色」。",
  "what-send": "发哪一条？先看看「待发的消息」，再说「第一条可以发」；要新写就说「给张姐写条问候」。",
  "no-export":
    "这份名单在聊天里导不出来。表格店长可以要「导出会员信息登记表」「导出本月生日会员回访表」；整份客户资料请管理员在电脑上导出。",
  "what-shift": "早班晚班是几点到几点，说了钟点我才记得准，比如「我明天10点到14点上班」；谁休息就说「陈晨明天休息」。",
  "what-drop": "删哪一条？刚记的说「撤销」；别的说全一点，比如「张姐的生日删掉」。",
  "say-undo": "刚才那一步已经做了。不要的话说「撤销」，我就撤回去。",
} as const;
export const undoneWords = (text: string) => `已撤销：${echoed(text)}`;
export const tooLateWords = (text: string) => `来不及撤销了，已经办出去了：${echoed(text)}`;
export const finalWords = "刚才这一步不能撤销。要撤的是再前面的一件，就再说一次「撤销」。";
export const nothingToUndoWords = "没有可以撤销的了。";
export const apologyWords = "抱歉，刚才这句我没处理好，已经记下来让人去看。你可以再说一遍，或换个说法。";
export const strangerWords = (id: string) =>
  `还不认识你（账号 ${id}）。请管理员在企业微信里把你加进门店部门，几分钟后再来；或请管理员对我说「加同事 ${id} 你的名字 导购」。`;
export const unclaimedWords =
  "这家店还没有店主。请把启动我的那个窗口里显示的六位数发给我，加上你的名字，比如「我是店主 123456 王芳」。";
export const claimedWords = (name: string) =>
  `${name}，店是你的了。接下来：\n· 「加同事 zhangsan 张珊 导购」登记同事（账号是企业微信账号）\n· 「新客户 张丽华 13812345678」记客户，或在电脑上用导入\n· 「帮助」看我会做什么`;
export const wrongCodeWords = "六位数不对，再看一眼启动窗口里的数字。";
export const closedClaimWords = "试错太多次了，请重新启动我，用新的六位数。";
export const mediaWords: Readonly<Record<string, string>> = {
  voice: "我还听不了语音。长按这条语音选「转文字」，再把字复制发我；或者用输入法的话筒说一遍。",
  image: "图片我收到了，但看不了内容。要记的话，打几个字给我就行。",
  video: "视频我看不了，要记的话打几个字给我就行。",
  location: "位置收到了，要记到哪位客户名下，打字告诉我就行。",
  link: "链接收到了，要记到哪位客户名下，打字告诉我就行。",
  file: "文件我打不开。要导入客户资料，请管理员用导入功能。",
};
export const welcomeWords = (name: string) =>
  `${name}，你好！我是知客。客户到店时把手机后四位发给我，五行看懂她；她买了什么、喜欢什么，说一句我就记下。\n试试：\n· 3456\n· 今天要做什么\n· 下周谁过生日`;
