// template_card: what the platform refuses, and the shape the phones show. Byte limits and list lengths are enforced,
// "at most n characters" are display advice in the documentation and are not.
import { bytesOf, listOf, objectOf, Refusal, textOf } from "./refusal.ts";

export type CardType =
  | "text_notice"
  | "news_notice"
  | "button_interaction"
  | "vote_interaction"
  | "multiple_interaction";

/** The card as the app sent it, in the platform's own field names (untrusted beyond what checkCard looked at). */
export interface CardBody {
  card_type: CardType;
  task_id?: string;
  source?: { icon_url?: string; desc?: string; desc_color?: number };
  main_title?: { title?: string; desc?: string };
  sub_title_text?: string;
  quote_area?: { type?: number; url?: string; title?: string; quote_text?: string };
  emphasis_content?: { title?: string; desc?: string };
  horizontal_content_list?: { type?: number; keyname: string; value?: string; url?: string; userid?: string }[];
  vertical_content_list?: { title: string; desc?: string }[];
  jump_list?: { type?: number; title: string; url?: string }[];
  card_action?: { type?: number; url?: string };
  card_image?: { url: string; aspect_ratio?: number };
  image_text_area?: { type?: number; url?: string; title?: string; desc?: string; image_url: string };
  button_selection?: Choice;
  button_list?: { type?: number; text: string; style?: number; key?: string; url?: string }[];
  checkbox?: { question_key: string; mode?: number; option_list: CardOption[]; disable?: boolean };
  select_list?: Choice[];
  submit_button?: { text: string; key: string };
  action_menu?: { desc?: string; action_list: { text: string; key: string }[] };
  replace_text?: string;
}

export interface CardOption {
  id: string;
  text: string;
  is_checked?: boolean;
}

export interface Choice {
  question_key: string;
  title?: string;
  selected_id?: string;
  option_list: CardOption[];
  disable?: boolean;
}

const cardTypes = ["text_notice", "news_notice", "button_interaction", "vote_interaction", "multiple_interaction"];
const interactions = ["button_interaction", "vote_interaction", "multiple_interaction"];
const keyBytesMax = 1_024;
const optionIdBytesMax = 128;

export function isInteraction(card: CardBody): boolean {
  return interactions.includes(card.card_type);
}

/** Whether the platform gives a response_code for it. */
export function canBeUpdated(card: CardBody): boolean {
  return isInteraction(card) || card.action_menu !== undefined;
}

/** Throws the first fault the platform would name. `needsTaskId` is false for the replacement card of an update. */
export function checkCard(raw: unknown, options: { needsTaskId: boolean }): CardBody {
  const card = objectOf(raw);
  const type = textOf(card.card_type);
  if (!cardTypes.includes(type)) throw new Refusal(42031);
  const interaction = interactions.includes(type);
  checkTaskId(card, options.needsTaskId && (interaction || card.action_menu !== undefined));
  checkTitles(card, type);
  checkHorizontal(listOf(card.horizontal_content_list));
  checkVertical(listOf(card.vertical_content_list));
  checkJumps(listOf(card.jump_list));
  checkAction(card, type);
  checkPictures(card, type);
  if (type === "button_interaction") checkButtons(listOf(card.button_list));
  if (card.button_selection !== undefined) checkChoice(objectOf(card.button_selection), 10);
  if (type === "vote_interaction") checkChoice(objectOf(card.checkbox), 20);
  if (type === "multiple_interaction") {
    const selects = listOf(card.select_list);
    if (selects.length < 1 || selects.length > 3) throw new Refusal(42047);
    for (const select of selects) checkChoice(objectOf(select), 10);
  }
  if (type === "vote_interaction" || type === "multiple_interaction") checkSubmit(objectOf(card.submit_button));
  checkMenu(card);
  return card as unknown as CardBody;
}

function checkTaskId(card: Record<string, unknown>, required: boolean): void {
  const taskId = textOf(card.task_id);
  if (!taskId && !required) return;
  if (!/^[0-9A-Za-z_\-@]{1,128}$/.test(taskId)) throw new Refusal(42014);
}

