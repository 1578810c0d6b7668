// The page: one stream of events keeps the picture of the shop, phones draw it, and what people do goes to one address.
import { customerPhones } from "./customer-phones.js";
import { h, local } from "./dom.js";
import { faultCount, faultDrawer } from "./fault-drawer.js";
import { staffPhone } from "./staff-phone.js";

const $ = (id) => document.getElementById(id);
const chosenKey = "zhike.phones";

const shop = {
  state: null,
  heardAt: 0,
  now: () => new Date(Date.parse(shop.state.now) + (performance.now() - shop.heardAt)).toISOString(),
  member: (userId) => shop.state.members.find((each) => each.userId.toLowerCase() === userId?.toLowerCase()) ?? null,
};
let phones = [];
let customers = null;
let active = 0;
const drawer = faultDrawer({ dialog: $("faults"), shop, act });

listen();
setInterval(drawClock, 1000);
$("open-faults").addEventListener("click", () => shop.state && drawer.open());
for (const button of document.querySelectorAll("[data-move]")) {
  button.addEventListener("click", () => act({ act: "clock", move: button.dataset.move }));
}
$("move-box").addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  $("move-box").open = false;
  $("move-box").querySelector("summary").focus();
});
document.addEventListener("pointerdown", (event) => {
  if (!$("move-box").contains(event.target)) $("move-box").open = false;
});
$("move-to").addEventListener("submit", (event) => {
  event.preventDefault();
  $("move-box").open = false;
  void act({ act: "clock", move: "to", at: $("move-at").value });
});

function listen() {
  const stream = new EventSource("api/events");
  stream.onopen = () => linked(true);
  // EventSource tries again by itself unless it was answered with an error; the full state comes with every connection.
  stream.onerror = () => {
    linked(false);
    if (stream.readyState === EventSource.CLOSED) setTimeout(listen, 2000);
  };
  stream.onmessage = (message) => hear(JSON.parse(message.data));
}

function linked(on) {
  $("link").textContent = on ? "已连接" : "连接断开，正在重连…";
  $("link").classList.toggle("off", !on);
}

function hear(event) {
  switch (event.kind) {
    case "all":
      shop.state = event.state;
      setNow(event.state.now);
      return drawAll();
    case "entry":
      return hearEntry(event);
    case "customer":
      return event.customer && customers?.upsert(event.customer);
    case "clock":
      setNow(event.now);
      shop.state.busy = event.busy;
      return drawClock();
    case "faults":
      Object.assign(shop.state, { faults: event.faults, dropped: event.dropped });
      return drawFaults();
  }
}

function hearEntry({ userId, entry }) {
  shop.state.phones[userId] ??= [];
  const entries = shop.state.phones[userId];
  const at = entries.findIndex((each) => each.id === entry.id);
  if (at >= 0) entries[at] = entry;
  else entries.push(entry);
  for (const [index, phone] of phones.entries()) {
    if (phone.userId().toLowerCase() !== userId) continue;
    phone.upsert(entry);
    const looking = phone.root.contains(document.activeElement) && document.hasFocus();
    if (at < 0 && entry.from !== "me" && !looking) {
      phone.unread();
      markTab(index, true);
    }
  }
}

function drawAll() {
  $("shop").textContent = shop.state.shopName;
  document.title = `${shop.state.shopName} · 知客`;
  $("moves").hidden = !shop.state.canMoveClock;
  if (phones.length === 0) build();
  else {
    for (const phone of phones) phone.draw();
    customers.draw();
  }
  drawTabs();
  drawClock();
  drawFaults();
}

function build() {
  phones = firstPeople().map((userId, index) =>
    staffPhone({ shop, userId, act, onpick: remember, onread: () => markTab(index, false) }),
  );
  customers = customerPhones({ shop, act, onnew: newCustomer });
  $("phones").replaceChildren(...phones.map((each) => each.root), customers.root);
  show(0);
}

/** Two associates and a manager, or whom the person chose last time. */
function firstPeople() {
  const known = (userId) => shop.member(userId) !== null;
  const remembered = readRemembered().filter(known);
  if (remembered.length === 3) return remembered;
  const { members } = shop.state;
  const spoken = members.filter((each) => each.suggestions.length > 0);
  const pool = spoken.length >= 3 ? spoken : members;
  const leaders = pool.filter((each) => each.leads);
  const others = pool.filter((each) => !each.leads);
  const people = [...others.slice(0, 2), ...leaders.slice(0, 1)];
  for (const each of members) if (people.length < 3 && !people.includes(each)) people.push(each);
  return people.map((each) => each.userId);
}

