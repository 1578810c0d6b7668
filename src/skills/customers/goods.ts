// What people mean by the name of goods: 裙子 is also 连衣裙 and 半裙, 上衣 also 衬衫. A new word is one line. Pure data.

/** Said → what names of articles and categories may hold. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  裙: ["裙", "旗袍"],
  裤: ["裤"],
  鞋: ["鞋", "靴"],
  帽: ["帽"],
  袜: ["袜"],
  衬衫: ["衬衫", "衬衣"],
  上衣: ["上衣", "衬衫", "衬衣", "T恤", "针织衫", "毛衣", "开衫", "卫衣", "背心", "羊绒衫", "羊毛衫"],
  外套: ["外套", "大衣", "风衣", "羽绒服", "夹克", "棉服", "皮衣", "西装外套"],
  毛衣: ["毛衣", "针织衫", "开衫", "羊绒衫", "羊毛衫"],
  羽绒: ["羽绒"],
  冬装: ["大衣", "羽绒服", "棉服", "毛衣", "羊绒", "羊毛"],
  首饰: ["首饰", "饰品", "耳环", "耳钉", "项链", "戒指", "手链", "手镯", "胸针"],
  配饰: ["配饰", "耳环", "耳钉", "项链", "戒指", "手链", "手镯", "胸针", "腰带", "皮带", "帽"],
  围巾: ["围巾", "披肩"],
  丝巾: ["丝巾", "方巾"],
  真丝: ["真丝", "桑蚕丝"],
};
/** Other ways of saying one of the above. */
const ALSO: Readonly<Record<string, string>> = {
  裙子: "裙",
  裙装: "裙",
  裤子: "裤",
  裤装: "裤",
  鞋子: "鞋",
  帽子: "帽",
  袜子: "袜",
  衫子: "衬衫",
  衬衣: "衬衫",
  饰品: "首饰",
  羽绒服: "羽绒",
  桑蚕丝: "真丝",
  包包: "包",
};
const said = [...Object.keys(ALSO), ...Object.keys(KINDS)].sort((a, b) => b.length - a.length);

/** 真丝裙子 → words of which one must occur, and what else must (真丝); both plain text, not patterns. */
export function goodsMeant(what: string): { any: readonly string[]; and: string } {
  const word = said.find((one) => what.endsWith(one));
  if (word === undefined) return { any: [what], and: "" };
  const kind = ALSO[word] ?? word;
  return { any: KINDS[kind] ?? [kind], and: what.slice(0, -word.length).replace(/的$/u, "") };
}

/** What must not touch the skin of somebody allergic: who cannot wear wool should hear so of cashmere. */
const ALLERGENS: Readonly<Record<string, readonly string[]>> = {
  羊绒: ["羊绒", "羊毛"],
  羊毛: ["羊毛", "羊绒"],
  鲜花: ["鲜花", "花粉"],
  花粉: ["花粉", "鲜花"],
  首饰: ["首饰", "金属", "镀金"],
};
export function tabooWords(like: string): readonly string[] {
  return ALLERGENS[like] ?? [like];
}
