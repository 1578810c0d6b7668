// Names of made-up people: surnames as frequent as in life, given names as their years of birth would have them.
import type { Random } from "./random.ts";

/** Surname and how many of a thousand bear it, roughly. */
const surnames: readonly (readonly [string, number])[] = [
  ["王", 72],
  ["李", 71],
  ["张", 68],
  ["刘", 53],
  ["陈", 46],
  ["杨", 31],
  ["黄", 23],
  ["赵", 21],
  ["吴", 21],
  ["周", 20],
  ["徐", 17],
  ["孙", 15],
  ["马", 13],
  ["朱", 13],
  ["胡", 12],
  ["郭", 12],
  ["何", 11],
  ["林", 11],
  ["高", 10],
  ["罗", 9],
  ["郑", 9],
  ["梁", 8],
  ["谢", 7],
  ["宋", 7],
  ["唐", 7],
  ["许", 7],
  ["韩", 6],
  ["邓", 6],
  ["冯", 6],
  ["曹", 6],
  ["彭", 6],
  ["曾", 5],
  ["肖", 5],
  ["田", 5],
  ["董", 5],
  ["潘", 5],
  ["袁", 5],
  ["蔡", 5],
  ["蒋", 5],
  ["余", 5],
  ["于", 5],
  ["杜", 4],
  ["叶", 4],
  ["程", 4],
  ["魏", 4],
  ["苏", 4],
  ["吕", 4],
  ["丁", 4],
  ["任", 4],
  ["沈", 5],
  ["姚", 4],
  ["卢", 4],
  ["姜", 3],
  ["崔", 3],
  ["钟", 3],
  ["谭", 3],
  ["陆", 4],
  ["汪", 3],
  ["范", 3],
  ["石", 2],
  ["顾", 3],
  ["单", 1],
  ["欧阳", 1],
  ["上官", 0.5],
];

/** Given names by decade of birth; a decade not listed takes the nearest before it. */
const women: readonly (readonly [number, readonly string[]])[] = [
  [1950, ["秀英", "桂兰", "玉兰", "淑珍", "桂芳", "秀兰", "凤英", "美琴", "惠芳", "月琴", "雅琴", "玉珍"]],
  [1960, ["丽华", "建华", "红梅", "爱华", "惠珍", "美华", "秀珍", "丽萍", "玉梅", "雪芳", "慧敏", "金凤"]],
  [
    1970,
    ["丽", "敏", "静", "芳", "燕", "红", "霞", "艳", "丽娟", "晓红", "海燕", "春梅", "文娟", "丽琴", "雪梅", "晓芳"],
  ],
  [
    1980,
    ["婷", "静", "娜", "雪", "莉", "倩", "颖", "丹", "璐", "佳", "洁", "晓燕", "婷婷", "思敏", "雯", "琳", "蓉", "晨"],
  ],
  [
    1990,
    [
      "雨婷",
      "梦琪",
      "雅婷",
      "思雨",
      "佳怡",
      "欣",
      "悦",
      "晗",
      "静怡",
      "梦瑶",
      "诗涵",
      "婧",
      "雨欣",
      "嘉",
      "露",
      "思颖",
    ],
  ],
  [2000, ["欣怡", "子涵", "梓萱", "雨桐", "一诺", "可馨", "语嫣", "欣妍", "若彤", "佳琪", "诗雨", "心怡"]],
];
const men: readonly (readonly [number, readonly string[]])[] = [
  [1950, ["建国", "建华", "国强", "志明", "德明", "福生"]],
  [1970, ["军", "勇", "伟", "强", "斌", "志强", "建军", "海涛"]],
  [1980, ["磊", "鹏", "杰", "超", "涛", "俊", "晓东", "志伟"]],
  [1990, ["浩", "宇", "思远", "博文", "子豪", "一鸣", "晨曦", "宇航"]],
];

export function surnameOf(random: Random): string {
  return random.weighted(surnames);
}

export function givenNameOf(random: Random, gender: "female" | "male", bornIn: number): string {
  const decades = gender === "female" ? women : men;
  return random.pick((decades.findLast(([from]) => from <= bornIn) ?? decades[0]!)[1]);
}