function readRemembered() {
  try {
    return JSON.parse(localStorage.getItem(chosenKey) ?? "[]");
  } catch {
    return [];
  }
}

function remember() {
  drawTabs();
  try {
    localStorage.setItem(chosenKey, JSON.stringify(phones.map((each) => each.userId())));
  } catch {
    // private windows may refuse to store: the choice then lasts as long as the page
  }
}

function drawTabs() {
  const names = [...phones.map((each) => shop.member(each.userId())?.name ?? each.userId()), "顾客"];
  const dots = [...$("tabs").children].map((tab) => tab.classList.contains("unread"));
  $("tabs").replaceChildren(
    ...names.map((name, index) =>
      h(
        "button",
        {
          type: "button",
          role: "tab",
          "aria-selected": index === active ? "true" : "false",
          tabindex: index === active ? "0" : "-1",
          class: dots[index] ? "unread" : null,
          onclick: () => show(index),
          onkeydown: (event) => {
            const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
            if (!step) return;
            show((index + step + names.length) % names.length);
            $("tabs").children[active].focus();
          },
        },
        name,
      ),
    ),
  );
}

/** On a narrow window one phone is shown at a time. */
function show(index) {
  active = index;
  for (const [at, root] of [...$("phones").children].entries()) root.classList.toggle("shown", at === index);
  markTab(index, false);
  drawTabs();
}

function markTab(index, unread) {
  $("tabs").children[index]?.classList.toggle("unread", unread && index !== active);
}

function setNow(now) {
  shop.state.now = now;
  shop.heardAt = performance.now();
}

function drawClock() {
  if (!shop.state) return;
  const now = local(shop.now());
  $("now-time").textContent = now.time;
  $("now-date").textContent = `${now.year}年${now.monthDay} ${now.weekday}`;
  if (document.activeElement !== $("move-at")) $("move-at").value = now.field;
  $("busy").hidden = !shop.state.busy;
  for (const button of $("moves").querySelectorAll("button")) button.disabled = shop.state.busy;
}

function drawFaults() {
  const count = faultCount(shop.state.faults);
  $("fault-count").textContent = String(count);
  $("fault-count").hidden = count === 0;
  drawer.draw();
}

function newCustomer() {
  const dialog = $("new-customer");
  const name = h("input", { id: "new-name", required: true, maxlength: 20, placeholder: "例如：王晓" });
  const whom = h(
    "select",
    { id: "new-staff" },
    shop.state.members.map((each) => h("option", { value: each.userId }, each.name)),
  );
  whom.value = phones[0].userId();
  const submit = async (event) => {
    event.preventDefault();
    dialog.close();
    const answer = await act({ act: "new-customer", userId: whom.value, name: name.value });
    if (answer) customers.show(answer.externalId);
  };
  dialog.replaceChildren(
    h(
      "form",
      { onsubmit: submit },
      h("h2", { id: "new-customer-title" }, "新顾客扫码加好友"),
      h("label", { for: "new-name" }, "顾客的微信名"),
      name,
      h("label", { for: "new-staff" }, "加哪位导购"),
      whom,
      h(
        "div",
        { class: "buttons" },
        h("button", { type: "button", onclick: () => dialog.close() }, "取消"),
        h("button", { type: "submit", class: "style-1" }, "加好友"),
      ),
    ),
  );
  dialog.showModal();
}

async function act(input) {
  try {
    const response = await fetch("api/act", {
      method: "POST",
      headers: { "content-type": "application/json", "x-simulator-page": "1" },
      body: JSON.stringify(input),
    });
    const answer = await response.json();
    if (!response.ok) {
      toast(answer.error ?? `出错了（${response.status}）`);
      return null;
    }
    if (answer.complaint) toast(`应用的回包不合规：${answer.complaint}`);
    return answer;
  } catch {
    toast("连不上本地服务");
    return null;
  }
}

function toast(text) {
  const line = h("p", {}, text);
  $("toasts").append(line);
  setTimeout(() => line.remove(), 6000);
}
