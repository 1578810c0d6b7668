// Smiles typed beside the words: emoji, and the platform's own, which arrive as their names ([微笑]).

const NAMED =
  "微笑|撇嘴|色|发呆|得意|流泪|害羞|闭嘴|睡|大哭|尴尬|发怒|调皮|呲牙|惊讶|难过|囧|抓狂|吐|偷笑|愉快|白眼|傲慢|困|惊恐|憨笑|悠闲|咒骂|疑问|嘘|晕|衰|骷髅|敲打|再见|擦汗|抠鼻|鼓掌|坏笑|右哼哼|鄙视|委屈|快哭了|阴险|亲亲|可怜|笑脸|生病|脸红|破涕为笑|恐惧|失望|无语|嘿哈|捂脸|奸笑|机智|皱眉|耶|吃瓜|加油|汗|天啊|emm|社会社会|旺柴|好的|打脸|哇|翻白眼|666|让我看看|叹气|苦涩|裂开|嘴唇|爱心|心碎|拥抱|强|弱|握手|胜利|抱拳|勾引|拳头|ok|合十|啤酒|咖啡|蛋糕|玫瑰|凋谢|菜刀|炸弹|便便|月亮|太阳|庆祝|礼物|红包|发|福|烟花|爆竹|猪头|跳跳|发抖|转圈";
/** With what joins and colours them; nothing in it can be read in two ways. */
const ONE = `(?:\\p{Extended_Pictographic}|[\\u{1F3FB}-\\u{1F3FF}\\u{1F1E6}-\\u{1F1FF}\\uFE0F\\u200D]|[\\[【](?:${NAMED})[\\]】])`;
const SMILES = new RegExp(`(?:${ONE}\\s?)+`, "giu");

/** Most sentences hold none, and are told so by their letters. */
const MAY_SMILE = /[[【\u00A9\u00AE\u203C-\u2BFF\u3030\u303D\u3297\u3299\uD83C-\uD83E]/;

/** 「结尾加个🌹」, 「把😊去掉」 speak of the smile itself. */
const PUT = /(?:[加带放插配用换成发回有把要]|去掉|删掉)(?:上|个|些|点|了|一|几)*\s?$/u;
const TAKEN = /^(?:表情|去掉|删|拿掉|不要|别|换|改|这个|那个|太)/u;

/** Where smiles stand of which nothing is said. */
export function smilesIn(text: string): { start: number; end: number }[] {
  if (!MAY_SMILE.test(text)) return [];
  return [...text.matchAll(SMILES)].flatMap(({ index, 0: { length } }) => {
    const [before, after] = [text.slice(0, index), text.slice(index + length)];
    return PUT.test(before) || TAKEN.test(after) ? [] : [{ start: index, end: index + length }];
  });
}

/** What was left over says nothing but smiles. */
export const isSmile = (words: string): boolean =>
  words === "" || (MAY_SMILE.test(words) && words.replace(SMILES, "").trim() === "");
