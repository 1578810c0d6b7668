// How people tell that they reached a customer, or she them.
import { dateOf, momentOf, whoOf } from "../../understanding/parser/build.ts";
import type { Phrase, Said } from "../../understanding/parser/grammar.ts";

/** What it was about stands in a group or in free words, never in both. */
const told = (said: Said): string | null =>
  (said.groupWords("about") ?? said.words("about"))?.replace(/(?<=.{3})(?:那个|就是|然后|嗯+|呃+)+$/u, "") ?? null;
const log =
  (means: "phone" | "message" | "visit", direction: "in" | "out", about = told) =>
  (said: Said) => ({ kind: "contact.log", who: whoOf(said), means, direction, about: about(said) });

const logged: readonly Phrase[] = [
  {
    // 刚打过电话 她说下周来: of her who is on show.
    say: [
      "%lately @called ?了 ?(,)? ?(她|他|那边|对方|人家) about=( (说|讲|回|答应|同意|让|在|要|想|问|约|还|考虑|没空|不) <x> )",
      "?(我|给她|给他|跟她|跟他|今天|上午|下午|中午|刚|刚刚|刚才|已经|已|才)+ @called ?了",
      "%lately (@wrote|@talkedTo|@wroteTo) ?了 ?(,)? (她|他|那边|对方|人家) about=( (说|讲|回|答应|同意|让|在|要|想|问|约|还|考虑|没空|不) <x> )",
    ],
    make: (said) => log(said.has("wrote") || said.has("wroteTo") ? "message" : "phone", "out")(said),
    cost: 0.45,
    tells: true,
  },
  {
    say: [
      "%lately @called ?了 ?(,)? ?(她|他|也|都|但|但是|还是|可是|又|一直|就是)* (@callFailed|about=( @lineBusy )) ?(呢)",
    ],
    make: (said) =>
      log(
        "phone",
        "out",
        () => said.groupWords("about") ?? said.words("callFailed")?.replace(/^电话/u, "") ?? "没接",
      )(said),
    cost: 0.3,
  },
  {
    // 没接, of her who was just to be called.
    say: ["?(电话|她|他|对方|人家|还是|又|一直|都|但|可是)* @callFailed ?(啊|呢|呀|电话)"],
    make: (said) => log("phone", "out", () => said.words("callFailed")?.replace(/^电话/u, "") ?? "没接")(said),
    cost: 0.5,
    small: true,
  },
  {
    say: [
      "%lately ?给 {who} ?{date} @called ?(说|聊) ?<about>",
      "%lately (给|跟|和|同) {who} ?{date} @talkedTo ?<about>",
      "%lately ?(电话)? (打|拨|去电话|打电话|打了电话) ?了 ?(个|一个|通)? ?电话? 给 {who} ?了 ?(,)? (她|他|那边|对方) about=( (说|讲|话|回|答应|同意|让|在|要|想|问|约) <x> )",
      "%lately (给|跟|和|同|与) {who} ?{date} (倾过|倾咗|倾完|倾了|讲过|讲完|讲了|打过|打完|打咗|通过|通完|通咗|聊过|聊完|煲过|煲完) ?(个|一个|通)? 电话 ?(了|啦|㗎)*",
      "%lately (给|跟|和|同|与) {who} ?{date} 电话 (打完|讲完|聊完|打过|说完|沟通完|谈完|通完|讲过|打好|打通|聊过) ?了 ?(,)? ?(她|他)? about=( (说|讲|话|回|答应|同意|让|在|要|想|问|约|不|没|下|明|周|今|还|会|愿意|考虑) <x> )",
      "%lately (电话里|电话|语音里|视频里|电话上|语音|视频) (跟|和|给|同|与) {who} ?(又|都|也)* @wrote ?<about>",
      "%lately ?(通过)? @phoned {who} ?了 ?<about>",
      "{who} ?(那边|那头|这边)? %lately ?(都|也)* @phoned ?了 ?(,)? ?<about>",
      "?我 ?{date} (已|已经|刚|刚刚|都)+ @phoning {who} ?了 ?<about>",
      "%lately (挂|挂断|挂掉|接完|讲完|打完|聊完|放下) ?了 (跟|和|给)? {who} ?的? 电话 ?了 ?(,)? ?(她|他)? ?(about=( (说|讲|话|答应|同意|让|在|要|想|问|约|不|没|下|明|周|今|还|会|愿意|考虑) <x> ))",
      "?刚 ?{date} (电话|语音|视频) (已|已经|都)* (打|打过|打完|打好|打通|通) ?了 ?(,)? {who} ?(那边)? about=( (说|讲|话|答应|同意|让|要|想|问|约|考虑) <x> )",
      "%lately {who} ?(那边|那头)? ?的? 电话 (打通了|通了|接通了|打过了|打完了|聊完了|接了|打了|讲完了|打好了) ?(,)? ?<about>",
      "{who} %lately 电话 ?(里|上)? (回访|联系|沟通) 过? 了",
      "@note ?刚 ?{date} ?给 {who} ?{date} @called",
      "?刚 ?{date} (打了电话|打过电话|打电话|电话联系|打了个电话) ?(给|了) {who} ?了",
      "?刚 ?{date} (打电话|打了电话|打了个电话|拨了电话|打过电话) 给 {who} 了 ?<about>",
      "?刚 ?{date} (跟|和) {who} (通了电话|打了电话|通过电话|电话聊了)",
      "?刚 ?{date} (跟|和|给|同) {who} @called ?<about>",
      "?刚 ?{date} (跟|和|给|同) {who} @called ?{number} ?(分钟|小时|个小时|半小时)",
      "?刚 ?{date} (跟|和|给|同) {who} (视频|语音|打电话|通话|聊) ?了 (半小时|半天|好久|很久|一会儿|一会|会儿|半个钟|一个小时|几分钟|好一会儿)",
      "{who} 那边 (电话通了|电话打通了|打通了|打通电话了|通了电话) ?, ?<about>",
      "?刚 ?{date} (跟|和|给) {who} @called ?<about>",
      "?刚 ?{date} (跟|和|给) {who} (视频|视频通话|语音通话|语音|通话|打视频|视频聊|煲电话) ?了 ?({date:long}|会儿|一会儿|半天|好久|很久)",
      "{who} ?(那边|那头) ?的 电话 (通了|打通了|接通了|接了|打过了|打完了) ?, ?(她|他) about=( (说|讲) <x> )",
      "?刚 ?{date} 打给 {who} 了 ?, ?(她|他) about=( (说|讲) <x> )",
    ],
    make: log("phone", "out"),
    cost: 0.4,
    tells: true,
  },
  {
    say: [
      "{who} ?{date} (没接电话|没人接|没接|不接电话|电话没接|电话打不通|打不通电话|电话没人接|没打通|没接我电话)",
      "%lately {who} ?的? (电话|手机) about=( @lineBusy ) ?了 ?(,)? ?(都|一直|还是|所以|也)* @callFailed",
      "%lately {who} ?(那边)? ?的? ?(电话|手机)? (@callFailed|about=( @lineBusy )) ?了 ?(,)? ?(我)? ?(又|连|一共|前后|已经)* (打|打了|拨|拨了|打过) ?了 ?(俩|两|三|几|好几|好多|{number}) ?(个|次|遍|通|回|趟) ?(电话)? ?了",
      "%lately (给|跟) {who} (打|打了|打过|拨|拨了) ?了 ?(俩|两|三|几|好几|好多|{number})? ?(个|次|遍|通|回|趟)? ?(电话|语音|视频)? ?(了|过去|过)* ?(,)? ?(都|一直|总|还是|她|他|但|结果|可是)* (@callFailed|about=( @lineBusy ))",
      "%lately (打给|打电话给|打了个电话给|打个电话给|打了电话给|打过电话给|去了个电话给|拨给|call|打) {who} ?(的)? ?(电话|手机)? ?了 ?(俩|两|三|几|好几|{number})? ?(个|次|遍|通|回)? ?(,)? ?(都|一直|总|还是|她|他|但|结果)* (@callFailed|about=( @lineBusy ))",
      "{who} %lately ?的? (电话|手机) ?(都|一直|总是|还是|又)* (@callFailed|about=( @lineBusy ))",
      "?刚 ?{date} (打给|打电话给|给) {who} ?(打|打了|打过)? ?(个|了)? ?电话 ?(,|她|他)? (没接|没人接|打不通|没打通|不接)",
      "?刚 ?{date} 打给 {who} ?(,|她|他)? (没接|没人接|打不通|没打通|不接)",
      "?刚 ?{date} 打 ?了 {who} ?的 电话 ?(,|她|他)? (没接|没人接|打不通|没打通|不接)",
      "?刚 ?{date} (给|跟) {who} (打|去) ?了 ?(三|两|几|好几|2|3)? ?(个|次|遍|通) ?电话 ?都 (没接|没人接|打不通|没打通|不接)",
      "?刚 ?{date} (打|打了|拨) {who} ?的 电话 about=( (没人接|没接|打不通|没通|没打通|不接|占线|关机|停机) )",
      "?刚 ?{date} (打给|打电话给) {who} ?, about=( (占线|关机|停机|忙音|在忙|在开会|挂了|正忙) )",
      "?刚 ?{date} 给 {who} (打|打了|打过) ?个 电话 ?(,|她|他)? about=( (占线|关机|停机|忙音|在忙|在开会|挂了|正忙) )",
    ],
    make: log(
      "phone",
      "out",
      (said) => said.groupWords("about") ?? said.words("callFailed")?.replace(/^电话/u, "") ?? "没接",
    ),
    cost: 0.3,
    tells: false,
  },
  {
    // 刚给他发了谢谢的微信: what sort of message was sent, told as done.
    say: [
      "%lately (给|跟|和) {who} ?{date} (发|传|写|回) (了|过) ?(条|个|一条|一个|句|一句|段|一段) about=( <x> ) ?的 (微信|消息|信息|短信|问候|留言|语音) ?了",
    ],
    make: log("message", "out", (said) => (said.words("x") ?? "").replace(/的$/u, "") || null),
    cost: 0.1,
    tells: true,
  },
  {
    // 刚给郝姐打电话拜了寿: what was done by telephone.
    say: [
      "%lately (给|跟|和) {who} ?{date} (打|去|拨) ?(个|了个|了|一个) 电话 about=( (拜|贺|道|问|说|聊|讲|祝|谢|约|催|确认|解释|安抚) (了|过) <x> )",
    ],
    make: log("phone", "out"),
    cost: 0.1,
    tells: true,
  },
  {
    say: [
      "{who} ?{date} ?的 (没接电话|没人接|没接|不接电话|电话没接|电话打不通|打不通电话|电话没人接|没打通|不接|占线|关机) ?, ?我 {date:again} ?我 ?再 (打|联系|试|打给她|打给他|找她|找他|打一次|试试|打电话)",
    ],
    make: (said) => [
      { kind: "contact.log", who: whoOf(said), means: "phone", direction: "out", about: "没接" },
      { kind: "followups.create", who: whoOf(said), text: "再打个电话", due: momentOf(dateOf(said.get("again"))) },
    ],
    cost: 0.2,
    tells: true,
  },
  {
    say: [
      "%lately (接到|接了|接|收到|接到了|接听了) {who} ?(打来|来)? ?的? ?(一个|个|一通)? (电话|来电) ?(,)? ?(说|讲|她|他|里|里说)* ?<about>",
    ],
    make: log("phone", "in"),
    cost: 0.2,
    tells: true,
  },
  {
    // 罗姐打电话来问新豆到没: the question is hers.
    say: [
      "{who} ?(刚|刚刚|刚才|又|今天|自己|主动|亲自|{date})* @calledMe ?(来|过来)? ?(,)? ?(她|他)? about=( (说|讲|问|问我|想|要|催|约|谢|让|告诉|通知|打听) <x> )",
      "{who} ?刚 ?{date} ?(又|主动|自己|还|特意|专门|特地)* (来电话|打电话来|打来电话|来电|打来|打过来|打电话过来|打电话) ?(来)? about=( (问|打听|催|催问|追问|问起|打听|约|预约|道谢|感谢|确认) <x> )",
    ],
    make: log("phone", "in"),
    cost: 0.15,
  },
  {
    say: ["?刚 ?{date} 上门 (给|帮|替|为) {who} about=( (量|看|装|送|修|测|聊|谈|拆|换|查) <x> )"],
    make: log("visit", "out", (said) => (said.groupWords("about") ?? "").replace(/(?<=^.)[过了]|了$/gu, "")),
    cost: 0.15,
    tells: true,
  },
  {
    say: [
      "{who} ?(刚|刚刚|刚才|又|今天|自己|主动|亲自|{date})* @calledMe ?(来|过来)? ?(,)? ?(她|他)? ?<about>",
      "{who} ?(刚|刚刚|刚才|又|今天|自己|亲自|{date})* 主动 (来电话|打电话来|打来电话|来电|打来|打过来|打电话过来|打电话) ?了 ?<about>",
      "{who} ?刚 ?{date} (来电话|打电话来|打来电话|来电|打了个电话来|打来电话了|给我打电话了|打电话来了|来电话了|打电话给我了|打了电话给我|来电了|打来|打来了|打过来|打过来了|来过电话|打电话过来|打电话过来了) ?<about>",
    ],
    make: log("phone", "in"),
    cost: 0.2,
    tells: true,
  },
  {
    say: [
      "%lately ?(给|跟|和|同) {who} ?{date} ?(微信|微信上|微信里|企微|企微上) @wrote ?<about>",
      "%lately ?(通过)? @messaged {who} ?了 ?<about>",
      "{who} ?(那边|那头|这边)? %lately ?(都|也)* @messaged ?了 ?(,)? ?<about>",
      // 何太 微信发了新款图 没回我: she does not answer, so it was we who wrote.
      "{who} ?(那边)? %lately ?(微信|企微|短信)? (发|传|推|转) (了|过) ?(一份|一张|几张|几个|一组|张|个|份|条)? about=( ?<x> @sentThing ) ?(给|过去|她|他|了)* %unanswered",
      "{who} ?(那边)? %lately @wroteTo ?<about> %unanswered",
      "?我 ?{date} (已|已经|刚|刚刚|都)+ @messaging {who} ?了 ?<about>",
      "%lately 给 {who} ?{date} @wroteBack ?<about>",
      "%lately (给|跟|和|同) {who} ?{date} @wroteTo ?<about>",
      "about=( @sentThing ) ?(都|也|今天|昨天|{date})* ((已|已经|刚|刚刚)+ (发|传|寄|发送|推|转|转发)|发了|传了|转了|发过|寄了) ?(给|到|过去给)? {who} ?了",
      "about=( @sentThing ) ?(都|也|今天|昨天|{date})* (发|传|寄|发送|推|转|转发) ?(给|到)? {who} 了 %noAnswer",
      "about=( @sentThing ) ?(已|已经|都|刚|刚刚|也)* (给|帮|往) {who} (发|传|寄|发送|转|发过去|传过去|发过|发出去) 了",
      "%lately ?把 about=( @sentThing ) (发|传|寄|转|发送|推) ?(给|到)? {who} 了",
      "%lately (发|传|转) 了 ?(一份|一张|一个|几张|张|份|个)? about=( @sentThing ) 给 {who} ?了 %noAnswer",
      "%lately ?(微信|微信上|企微上|用微信)? 给 {who} (发|传|转) (了|过) ?(一份|一张|一个|几张|张|份|个)? about=( @sentThing ) ?了 %noAnswer",
      "%lately 把 about=( <x> ) ?(都|也|已经|刚|刚刚|全)* (发|传|转发|分享|发送|发过去|推送) ?(给|到) {who} ?(那边)? 了 %noAnswer",
      "about=( ?<x> @sentThing ) ?(我|都|也|今天|昨天|{date}|已|已经|刚|刚刚)* (微信|微信上|用微信|企微上|企微) ?(发|传|寄|发送|转|转发|分享) ?(给|到) {who} ?(那边)? ?看 了",
      "about=( <x> @sentThing ) ?(都|也|今天|昨天|{date})* ?(已|已经|刚|刚刚)* (发|传|寄|发送|转|转发|分享) ?(给|到) {who} ?(那边)? 了",
      "%lately ?把? about=( <x> @sentThing ) ?(已|已经|都|刚|刚刚|也)* (给|帮|往) {who} (发|传|寄|发送|转|发过去|传过去|发过|发出去) 了",
      "?刚 ?{date} (微信|微信上|发微信|发消息)? (联系过|联系了|聊过|聊了) {who} ?了",
      "@note ?(给|跟|和) {who} @wrote",
      "?刚 ?{date} 微信 ?上? (跟|和|给) {who} (about=( (确认|核对|商量|定|约|说|聊|讲|谈|沟通) ?过? <x> )|@wrote)",
      "?刚 ?{date} (发|发了|发过|传了) about=( <x> ) 给 {who} ?了",
      "?刚 ?{date} 给 {who} (发了|发过|传了) about=( (报价单|报价|图片|照片|资料|画册|链接|效果图|图|视频|方案|清单|地址|定位|样品图|尺码表|目录) ) ?了 %noAnswer",
      "%lately (发|回|传) (过|了) ?(条|个|一条|一个)? (微信|消息|信息|短信|语音|企微) (给|到) {who} ?了 ?( (,)? (她|他|那边|对方) about=( (说|讲|回|答应|同意|让|在|要|想|问|约|还|没|不) <x> ) )",
    ],
    make: log("message", "out", (said) => told(said)?.replace(/^[把将]/u, "") ?? null),
    cost: 0.5,
    tells: true,
  },
  {
    say: [
      "?刚 ?{date} (上门|登门) ?(拜访|回访|看望|量尺|量房|安装|看) ?(过|了|过了)? {who} ?(了|过了|家|家里)? ?了",
      "?刚 ?{date} (去|到|上) {who} ?的? (家|家里|店里|公司|工地|新房|办公室|那儿|那里|那) (看了一趟|看了看|跑了一趟|坐了坐|坐了会儿|走了一趟|拜访了|看过了|去过了|看了)",
      "?刚 ?{date} (去|到|上) {who} ?的? (家|家里|店里|公司|工地|新房|办公室|那儿|那里|那) about=( (量|看|装|送|修|测|聊|谈|拆|换|查) 过 <x> ) ?了",
      "%lately (跟|和|同|与) (老客|老客户|客户)? {who} ?{date} @metUp ?(,)? ?<about>",
      "%lately ?(去|到|上门|登门)* (拜访|看望|走访|家访|探望|慰问) (了一趟|过一趟|了一下|了一次|过一次|了一回|过一回|了趟) {who}",
      "?刚 ?{date} 拜访 ?(过|了|过了)? {who} ?(了|过了)?",
      "?@note %lately (去|到|上|跑去|跑到|专门去|亲自去) {who} ?的? %place ?(给|帮|替|陪)? ?(她|他)? about=( @doneThere ?<x> )",
      "?@note %lately (上门|登门|亲自上门|专门上门|去家里|去现场|到现场|去工地) (给|帮|替|为) {who} about=( @doneThere ?<x> )",
      "%lately (去了趟|去了一趟|跑了趟|跑了一趟|去过|上了趟|去了) {who} ?的? ?(他|她)? ?(家|家里|公司|店里|办公室|那儿|那里|那边|工地|新房|单位|工作室|楼下) ?(about=( (送|量|看|装|修|聊|谈|拆|换|查|拿|取|给|接|做|陪|试) <x> ))",
      "%lately ?(去|到|上门|登门)* (拜访|看望|走访|家访|登门拜访|上门拜访|上门看望|上门回访|登门回访|上门|见|见过|会) ?(完|好|过|了|完了|过了)* {who} ?(家|家里|本人)? ?(刚)? (回来|回来了|回店了|回到店里|完了|结束|过了|了一趟)",
      "%lately (去|到|上) {who} ?的? (家|家里|公司|店里|办公室|那儿|那里|那边|工地|新房|单位) ?(去)? (拜访|看望|坐坐|走访|跑) ?(了一趟|一趟|过了|过|了) ?, ?(给|跟|帮|替)? ?(她|他)? about=( (看|送|量|讲|聊|谈|介绍|试|带|装|推荐|演示) 了? <x> )",
      "%lately (去|到|上|跑到) {who} ?的? %place (拜访|走访|看望|家访|参观|考察|回访|探望|慰问) ?(她|他)? (过|了|过了|了一趟|完|完了|回来)",
      "%lately (从|刚从) {who} ?的? (家|家里|公司|店里|办公室|那儿|那里|那边|工地|新房) (回来|回来了|出来|出来了|回店|过来)",
      "{who} %lately (拜访|上门拜访|走访|看望|家访) (过了|过|完了|了)",
      "%lately (去|到|上) {who} ?的? (家|家里|公司|店里|办公室|那儿|那里|那边|工地|新房) ?(去)? (了一趟|一趟|坐了坐|走了走|转了转|跑了趟|转了一圈|待了会儿|待了一会儿|聊了会儿|聊了聊|喝了杯茶|拜访|拜访了|拜访过|过了)",
      "?刚 ?{date} (上门|登门|去家里|去现场|到现场|去工地) (给|帮|替) {who} about=( (量|看|装|送|修|测|安装|调|换|拆|量尺|量房) ?<x> ) 了",
      "?刚 ?{date} (上门|登门|去家里|去现场|到现场|去工地) (给|帮|替) {who} about=( (量|看|装|送|修|测|安装|调|换|拆|量尺|量房) 过 ?<x> ) ?了",
    ],
    make: log("visit", "out"),
    cost: 0.3,
    tells: true,
  },
  {
    say: [
      "{who} ?(那边|那头)? ?(刚|刚刚|终于|总算|已经|今天|又|{date})* @answered ?(,)? ?<about>",
      "{who} ?(那边)? ?(刚|刚刚|又|今天|昨天|{date})* (@wroteIn) ?(来|里|上|里面|过来|给我|找我)* about=( (问|问我|问起|追问|打听|夸|催|催我|催问|谢|感谢|道谢|表扬|咨询|约|预约|确认|说|说是|说想|说要|讲|告诉我|跟我说) <x> )",
      "{who} ?(那边)? ?(刚|刚刚|又|今天|昨天|{date})* (发微信来|发微信过来|发来微信|发消息来|发消息过来|发来消息|发信息来|发信息过来|发来信息|来微信|来消息|来信息|给我发微信|给我发消息|给我发信息|给我留言|留言|私信我|发语音来|微信找我|微信上找我) ?(了|来)? ?(,)? about=( @toldMe <x> )",
      "{who} ?(那边)? ?(刚|刚刚|又|今天|昨天|刚才|主动|{date})* ?(给我|微信上|微信|企微)* (发来|发了|来了|发过来|留了) (一条|条|个|一个|几条|好几条|一段|段) (语音|消息|微信|信息|短信|留言|私信) ?(来|过来|给我)? ?(,)? ?(她|他)? (about=( @toldMe <x> ))",
      "{who} ?刚 ?终于 ?总算 ?{date} (回|回复|回了) (消息|信息|微信|话|信) ?了 ?<about>",
      "{who} ?刚 ?{date} 回 ?了 ?(我|句|个|一句|一个) about=( (ok|好|好的|收到|嗯|可以|行|谢谢|知道了|没空|不用了) )",
    ],
    make: log("message", "in"),
    cost: 0.5,
    tells: true,
  },
];

/** 「明天上门拜访张姐」 has not happened yet. */
const AHEAD = /^(?:明|后天|大后天|下(?!午))/u;

/** 下午上门给李姐量尺寸 is a plan, 下午上门给李姐量了尺寸 is none. */
function isAhead(said: Said): boolean {
  const date = said.words("date") ?? "";
  return (
    AHEAD.test(date) || (/下午|晚上|今晚|傍晚/u.test(date) && !/[昨前上]/u.test(date) && !/[了过完]/u.test(said.text))
  );
}

export const logPhrases: readonly Phrase[] = logged.map((phrase) => ({
  ...phrase,
  make: (said) => (isAhead(said) ? null : phrase.make(said)),
}));