function checkTitles(card: Record<string, unknown>, type: string): void {
  const title = textOf(objectOf(card.main_title).title);
  const mayStandAlone = type === "text_notice" && textOf(card.sub_title_text) !== "";
  if (!title && !mayStandAlone) throw new Refusal(42033);
}

function checkHorizontal(list: unknown[]): void {
  if (list.length > 6) throw new Refusal(42035);
  for (const each of list.map(objectOf)) {
    if (!textOf(each.keyname)) throw new Refusal(42027);
    if (each.type === 1 && !textOf(each.url)) throw new Refusal(42028);
    if (each.type === 2 && !textOf(each.media_id)) throw new Refusal(42029);
    if (each.type === 3 && !textOf(each.userid)) throw new Refusal(42050);
  }
}

function checkVertical(list: unknown[]): void {
  if (list.length > 4) throw new Refusal(42036);
  for (const each of list.map(objectOf)) if (!textOf(each.title)) throw new Refusal(42033);
}

function checkJumps(list: unknown[]): void {
  if (list.length > 3) throw new Refusal(42042);
  for (const each of list.map(objectOf)) {
    if (!textOf(each.title)) throw new Refusal(42033);
    checkLink(each);
  }
}

function checkLink(target: Record<string, unknown>): void {
  if (target.type === 1 && !textOf(target.url)) throw new Refusal(42028);
  if (target.type === 2 && !textOf(target.appid)) throw new Refusal(42030);
}

function checkAction(card: Record<string, unknown>, type: string): void {
  const action = objectOf(card.card_action);
  const required = type === "text_notice" || type === "news_notice";
  if (required && action.type !== 1 && action.type !== 2) throw new Refusal(42045);
  checkLink(action);
}

function checkPictures(card: Record<string, unknown>, type: string): void {
  if (card.card_image !== undefined && !textOf(objectOf(card.card_image).url)) throw new Refusal(42044);
  if (type !== "news_notice") return;
  const hasText = textOf(objectOf(card.image_text_area).image_url) !== "";
  if (card.card_image === undefined && !hasText) throw new Refusal(42044);
}

function checkButtons(list: unknown[]): void {
  // The table has no number of its own for the length of button_list.
  if (list.length < 1 || list.length > 6) throw new Refusal(40058, "invalid button_list size");
  const keys = new Set<string>();
  for (const button of list.map(objectOf)) {
    if (!textOf(button.text)) throw new Refusal(42038);
    if (button.type === 1) {
      if (!textOf(button.url)) throw new Refusal(42028);
      continue;
    }
    const key = textOf(button.key);
    if (!key || bytesOf(key) > keyBytesMax || keys.has(key)) throw new Refusal(42039);
    keys.add(key);
  }
}

function checkChoice(choice: Record<string, unknown>, optionsMax: number): void {
  const question = textOf(choice.question_key);
  if (!question || bytesOf(question) > keyBytesMax) throw new Refusal(42043);
  const options = listOf(choice.option_list).map(objectOf);
  if (options.length < 1 || options.length > optionsMax) throw new Refusal(42037);
  const ids = new Set<string>();
  for (const option of options) {
    const id = textOf(option.id);
    if (!id || bytesOf(id) > optionIdBytesMax || ids.has(id)) throw new Refusal(42040);
    if (!textOf(option.text)) throw new Refusal(42041);
    ids.add(id);
  }
}

function checkSubmit(button: Record<string, unknown>): void {
  if (!textOf(button.text)) throw new Refusal(42049);
  const key = textOf(button.key);
  if (!key || bytesOf(key) > keyBytesMax) throw new Refusal(42046);
}

function checkMenu(card: Record<string, unknown>): void {
  if (card.action_menu === undefined) return;
  const actions = listOf(objectOf(card.action_menu).action_list).map(objectOf);
  if (actions.length < 1 || actions.length > 3) throw new Refusal(42051, "invalid action_list size");
  const keys = actions.map((each) => textOf(each.key));
  if (keys.some((key) => !key || bytesOf(key) > keyBytesMax) || new Set(keys).size < keys.length) {
    throw new Refusal(42051);
  }
}
