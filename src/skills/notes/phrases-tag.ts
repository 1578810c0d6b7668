// How people put tags on customers and take them off.
import { whoOf } from "../../understanding/parser/build.ts";
import type { Phrases, Said } from "../../understanding/parser/grammar.ts";

export const tagPhrases: Phrases["phrases"] = [
  {
    say: [
      "?给 {who} @tagging ?: %tags",
      "?给 {who} (打|打个|打上|贴|贴个|贴上|加|加个|加上|标上|设|设个) ({tag}|<tag>) ?(两个|三个|这两个|这个)? ?的 标签",
      "标签 ?: {who} <tag>",
      "给 {who} (加|打|上|贴|加上|打上|贴上|挂上) {tag} ?(和|跟|、)? {tag}*",
      "{who} 标签 (加|加上|加个) <tag>",
      "@tagging ?给 {who} %tags",
      "@tagging ?: %tags",
      "?给 {who} (打|加|贴|上|标) {number:count} ?个 标签 ?: %tags",
      "?(给|把) {who} (标个|打个|挂个|贴个|加个|标一下|标上|打上|挂上|贴上|归到|归入|算|列为|标为|标成|打) {tag}",
      "{who} {tag} ?标签 (打上|加上|贴上|打一下|标上|加一下)",
      "{who} (加|加上|打上|贴上) {tag} ?标签",
      "?给 {who} 加 ?个 <tag> ?的 标签",
    ],
    make: (said) => tags(said, false),
    cost: 0.45,
    tells: true,
  },
  {
    // 江姐 沈姐 都打上爱旅游
    say: ["?给? {who} ?(和|跟|、)? {who:second} 都? (打上|加上|贴上|标上|打|加|贴) {tag} ?标签"],
    make: (said) => {
      const one = tags(said, false);
      return one === null ? null : [one, { ...one, who: whoOf(said, "second") }];
    },
    cost: 0.1,
    tells: true,
  },
  {
    say: [
      "@untag {who} ?的 <tag> 标签",
      "{who} ?的 <tag> 标签 @untag",
      "?把 {who} ?的 %tags 标签 ?(都|全|全都)? @untag",
      "{who} ?的 {tag} ?标签 ?(都)? @untag",
      "{who} ?的 标签 ({tag}|<tag>) @untag",
      "?(把|给) {who} @untag ?的 ({tag}|<tag>) ?(这个|那个)? 标签",
      "{who} (别再|不要再|不用再) (挂|打|带|贴|留) ?着? {tag} ?(这个|那个)? ?标签 ?了",
      "把 {who} ?身上 ?的 ({tag}|<tag>) ?(这个|那个)? 标签 ?给 @untag",
      "{who} ?身上 ?的 ({tag}|<tag>) ?(这个|那个)? 标签 ?给 @untag",
    ],
    make: (said) => tags(said, true),
    tells: true,
  },
  {
    // 「先别给她打母婴」 asks for nothing to be done; only with 再 or 了 is something there to be taken off.
    say: [
      "(不要|别|不用) 再 给 {who} (带|挂|打|贴|留|加|用) ?着 {tag} ?(这个|那个)? ?标签 ?了",
      "(不要|别|不用) 给 {who} (带|挂|留|用) ?着 {tag} ?(这个|那个)? ?标签 ?了",
    ],
    make: (said) => tags(said, true),
    cost: 0.4,
  },
];

function tags(said: Said, remove: boolean) {
  const words = said
    .all("tag")
    .flatMap((part) => said.spell(part).split(/[、，,和\s]+/u))
    .map((tag) => tag.replace(/^(的|个|上)+|(这?[两三]个|的)?(标签)?$/gu, ""))
    .filter(
      (tag) =>
        tag !== "" &&
        // 有待激活标签的客户有哪些, and no such tag is known: asked, not told.
        !/^[吧呢啊吗了呀哈]$|哪些|有谁|哪位|几个|多少|(?:的|标签)(?:客户|会员|顾客)$/u.test(tag) &&
        tag.length <= 20 &&
        !/[她他我]|^(?:还没|没|打上|加上|贴上)|^(?:删|去|取消|移|谁|什么|怎么)|(?:删了|删掉|去掉|取消|拿掉)$/u.test(
          tag,
        ),
    );
  return words.length === 0 ? null : { kind: "notes.tag", who: whoOf(said), tags: words.slice(0, 8), remove };
}
