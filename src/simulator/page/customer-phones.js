// The customers' phones: a list, newest talk first, and the one that is open.
import { avatar, h, inputRow, keepAtEnd, nearBottom, richText, stamp, toBottom } from "./dom.js";

const hows = { mass: "群发", welcome: "欢迎语", "by-hand": "", reply: "", notice: "" };

export function customerPhones({ shop, act, onnew }) {
  let open = null;
  let staff = null;
  let found = null;
  const fresh = new Set();

  const search = h("input", { type: "search", "aria-label": "找顾客", placeholder: "找顾客：姓名、备注、手机号" });
  const list = h("ul", { class: "customers", "aria-label": "顾客" });
  const title = h("div", { class: "title" });
  const face = h("span", { class: "face" });
  const whom = h("select", { class: "who small", "aria-label": "与哪位导购聊天" });
  const friend = h("button", { type: "button", class: "quiet" });
  const sidebar = h("a", { class: "sub", target: "_blank", title: "导购和她聊天时旁边的那一页" }, "侧边栏 ↗");
  const thread = h("div", { class: "thread wechat", role: "log", "aria-live": "polite", tabindex: "0" });
  const { row } = inputRow({
    label: "顾客回复",
    placeholder: "以顾客身份回复",
    onsend: (text) => staff && act({ act: "customer-says", externalId: open, userId: staff, text }),
  });
  const phone = h(
    "div",
    { class: "customer" },
    h("header", {}, face, title, sidebar, friend),
    thread,
    h("footer", {}, row),
  );
  const root = h(
    "section",
    { class: "phone customers-phone", "aria-label": "顾客的手机" },
    h(
      "header",
      { class: "list-head" },
      h("strong", {}, "顾客的手机"),
      h("button", { type: "button", class: "quiet", onclick: onnew }, "＋ 新顾客"),
    ),
    h("div", { class: "search" }, search),
    list,
    phone,
  );

  keepAtEnd(thread);
  search.addEventListener("input", async () => {
    const text = search.value.trim();
    if (text === "") {
      found = null;
      return drawList();
    }
    const answer = await act({ act: "find-customers", text });
    if (answer && search.value.trim() === text) {
      found = answer.customers;
      drawList();
    }
  });
  whom.addEventListener("change", () => {
    staff = whom.value;
    drawPhone();
  });
  friend.addEventListener("click", () => {
    const follower = followerOf(customerOf(open), staff);
    const friends = follower && !follower.deleted;
    act({ act: friends ? "customer-deletes" : "customer-adds", externalId: open, userId: staff });
  });
  draw();

  return { root, draw, upsert, show };

  function draw() {
    if (!open || !customerOf(open)) open = shop.state.customers[0]?.externalId ?? null;
    staff = null;
    drawList();
    drawPhone();
  }

  function upsert(customer) {
    const news = customer.entries.at(-1);
    const known = shop.state.customers.find((each) => each.externalId === customer.externalId);
    const isNew = news && news.id !== known?.entries.at(-1)?.id;
    const others = shop.state.customers.filter((each) => each !== known);
    const place = isNew ? 0 : Math.max(0, shop.state.customers.indexOf(known));
    shop.state.customers = [...others.slice(0, place), customer, ...others.slice(place)];
    if (found) found = found.map((each) => (each.externalId === customer.externalId ? customer : each));
    if (isNew && news.from === "staff") {
      fresh.add(customer.externalId);
      // Nobody is writing on the open phone: show the one that just got something.
      if (!root.contains(document.activeElement)) {
        open = customer.externalId;
        staff = news.staffId;
      }
    }
    if (customer.externalId === open) fresh.delete(open);
    drawList();
    if (customer.externalId === open) drawPhone();
  }

  function show(externalId) {
    open = externalId;
    staff = null;
    fresh.delete(externalId);
    drawList();
    drawPhone();
  }

  function customerOf(externalId) {
    return [...(found ?? []), ...shop.state.customers].find((each) => each.externalId === externalId) ?? null;
  }

  function followerOf(customer, userId) {
    return customer?.followers.find((each) => each.userId === userId) ?? null;
  }

  function drawList() {
    const shown = found ?? shop.state.customers;
    const rows = shown.map((customer) => {
      const last = customer.entries.at(-1);
      const words = last ? last.text || "[附件]" : customer.followers.map((each) => each.name).join("、");
      return h(
        "li",
        {},
        h(
          "button",
          {
            type: "button",
            "aria-current": customer.externalId === open ? "true" : null,
            onclick: () => show(customer.externalId),
          },
          avatar(customer.name, "round"),
          h("span", { class: "two" }, h("strong", {}, customer.name), h("span", { class: "sub" }, words)),
          h(
            "span",
            { class: "when" },
            last ? h("time", {}, stamp(last.at, shop.now()).replace(/ 周.*/, "")) : null,
            fresh.has(customer.externalId) ? h("span", { class: "dot", title: "新消息" }) : null,
          ),
        ),
      );
    });
    const nothing = h("li", { class: "sub none" }, found ? "没有找到这位顾客" : "还没有顾客，点「＋ 新顾客」加一位");
    list.replaceChildren(...(rows.length > 0 ? rows : [nothing]));
  }

  function drawPhone() {
    const customer = open ? customerOf(open) : null;
    phone.hidden = customer === null;
    if (!customer) return;
    const stick = nearBottom(thread) || thread.dataset.of !== open;
    const people = customer.followers.map((each) => ({ userId: each.userId, name: each.name }));
    for (const entry of customer.entries) {
      if (!people.some((each) => each.userId === entry.staffId))
        people.push({ userId: entry.staffId, name: entry.staffName });
    }
    if (people.length === 0) people.push(...shop.state.members.slice(0, 8));
    if (!people.some((each) => each.userId === staff))
      staff = customer.entries.at(-1)?.staffId ?? people[0]?.userId ?? null;
    const follower = followerOf(customer, staff);
    face.replaceChildren(avatar(customer.name, "round"));
    whom.replaceChildren(
      ...people.map((each) => h("option", { value: each.userId, selected: each.userId === staff }, each.name)),
    );
    title.replaceChildren(h("strong", {}, customer.name), h("label", { class: "sub with" }, "与 ", whom, " 聊天"));
    const page = `/wecom/sidebar?customer=${encodeURIComponent(open)}`;
    sidebar.hidden = staff === null;
    sidebar.href = `../as/${encodeURIComponent(staff ?? "")}?next=${encodeURIComponent(page)}`;
    friend.textContent = follower && !follower.deleted ? "删除好友" : "加好友";
    thread.setAttribute("aria-label", `${customer.name}的微信`);
    thread.dataset.of = open;
    const own = customer.entries.filter((each) => each.staffId === staff);
    thread.replaceChildren(
      ...(own.length > 0 ? own.flatMap((entry, at) => lines(entry, own[at - 1])) : [empty(follower)]),
    );
    if (follower?.deleted) thread.append(h("p", { class: "notice" }, "已删除好友：群发不会再送达"));
    if (stick) toBottom(thread);
  }

  function empty(follower) {
    const words = follower ? "还没有消息。导购确认群发后，这里会收到。" : "还不是好友，点「加好友」。";
    return h("p", { class: "empty sub" }, words);
  }

  function lines(entry, before) {
    const gap = !before || Date.parse(entry.at) - Date.parse(before.at) > 300_000;
    const time = gap
      ? h("p", { class: "stamp" }, h("time", { datetime: entry.at }, stamp(entry.at, shop.now())))
      : null;
    if (entry.how === "notice") return [time, h("p", { class: "notice" }, entry.text)].filter(Boolean);
    const mine = entry.from === "customer";
    const name = mine ? customerOf(open).name : entry.staffName;
    const how = hows[entry.how];
    const body = h(
      "div",
      { class: "body" },
      h("span", { class: "name sub" }, mine ? "" : `${name}${how ? ` · ${how}` : ""}`),
      entry.text ? h("div", { class: "bubble" }, richText(entry.text)) : null,
      entry.attachments.map(attachment),
    );
    return [
      time,
      h("div", { class: `entry ${mine ? "mine" : "theirs"} text` }, avatar(name, mine ? "round" : ""), body),
    ].filter(Boolean);
  }

  function attachment(each) {
    if (each.type === "image" && each.mediaId) {
      return h(
        "span",
        { class: "picture" },
        h("img", { src: `api/media/${each.mediaId}`, alt: "图片", loading: "lazy" }),
      );
    }
    return h("div", { class: "file" }, h("strong", {}, each.title || "附件"));
  }
}
