// What the echo bot says, close to the real thing, so that the page can be judged by eye.
import type { EchoBot, Received } from "./echo-bot.ts";

export const suggestions: Record<string, string[]> = {
  LinYue: ["3456", "今天要跟进谁", "张姐今天买了真丝裙3280，下周三提醒我问问"],
  chenxi: ["我的金卡顾客", "刘哥最近怎么样"],
  zhouhang: ["两个月没来的金卡有哪些", "今天的日报"],
};

let serial = 0;

export async function answerLikeABot(bot: EchoBot, { xml }: Received): Promise<void> {
  const to = { touser: xml.FromUserName, agentid: 1000002 };
  if (xml.Event === "template_card_event") {
    const words =
      { done: "✔ 已联系", later: "⏰ 明天再提醒", skip: "✖ 不再跟进", send: "已建群发任务" }[xml.EventKey!] ?? "已处理";
    await bot.call("message/update_template_card", {
      userids: [xml.FromUserName],
      agentid: 1000002,
      response_code: xml.ResponseCode,
      button: { replace_name: words },
    });
    if (xml.EventKey === "send") {
      await bot.call("externalcontact/add_msg_template", {
        chat_type: "single",
        external_userid: ["wmWang"],
        sender: xml.FromUserName,
        text: { content: "王姐，后天就是您的生日啦！店里给您留了一份生日礼，方便的时候来取，顺便看看新到的真丝裙～" },
      });
    }
    return;
  }
  if (xml.Event === "change_external_contact" && xml.WelcomeCode) {
    await bot.call("externalcontact/send_welcome_msg", {
      welcome_code: xml.WelcomeCode,
      text: { content: "您好，我是云衣集静安店的导购，很高兴为您服务！" },
    });
    return;
  }
  if (xml.MsgType !== "text") return;
  if (xml.Content === "3456") {
    const content =
      "王敏（王姐）金卡 · 尾号 3456\n⚠ 过敏：羊毛\n上次 11月2日 真丝衬衫 ¥1,280\n可能想要：配套的半身裙（S）\n未了：衬衫袖口改短，答应周五前好\n开场：「王姐，您的衬衫改好了，今天正好试试？」";
    await bot.call("message/send", { ...to, msgtype: "text", text: { content } });
    return;
  }
  serial += 1;
  await bot.call("message/send", {
    ...to,
    msgtype: "template_card",
    template_card: {
      card_type: "button_interaction",
      source: { desc: "知客 · 今日跟进", desc_color: 3 },
      task_id: `try-${serial}-${Math.floor(Date.now())}`,
      main_title: { title: "王敏 三天后生日", desc: "1/5 · 金卡 · 上次 11月2日" },
      sub_title_text: "草稿：王姐，后天就是您的生日啦！店里给您留了一份生日礼，方便的时候来取～",
      horizontal_content_list: [
        { keyname: "为什么", value: "生日 11月26日（阳历）" },
        { keyname: "可送", value: "生日礼 · 八折券" },
      ],
      button_selection: {
        question_key: "tone",
        title: "语气",
        option_list: [
          { id: "warm", text: "亲切" },
          { id: "formal", text: "正式" },
        ],
        selected_id: "warm",
      },
      button_list: [
        { text: "发给王姐", style: 1, key: "send" },
        { text: "✔ 已联系", style: 2, key: "done" },
        { text: "⏰ 明天", style: 2, key: "later" },
        { text: "✖ 不用", style: 4, key: "skip" },
      ],
    },
  });
}
