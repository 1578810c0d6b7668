// How people put tags on customers and take them off.
import { whoOf } from "../../understanding/parser/build.ts";
import type { Phrases, Said } from "../../understanding/parser/grammar.ts";

export const tagPhrases: Phrases["phrases"] = [
  {
    say: [
      "?(给|帮|替|把) {who} (@stick|@among) ?(一个|个)? ({tag}|<tag>) ?的? (标|标签|tag|标记)",
      "(把|将)? ({tag}|<tag>) ?(这个|那个|的)? (标签|标|tag) ?(，|,|：|:)? (给|帮|替|打给|贴给|挂给|加给|安给|打到|贴到|挂到|加到|给到) {who} ?(和|跟|、|还有|与)? ?{who:second} ?(身上|名下|那)? ?也? ?都? ?(@stick|@among)",
      "?给 {who} (和|跟|、|还有|与) {who:second} ?也? ?都? @stick ?(一个|个)? ({tag}|<tag>) ?的? (标|标签|tag)",
      "{tag} (给|打给|贴给|挂给|加给) {who} ?(和|跟|、|还有)? ?{who:second} ?(身上)? ?也? ?都? (@stick|@among)",
      "{who} ?(是|属于|算|就是)? {tag} ?(来|型|客|的|客户|一类|那种|那类)* ?(，|,)? ((标签|标) ?(就|也|都|先|帮我|给|帮|替|她|他)* @stick|打个标|打标|打个标签|打标签|贴个标签|标一下|标签打上|加个标签|打上标签|打上|标上|贴上|上个标签|给打上|给标上|给贴上|打一个标签|标签加上)",
      "{who} ?的? 标签 ?(再|里)* (补|加|打|贴|挂|上|来|添|写)(个|上|上个|一个) ({tag}|<tag>)",
      "标签 ?(再|里)* (补|加|打|贴|挂|添)(个|上|上个|一个) {tag}",
      // Of whoever was named before: 另外打个通勤标签, 记得打老客带新.
      "?(另外|再|也|顺便|顺手|同时|并|并且|记得|别忘了|别忘|帮我|帮|麻烦|给她|给他|给|可以|得|要|请)* @stick {tag} ?(这个|那个|的)? ?(标签|标|tag)",
      "?(另外|再|也|顺便|顺手|同时|并|并且|记得|别忘了|帮我|帮|麻烦|给她|给他|给|可以|得|要|请)* @stick ?(一个|个) <tag> ?的 (标签|标|tag)",
      // 母婴和通勤 这俩标签都给小徐打上; 老客带新漏打了 是赵雪 麻烦补个标签.
      "{tag} ?(和|跟|、|，|,|还有)? {tag} ?(和|跟|、|，|,|还有)? ?{tag} ?(这)? ?(俩|两个|三个|几个|仨)? ?(标签|标)? ?(都|一起|全|统统)* (给|帮|替) {who} ?(都|一起|全)* @stick",
      "{tag} ?(标签|标)? (漏打|忘打|漏|忘|漏贴|忘贴|忘加|漏加|没打|没贴|没加|没打上)了? ?(，|,)? ?(是|给|帮|麻烦|那个)* {who} ?的? ?(，|,)? ?(麻烦|帮|帮我|给|请)* (补个标签|补上|补一下|补个|打上|加上|贴上|补打|补打上|补个标|补上标签|打个标签)",
      "(漏打|忘打|漏贴|忘贴|忘了打|忘了给|漏了|忘加|漏加) ?(给)? {who} ?的? {tag} ?(标签|标)? ?了? ?(，|,)? ?(麻烦|帮|帮我|给|请)* (补个标签|补上|补一下|补个|打上|加上|贴上|补打|补打上|补个标)",
      // 阮姐母婴和通勤都要打
      "{who} ?的? {tag} (和|跟|、|还有|与) {tag} ?(这)? ?(俩|两个)? ?(标签|标)? (都|也|全|一起)+ ?(要|得|给|帮我|给她|可以)* @stick",
      // 林晓梅最近老出差 给打个爱旅游: why, and then the tag.
      "{who} <why> (，|,)? (给|给她|给他|帮她|帮他|帮我|麻烦|就|可以|得|要|该)+ @stick {tag} ?(标签|标)",
      "?(标一下|标记一下|打个标|标记|标下)? ?(给|把|帮)? {who} ?(的)? (标签|标) ?(就)? (写|打|贴|记|用|填|是|为|加) ?(一个|个|上|成)? <tag>",
      "{who} ?({number} ?个|几个|两个|三个)? (标签|标) ?(一起|都|全|同时)* @stick ?: {tag} ?(和|、|，|,|跟)? {tag} ?(和|、|，|,|跟)? ?{tag}",
    ],
    make: (said) => {
      const one = tags(said, false);
      return one === null || !said.has("second") ? one : [one, { ...one, who: whoOf(said, "second") }];
    },
    cost: 0.25,
    tells: true,
  },
  {
    // 秦可的标签 通勤换成母婴
    say: [
      "?(把|给|将)? {who} ?的? (标签|换个标签|改个标签|换下标签|改下标签|换标签|标签 (改一下|改下|换一下|换下|改改|换换)) ?(，|,|:) ?(从|把|由|将)? ({tag:old}|<old>) ?标签? (换成|改成|改为|换为|换|变成|替换成|改做|转成) ({tag:new}|<new>) ?标签",
      "?(把|给|将)? {who} ?的? {tag:old} ?(标签|标)? (换成|改成|改为|换为|变成|替换成|转成) {tag:new} ?(标签|标)",
      // 打错标了 不是通勤是母婴
      "{who} ?的? ?(我|刚|刚才|又|给)* (打|贴|标|加|弄|搞) (错|反) (标签|标) ?了 ?(，|,)? 不是 {tag:old} ?标? ?(，|,)? ?(而|应该|其实)* 是 {tag:new}",
      "{who} ?的? (标签|标) ?(我|刚|刚才|又|给)* (打错|贴错|标错|加错|弄错|搞错|打反|搞反) ?(标签|标) ?了 ?(，|,)? 不是 {tag:old} ?标? ?(，|,)? ?(而|应该|其实)* 是 {tag:new}",
      "?(把|给|将)? {who} ?的? (<old>) (标签|标) (换成|改成|改为|换为|变成|替换成|转成) ({tag:new}|<new>) ?(标签|标)",
    ],
    make: (said) => {
      const [old, next] = [said.words("old"), said.words("new")].map((tag) =>
        (tag ?? "").replace(/(?:这个)?标签$/u, ""),
      );
      return !old || !next || old === "的" || /[谁哪什么吗啥]/u.test(old + next) || old.length > 8 || next.length > 8
        ? null
        : [
            { kind: "notes.tag", who: whoOf(said), tags: [old], remove: true },
            { kind: "notes.tag", who: whoOf(said), tags: [next], remove: false },
          ];
    },
    cost: 0.1,
    tells: true,
  },
  {
    // 史总不是VIP待遇了 标签拿掉; 孩子都上初中了 谭雅的母婴标签可以下了.
    say: [
      "{who} ?(已经|现在|早就|早|都)* off=( (不是|不算|不再是|不用|没有|不) ) {tag} ?(待遇|客户|客|了)* ?(，|,)? (标签|标) ?(给|可以|就|要|也|先|帮我|帮忙)* (@untag|下了)",
      "{who} <why> (，|,)? ?(她|他)? ?的? {tag} ?(这个|那个)? (标签|标) ?(给|可以|能|该|就|要|也|先|帮我|帮忙|都)* (@untag|下了|下掉|不用挂了|不用留了)",
      "?(把|将)? ?{who} ?的? {tag} ?(这个|那个)? (标签|标) ?(@mistagged|给|给她|给他|帮她|帮他|一下|顺便|可以|能|该|就|要|也|先|帮我|帮忙|都|不用|没用了|已经|是|早就)* (@untag|下了|下掉|不用挂了|不用留了|不用打了)",
      // 王芳孩子大了 母婴去掉
      "{who} <why> (，|,)? {tag} ?(标签|标)? ?(给|可以|能|该|就|要|也|先|帮我|帮忙|都)* (去掉|拿掉|摘掉|撤掉|取消掉|摘了|撤了|删掉|撕掉)",
      "<why> (，|,)? {who} ?的? {tag} ?(这个|那个)? (标签|标) ?(给|可以|能|该|就|要|也|先|帮我|帮忙|都)* (@untag|下了|下掉|不用挂了|不用留了)",
      "?(把|给|将)? {who} ?的? (标签|标) ?(里|里的)? ?(给|先|都|要|也)* @untag {tag} ?(这个|那个)? ?(标签|标)",
      // 辛小姐怎么还挂着母婴啊 去了
      "{who} ?身上 ?(怎么|咋|为啥|为什么|干嘛)* (还|还在|一直|老)+ (挂|打|带|贴|留|有) ?(着|个)* {tag} ?(这个|那个)? ?的? ?(标签|标) ?(呢|啊|呀|呐)* ?(，|,)? ?(给|可以|先|帮我|快|赶紧|麻烦|就)* (@untag|下了|下掉)",
      "?(把|给|将)? {tag} ?(这个|那个|这|那)? (标签|标) ?(从)? {who} (身上|那里|那儿|名下|那边|那) ?(给)? @untag",
      "(把|给|将)? {who} ?身上 ?的? {tag} ?(这个|那个)? ?(标签|标)? ?(给)? (@untag|下了)",
    ],
    make: (said) => tags(said, true),
    cost: 0.25,
    tells: true,
  },
  {
    say: [
      "(标签|标|tag) (给|帮|替) {who} ?(再|也|都)* @stick ?(一个|个) ?: ({tag}|<tag>)",
      "?给 {who} @tagging ?: %tags",
      "?给 {who} (打|打个|打上|贴|贴个|贴上|加|加个|加上|标上|设|设个) ({tag}|<tag>) ?(两个|三个|这两个|这个)? ?的 标签",
      "标签 ?: {who} <tag>",
      "给 {who} (加|打|上|贴|加上|打上|贴上|挂上) {tag} ?(和|跟|、)? {tag}*",
      "{who} 标签 (加|加上|加个) <tag>",
      "@tagging ?给 {who} %tags",
      "@tagging ?: %tags",
      "?给 {who} (打|加|贴|上|标) {number:count} ?个 标签 ?: %tags",
      "?(给|把) {who} (@stick|@among|标一下|标为|标成) {tag} ?(里|里面|里头|这类|那类|一类|这一类|客户)",
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
    say: ["?给? {who} ?(和|跟|、)? {who:second} 都? @stick {tag} ?(标签|标)"],
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
      "@untag {who} ?的 标签 ?: ({tag}|<tag>)",
      "?(把|给)? {who} ?的 @untag ?(一个|个|这个|那个)? 标签 ?: ({tag}|<tag>)",
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
    // 帮贺太贴上母婴 顺便去掉通勤: of her who was named before.
    say: [
      "?(另外|再|也|顺便|顺手|同时|并|并且|把|给)* (去掉|摘掉|撤掉|拿掉|撕掉|取消|删掉|删了|摘了|撤了|取下) {tag} ?(这个|那个)? ?(标签|标)",
      "?(另外|再|也|顺便|顺手|同时|并|并且)* (去掉|摘掉|撤掉|拿掉|撕掉|取消|删掉|取下) 标签 ?: ({tag}|<tag>)",
    ],
    make: (said) => (said.captures[0]?.start === 0 ? null : tags(said, true)),
    cost: 0.3,
    tells: true,
  },
  {
    // 贺太不再是VIP待遇了
    say: [
      "{who} ?(已经|早|早就|现在)* (不再是|已经不是|早不是|早就不是|不再算|已经不算|不再属于) {tag} ?(待遇|客户|客|了|标签)*",
    ],
    make: (said) => tags(said, true),
    cost: 0.2,
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

/** 「打了爱折扣标签的有谁」 asks who wears it. */
const OF_TAGGED =
  /(?:标签?的|标签(?:是|为|叫)[^，,。；;\s]+的)(?:客户|会员|顾客|客人|人|女客|男客)?(?:都?有?(?:哪些|谁|几个|几位|多少))?[？?]?$/u;
function tags(said: Said, remove: boolean) {
  // Of nobody only as a clause of its own: 「千万别给江姐打VIP待遇」 asks for nothing.
  const start = said.captures[0]?.start ?? 0;
  const before = said.text.slice(0, start);
  if (
    !said.has("who") &&
    !said.has("tagging") &&
    !/^(?:另外|再|也|顺便|顺手|同时|并)/u.test(said.text.slice(start)) &&
    !/(?:^|[\s，,。；;、:：])(?:另外|再|也|顺便|顺手|同时|并|并且|还有|还|帮我|麻烦|给)*$/u.test(before)
  )
    return null;
  const words = said
    .all("tag")
    .flatMap((part) => said.spell(part).split(/[、，,和\s]+/u))
    .map((tag) =>
      tag
        .replace(/^[那这]个(?=.)/u, "")
        .replace(
          /^(的|个|上|名叫|叫做?(?![醒好卖外])|名字叫|就叫|写[着上]|写(?=[“"「])|[:：“”"「])+|[“”"」]+$|(这?[两三]个|的)?(标签)?$/gu,
          "",
        )
        .replace(/[“"”」]+$/u, ""),
    )
    .filter(
      (tag) =>
        tag !== "" &&
        // 打标签, and none is named.
        !/^[签错漏反重]$/u.test(tag) &&
        !/^[那这][条个些]?$/u.test(tag) &&
        // 标签都清了: which they are is not said.
        !/^(?:都|全|全部|全都)?(?:摘|撕|撤|卸|清|删|拿|去|取)(?:了|掉|下|空|除|光)?$|^(?:补|加|打|贴|来)?一?个$/u.test(
          tag,
        ) &&
        !/^(?:都|全|全部|全都|所有|统统|一起|的)$/u.test(tag) &&
        // 有待激活标签的客户有哪些, and no such tag is known: asked, not told.
        !/^[吧呢啊吗了呀哈]$|什么|哪些|有谁|哪位|几个|多少|(?:的|标签)(?:客户|会员|顾客)$/u.test(tag) &&
        tag.length <= 20 &&
        !/[她他我]|^(?:还没|没|打上|加上|贴上)|^(?:删|撤销|去|取消|移|谁|什么|怎么)|(?:删了|删掉|去掉|取消|拿掉)$/u.test(
          tag,
        ),
    );
  if (words.length > 0 && !remove && !said.has("who") && OF_TAGGED.test(said.text)) {
    const named = words.map((tag) => tag.replace(/^(?:过|了|着|是|为|上了?)/u, ""));
    return { kind: "customers.find", where: [{ field: "tag", in: named }] };
  }
  return words.length === 0 ? null : { kind: "notes.tag", who: whoOf(said), tags: words.slice(0, 8), remove };
}
