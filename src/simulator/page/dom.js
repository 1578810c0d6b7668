// Building elements. Text only ever enters the document as text nodes; addresses only as http(s).

/** h("button", { class: "x", onclick: f, "aria-label": "…" }, "text", child, null) */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "value") element.value = value;
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

export function safeUrl(url) {
  return /^https?:\/\//i.test(url ?? "") ? url : null;
}

export function link(text, url, props = {}) {
  const href = safeUrl(url);
  return href ? h("a", { href, target: "_blank", rel: "noopener noreferrer", ...props }, text) : h("span", props, text);
}

/** A text message knows one piece of markup: <a href="…">…</a>. */
export function richText(text) {
  const nodes = [];
  let rest = text;
  const anchor = /<a\s+href=["']([^"']*)["']\s*>([^<]*)<\/a>/i;
  for (let found = anchor.exec(rest); found; found = anchor.exec(rest)) {
    nodes.push(rest.slice(0, found.index), link(found[2], found[1]));
    rest = rest.slice(found.index + found[0].length);
  }
  nodes.push(rest);
  return nodes;
}

/** The platform's markdown for apps: titles, bold, links, code, quotes and three colours, nothing else. */
export function markdown(text) {
  return text.split("\n").map((line) => {
    const title = /^(#{1,6})\s+(.*)$/.exec(line);
    if (title) return h("strong", { class: "md-title" }, inline(title[2]));
    const quote = /^>\s?(.*)$/.exec(line);
    if (quote) return h("span", { class: "md-quote" }, inline(quote[1]));
    return h("span", { class: "md-line" }, inline(line));
  });
}

function inline(text) {
  const nodes = [];
  const piece =
    /\*\*([^*]+)\*\*|`([^`]+)`|\[([^\]]+)\]\(([^)]+)\)|<font color="(info|comment|warning)">([^<]*)<\/font>/;
  let rest = text;
  for (let found = piece.exec(rest); found; found = piece.exec(rest)) {
    nodes.push(rest.slice(0, found.index));
    if (found[1]) nodes.push(h("strong", {}, found[1]));
    else if (found[2]) nodes.push(h("code", {}, found[2]));
    else if (found[3]) nodes.push(link(found[3], found[4]));
    else nodes.push(h("span", { class: `md-${found[5]}` }, found[6]));
    rest = rest.slice(found.index + found[0].length);
  }
  nodes.push(rest);
  return nodes;
}

export function avatar(name, kind = "") {
  const initials = [...name.replace(/[^\p{L}\p{N}]/gu, "")].slice(-2).join("") || "客";
  return h("span", { class: `avatar ${kind} tone-${toneOf(name)}`, "aria-hidden": "true" }, initials);
}

function toneOf(name) {
  let sum = 0;
  for (const character of name) sum += character.codePointAt(0);
  return sum % 5;
}

const weekdays = ["周日", "周一", "周二", "周三", "周四", "周五", "周六"];

/** Beijing time, whatever the browser's zone. */
export function local(iso) {
  const at = new Date(new Date(iso).getTime() + 8 * 3_600_000);
  const two = (number) => String(number).padStart(2, "0");
  return {
    day: at.toISOString().slice(0, 10),
    time: `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`,
    seconds: two(at.getUTCSeconds()),
    monthDay: `${at.getUTCMonth() + 1}月${at.getUTCDate()}日`,
    year: at.getUTCFullYear(),
    weekday: weekdays[at.getUTCDay()],
    field: at.toISOString().slice(0, 16),
  };
}

/** As a chat shows it: the time today, the day and time before. */
export function stamp(iso, nowIso) {
  const at = local(iso);
  const now = local(nowIso);
  if (at.day === now.day) return at.time;
  const day = at.year === now.year ? at.monthDay : `${at.year}年${at.monthDay}`;
  return `${day} ${at.weekday} ${at.time}`;
}

export function nearBottom(element) {
  return element.scrollHeight - element.scrollTop - element.clientHeight < 80;
}

export function toBottom(element) {
  element.scrollTop = element.scrollHeight;
}

/** Whoever was reading the end goes on doing so when the phone is shown, hidden or changes its size. */
export function keepAtEnd(thread) {
  let atEnd = true;
  let size = "";
  const sizeNow = () => `${thread.clientWidth}x${thread.clientHeight}`;
  thread.addEventListener("scroll", () => {
    // A new size makes the browser scroll by itself, before the observer hears of it: that was nobody's wish.
    if (sizeNow() === size && thread.clientHeight > 0) atEnd = nearBottom(thread);
  });
  new ResizeObserver(() => {
    size = sizeNow();
    if (atEnd) toBottom(thread);
  }).observe(thread);
}

/** An input row: Enter sends, but not the Enter that ends a Chinese composition. */
export function inputRow({ label, placeholder, onsend }) {
  const field = h("textarea", { rows: 1, "aria-label": label, placeholder, maxlength: 680, enterkeyhint: "send" });
  const send = h("button", { type: "button", class: "send", disabled: true }, "发送");
  const grow = () => {
    field.style.height = "auto";
    field.style.height = `${Math.min(field.scrollHeight, 96)}px`;
    send.disabled = field.value.trim() === "";
  };
  const fire = () => {
    const text = field.value.trim();
    if (text === "") return;
    field.value = "";
    grow();
    onsend(text);
  };
  field.addEventListener("input", grow);
  field.addEventListener("keydown", (event) => {
    // keyCode 229: Safari reports the Enter that ends a composition after it has ended.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    fire();
  });
  send.addEventListener("click", () => {
    fire();
    field.focus();
  });
  return { row: h("div", { class: "input" }, field, send), field };
}
