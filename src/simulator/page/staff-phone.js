// One member's phone: the chat with the app, tasks of 群发助手, chips of things to say.
import { cardElement } from "./card.js";
import { avatar, h, inputRow, keepAtEnd, link, markdown, nearBottom, richText, stamp, toBottom } from "./dom.js";

const gapMs = 5 * 60_000; // a new time stamp after a pause, as chats do

/**
 * `shop` is the page's picture of the world, `act` sends what the person does. The phone shows `userId`, and another
 * when the person picks one.
 */
export function staffPhone({ shop, userId, act, onpick, onread }) {
  let current = userId;
  let lastAt = null;
  const elements = new Map();

  const picker = h("select", { class: "who", "aria-label": "这部手机是谁的" });
  const line = h("span", { class: "sub" });
  const face = h("span", { class: "face" });
  const dot = h("span", { class: "dot", hidden: true, title: "有新消息" }, h("span", { class: "hidden" }, "有新消息"));
  const thread = h("div", { class: "thread", role: "log", "aria-live": "polite", tabindex: "0" });
  const chips = h("div", { class: "chips", role: "group", "aria-label": "可以试着说" });
  const menuRow = h("div", { class: "menu", role: "group", "aria-label": "应用菜单" });
  const { row, field } = inputRow({
    label: "对知客说",
    placeholder: "对知客说点什么，按回车发送",
    onsend: (text) => act({ act: "say", userId: current, text }),
  });
  const root = h(
    "section",
    { class: "phone staff" },
    h("header", {}, face, h("div", { class: "title" }, picker, line), dot),
    thread,
    h("footer", {}, chips, menuRow, row),
  );

  keepAtEnd(thread);
  picker.addEventListener("change", () => {
    current = picker.value;
    onpick(current);
    draw();
  });
  const read = () => {
    dot.hidden = true;
    onread(current);
  };
  root.addEventListener("pointerdown", read);
  root.addEventListener("focusin", read);
  draw();

  return { root, draw, upsert, unread, userId: () => current };

  function draw() {
    const member = shop.member(current) ?? shop.state.members[0];
    current = member?.userId ?? current;
    picker.replaceChildren(
      ...shop.state.members.map((each) =>
        h("option", { value: each.userId, selected: each.userId === current }, each.name),
      ),
    );
    if (!member) return;
    root.setAttribute("aria-label", `${member.name}的手机`);
    thread.setAttribute("aria-label", `${member.name}与知客的聊天`);
    line.textContent = [member.department, member.position].filter(Boolean).join(" · ");
    face.replaceChildren(avatar(member.name));
    drawChips(member);
    drawMenu();
    elements.clear();
    lastAt = null;
    thread.replaceChildren();
    const entries = shop.state.phones[current.toLowerCase()] ?? [];
    if (entries.length === 0) thread.append(empty(member));
    for (const entry of entries) append(entry);
    toBottom(thread);
  }

  function empty(member) {
    const first = member.suggestions[0] ?? "3456";
    return h(
      "div",
      { class: "empty" },
      h("span", { class: "logo big", "aria-hidden": "true" }, "知"),
      h("p", {}, "我是知客，帮你记住每一位顾客。"),
      h("p", { class: "sub" }, `试着说：${first}`),
    );
  }

  function drawChips(member) {
    chips.hidden = member.suggestions.length === 0;
    chips.replaceChildren(
      ...member.suggestions.map((text) =>
        h("button", { type: "button", onclick: () => act({ act: "say", userId: current, text }) }, text),
      ),
    );
  }

  function drawMenu() {
    const buttons = (shop.state.menu ?? []).flatMap((each) => (each.sub_button?.length ? each.sub_button : [each]));
    const clickable = buttons.filter((each) => each.type === "click");
    menuRow.hidden = clickable.length === 0;
    menuRow.replaceChildren(
      ...clickable.map((each) =>
        h("button", { type: "button", onclick: () => act({ act: "menu", userId: current, key: each.key }) }, each.name),
      ),
    );
  }

  function upsert(entry) {
    const stick = nearBottom(thread) || entry.from === "me";
    thread.querySelector(".empty")?.remove();
    const old = elements.get(entry.id);
    if (old) replace(old, entry);
    else append(entry, true);
    if (stick) toBottom(thread);
  }

  /** A pressed button loses its card: the keyboard's place goes to the input row, not to the page's top. */
  function replace(old, entry) {
    const hadFocus = old.contains(document.activeElement);
    const next = element(entry);
    old.replaceWith(next);
    elements.set(entry.id, next);
    if (hadFocus) (next.querySelector("button:not([disabled])") ?? field).focus({ preventScroll: true });
  }

  function append(entry, fresh = false) {
    const at = Date.parse(entry.at);
    if (lastAt === null || at - lastAt > gapMs || at < lastAt) {
      thread.append(h("p", { class: "stamp" }, h("time", { datetime: entry.at }, stamp(entry.at, shop.now()))));
    }
    lastAt = at;
    const next = element(entry);
    if (fresh) next.classList.add("fresh");
    elements.set(entry.id, next);
    thread.append(next);
  }

  function unread() {
    dot.hidden = false;
  }

  function element(entry) {
    if (entry.recalled) return h("p", { class: "notice" }, "知客撤回了一条消息");
    if (entry.kind === "notice") return h("p", { class: "notice" }, entry.text);
    const mine = entry.from === "me";
    const name = mine ? (shop.member(current)?.name ?? current) : "知客";
    const face = mine
      ? avatar(name)
      : h(
          "span",
          { class: `avatar ${entry.from === "platform" ? "helper" : "app"}`, "aria-hidden": "true" },
          entry.from === "platform" ? "群" : "知",
        );
    const sender = h("span", { class: "hidden" }, entry.from === "platform" ? "群发助手：" : `${name}：`);
    return h(
      "div",
      { class: `entry ${mine ? "mine" : "theirs"} is-${entry.kind}` },
      face,
      h("div", { class: "body" }, sender, content(entry), deliveryMark(entry)),
    );
  }

  function deliveryMark(entry) {
    if (entry.delivery !== "failed") return null;
    return h("span", { class: "failed", role: "status" }, "未送达：应用没有应答");
  }

  function picture(entry) {
    const image = h("img", { src: `api/media/${entry.mediaId}`, alt: entry.name });
    // It gets its height only now; whoever was reading the end goes on doing so.
    image.addEventListener("load", () => {
      if (thread.lastElementChild?.contains(image)) toBottom(thread);
    });
    return image;
  }

  function content(entry) {
    switch (entry.kind) {
      case "text":
        return h("div", { class: "bubble" }, richText(entry.text));
      case "markdown":
        return h("div", { class: "bubble markdown" }, markdown(entry.text));
      case "card":
        return cardElement(entry, (key, selected) =>
          act({ act: "press", userId: current, taskId: entry.taskId, key, selected }),
        );
      case "picture":
        return h(
          "a",
          { class: "picture", href: `api/media/${entry.mediaId}`, target: "_blank", rel: "noopener" },
          picture(entry),
        );
      case "file":
      case "voice":
      case "video":
        return h(
          "a",
          { class: "file", href: `api/media/${entry.mediaId}`, download: entry.name },
          h("strong", {}, entry.name),
          h("span", { class: "sub" }, "文件"),
        );
      case "link":
        return h(
          "article",
          { class: "card" },
          h("h3", {}, entry.title),
          h("p", { class: "card-text" }, plain(entry.text)),
          h("nav", { class: "card-jumps" }, link(entry.button, entry.url)),
        );
      case "news":
        return h(
          "article",
          { class: "card" },
          entry.articles.map((each) => h("p", { class: "card-text" }, link(each.title, each.url), " ", each.text)),
        );
      case "mass-task":
        return massTask(entry);
      default:
        return h("div", { class: "bubble" }, "[暂不支持的消息]");
    }
  }

  function massTask(entry) {
    const names =
      entry.count > entry.names.length ? `${entry.names.join("、")} 等 ${entry.count} 位` : entry.names.join("、");
    const states = { sent: "已发送", cancelled: "已取消", dispatching: "派发中" };
    const button =
      entry.status === "waiting"
        ? h(
            "button",
            {
              type: "button",
              class: "style-1",
              onclick: () => act({ act: "confirm", userId: current, msgid: entry.msgid }),
            },
            "发送",
          )
        : h("button", { type: "button", disabled: true }, states[entry.status]);
    return h(
      "article",
      { class: `card mass${entry.status === "waiting" ? "" : " done"}`, "aria-label": `群发任务：发给${names}` },
      h("p", { class: "card-source" }, h("i", { "aria-hidden": "true" }), "群发助手"),
      h("p", { class: "card-desc" }, "发给：", h("strong", {}, names)),
      h(
        "blockquote",
        {},
        entry.text,
        entry.attachments.map((each) =>
          h("p", { class: "sub" }, `附件：${each.title || { image: "图片" }[each.type] || each.type}`),
        ),
      ),
      h("div", { class: "card-buttons" }, button),
      undelivered(entry).map((text) => h("p", { class: "failed" }, text)),
    );
  }
}

function undelivered({ notFriends = 0, overCap = 0 }) {
  return [
    notFriends > 0 ? `${notFriends} 位没有送达：已不是好友` : "",
    overCap > 0 ? `${overCap} 位没有送达：本月群发已到上限` : "",
  ].filter(Boolean);
}

/** A textcard's <br> and <div class="…"> are shown as line breaks. */
function plain(text) {
  return text
    .replace(/<br\s*\/?>|<\/div>/gi, "\n")
    .replace(/<[^>]+>/g, "")
    .trim();
}
