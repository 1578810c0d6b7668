// A template card as WeCom draws it: source, titles, emphasis, lists, choices, buttons; greyed when settled.
import { h, link, safeUrl } from "./dom.js";

const greyTones = ["", "black", "red", "green"];

/** `onpress(key, selected)` is called with what is chosen in the card's lists. */
export function cardElement(entry, onpress) {
  const card = entry.card;
  const done = entry.settled !== null;
  const choices = choiceFields(card, entry, done);
  const press = (key) => onpress(key, Object.fromEntries(choices.map(([question, , read]) => [question, read()])));
  return h(
    "article",
    { class: `card${done ? " done" : ""}`, "aria-label": `卡片：${card.main_title?.title ?? ""}` },
    source(card),
    title(card.main_title),
    picture(card),
    card.emphasis_content ? emphasis(card.emphasis_content) : null,
    quote(card.quote_area),
    card.sub_title_text ? h("p", { class: "card-text" }, card.sub_title_text) : null,
    horizontal(card.horizontal_content_list),
    vertical(card.vertical_content_list),
    choices.map(([, element]) => element),
    jumps(card),
    buttons(card, entry, press),
    menu(card, done, onpress),
  );
}

function source(card) {
  if (!card.source?.desc) return null;
  const tone = greyTones[card.source.desc_color ?? 0] ?? "";
  return h("p", { class: `card-source ${tone}` }, h("i", { "aria-hidden": "true" }), card.source.desc);
}

function title(main) {
  if (!main) return null;
  return h(
    "header",
    {},
    main.title ? h("h3", {}, main.title) : null,
    main.desc ? h("p", { class: "card-desc" }, main.desc) : null,
  );
}

function picture(card) {
  // The platform would fetch it; this page asks nobody outside, so it only says that there is one.
  if (!card.card_image?.url) return null;
  return h("p", { class: "card-picture" }, link("图片", card.card_image.url));
}

function emphasis(part) {
  return h("div", { class: "card-emphasis" }, h("strong", {}, part.title ?? ""), h("span", {}, part.desc ?? ""));
}

function quote(area) {
  if (!area || (!area.title && !area.quote_text)) return null;
  return h(
    "blockquote",
    {},
    area.title ? h("strong", {}, area.type === 1 ? link(area.title, area.url) : area.title) : null,
    area.quote_text ? h("p", {}, area.quote_text) : null,
  );
}

function horizontal(list) {
  if (!list?.length) return null;
  const lines = list.flatMap((each) => {
    const value = each.value ?? each.userid ?? "";
    return [h("dt", {}, each.keyname), h("dd", {}, each.type === 1 ? link(value, each.url) : value)];
  });
  return h("dl", {}, lines);
}

function vertical(list) {
  if (!list?.length) return null;
  return h(
    "div",
    { class: "card-vertical" },
    list.map((each) => h("p", {}, h("strong", {}, each.title), each.desc ? h("span", {}, each.desc) : null)),
  );
}

/** [question, element, read] for every list of the card. */
function choiceFields(card, entry, done) {
  const fields = [];
  for (const choice of [card.button_selection, ...(card.select_list ?? [])]) {
    if (!choice) continue;
    const chosen = entry.selected[choice.question_key]?.[0] ?? choice.selected_id ?? choice.option_list[0]?.id;
    const select = h(
      "select",
      { "aria-label": choice.title ?? "选择", disabled: done || choice.disable },
      choice.option_list.map((each) => h("option", { value: each.id, selected: each.id === chosen }, each.text)),
    );
    const element = h("label", { class: "card-choice" }, choice.title ? h("span", {}, choice.title) : null, select);
    fields.push([choice.question_key, element, () => [select.value]]);
  }
  if (card.checkbox) fields.push(checkboxField(card, entry, done));
  return fields;
}

function checkboxField(card, entry, done) {
  const { question_key, mode, option_list, disable } = card.checkbox;
  const chosen = entry.selected[question_key] ?? option_list.filter((each) => each.is_checked).map((each) => each.id);
  const inputs = option_list.map((each) =>
    h("input", {
      type: mode === 1 ? "checkbox" : "radio",
      name: `${entry.id}-${question_key}`,
      value: each.id,
      checked: chosen.includes(each.id),
      disabled: done || disable,
    }),
  );
  const element = h(
    "fieldset",
    { class: "card-checks" },
    option_list.map((each, at) => h("label", {}, inputs[at], h("span", {}, each.text))),
  );
  return [question_key, element, () => inputs.filter((each) => each.checked).map((each) => each.value)];
}

function jumps(card) {
  const links = [...(card.jump_list ?? [])];
  if (card.card_action?.type === 1 && safeUrl(card.card_action.url)) {
    links.push({ title: "查看详情", url: card.card_action.url });
  }
  if (links.length === 0) return null;
  return h(
    "nav",
    { class: "card-jumps" },
    links.map((each) => link(each.title, each.url)),
  );
}

function buttons(card, entry, press) {
  const done = entry.settled !== null;
  if (done) return h("div", { class: "card-buttons" }, h("button", { type: "button", disabled: true }, entry.settled));
  const list = card.submit_button ? [{ ...card.submit_button, style: 1 }] : (card.button_list ?? []);
  if (list.length === 0) return null;
  return h(
    "div",
    { class: `card-buttons n${list.length}` },
    list.map((each) => {
      if (each.type === 1) return link(each.text, each.url, { class: "button style-2" });
      const style = [1, 2, 3, 4].includes(each.style) ? each.style : 1;
      return h("button", { type: "button", class: `style-${style}`, onclick: () => press(each.key) }, each.text);
    }),
  );
}

function menu(card, done, onpress) {
  if (!card.action_menu || done) return null;
  return h(
    "details",
    { class: "card-menu" },
    h("summary", {}, card.action_menu.desc || "更多"),
    card.action_menu.action_list.map((each) =>
      h("button", { type: "button", onclick: () => onpress(each.key, {}) }, each.text),
    ),
  );
}
