// Card → template_card within the platform's limits (doc 90236, part "template card"). Pure. A card that does not fit
// loses nothing: its whole content goes out as a text message BEFORE the card, so that the buttons come last.
import { Bug } from "../errors.ts";
import type { Card, CardButton } from "../message.ts";
import { cutUnits, shorten } from "./text.ts";

/** Characters, as the documents advise for display, and lengths of lists, which the platform enforces. */
const TITLE_MAX = 36;
const SUBTITLE_MAX = 44;
const BODY_MAX = 160;
const FIELDS_MAX = 6;
const FIELD_NAME_MAX = 5;
const FIELD_VALUE_MAX = 30;
const BUTTONS_MAX = 6;
const BUTTON_TEXT_MAX = 10;
const MENU_MAX = 3;
const KEY_BYTES_MAX = 1024;
/** The documents give no number for replace_text; about two buttons wide is what shows. */
const SETTLED_MAX = 20;
const SETTLED_DEFAULT = "已处理";
export const SETTLED_KEY = "settled";

const STYLES = { primary: 1, plain: 2, danger: 3 } as const;

export type TemplateCard = Record<string, unknown>;

/** `before`: what has to be said in text first, or null. `card`: null when there is nothing to press. */
export interface CardMessages {
  before: string | null;
  card: TemplateCard | null;
}

/** A card without buttons (or already settled) has no card form that needs no link, so it is a text. */
export function toCardMessages(card: Card): CardMessages {
  if (card.buttons.length === 0 || card.settled !== undefined) return { before: fullText(card), card: null };
  return { before: fits(card) ? null : fullText(card), card: toTemplateCard(card) };
}

/**
 * What replaces a pressed card. Nothing is sent in text: the whole content went out with the first card. With nothing
 * left to press, the buttons turn into the grey words of `settled`.
 */
export function toCardUpdate(card: Card): { template_card: TemplateCard } | { button: { replace_name: string } } {
  const settled = card.settled === undefined ? null : shorten(oneLine(card.settled), SETTLED_MAX);
  if (card.buttons.length > 0) {
    return { template_card: { ...toTemplateCard(card), ...(settled === null ? {} : { replace_text: settled }) } };
  }
  if (settled === null) return { button: { replace_name: SETTLED_DEFAULT } };
  // The list may not be empty; replace_text covers this button.
  const buttons: CardButton[] = [{ key: SETTLED_KEY, text: cutUnits(settled, BUTTON_TEXT_MAX), style: "plain" }];
  return { template_card: { ...toTemplateCard({ ...card, buttons }), replace_text: settled } };
}

/**
 * The same for the robot, whose cards know no grey words: the buttons give way to one
 * that says how it ended. Pressing that one means nothing; its key is SETTLED_KEY.
 */
export function settledCard(card: Card): TemplateCard {
  if (card.buttons.length > 0) return toTemplateCard(card);
  const text = cutUnits(oneLine(card.settled ?? SETTLED_DEFAULT), BUTTON_TEXT_MAX);
  return toTemplateCard({ ...card, buttons: [{ key: SETTLED_KEY, text, style: "plain" }] });
}

function toTemplateCard(card: Card): TemplateCard {
  checkCard(card);
  const title = shorten(oneLine(card.title), TITLE_MAX);
  const subtitle = shorten(oneLine(card.subtitle ?? ""), SUBTITLE_MAX);
  const body = shorten(card.body ?? "", BODY_MAX);
  const fields = (card.fields ?? []).slice(0, FIELDS_MAX).map(({ name, value }) => ({
    keyname: shorten(oneLine(name), FIELD_NAME_MAX) || "·",
    value: shorten(oneLine(value), FIELD_VALUE_MAX),
  }));
  const buttons = card.buttons.slice(0, BUTTONS_MAX);
  const menu = card.buttons.slice(BUTTONS_MAX);
  return {
    card_type: "button_interaction",
    main_title: { title, ...(subtitle === "" ? {} : { desc: subtitle }) },
    ...(body === "" ? {} : { sub_title_text: body }),
    ...(fields.length === 0 ? {} : { horizontal_content_list: fields }),
    task_id: card.id,
    ...(menu.length === 0 ? {} : { action_menu: { desc: "更多", action_list: menu.map(toMenuEntry) } }),
    button_list: buttons.map(toButton),
  };
}

function toButton({ text, style, key }: CardButton): TemplateCard {
  return { text: toButtonText(text), style: STYLES[style ?? "plain"], key };
}

/** The seventh to ninth button move into the card's corner menu, whose presses come back the same way. */
function toMenuEntry({ text, key }: CardButton): TemplateCard {
  return { text: toButtonText(text), key };
}

/** The platform refuses an empty one. */
function toButtonText(text: string): string {
  return shorten(oneLine(text), BUTTON_TEXT_MAX) || "·";
}

/** Ids and keys come back with a press, so they cannot be mended here: a wrong one is a fault of the house. */
function checkCard(card: Card): void {
  if (!/^[0-9A-Za-z_\-@]{1,128}$/.test(card.id)) throw new Bug(`card id has illegal characters or length: ${card.id}`);
  const keys = card.buttons.map((button) => button.key);
  const areGood = keys.every((key) => key !== "" && Buffer.byteLength(key, "utf8") <= KEY_BYTES_MAX);
  if (!areGood || new Set(keys).size !== keys.length)
    throw new Bug(`card ${card.id}: button keys empty, long or twice`);
  if (keys.length > BUTTONS_MAX + MENU_MAX) throw new Bug(`card ${card.id}: ${keys.length} buttons`);
}

function fits(card: Card): boolean {
  const fields = card.fields ?? [];
  return (
    oneLine(card.title).length <= TITLE_MAX &&
    oneLine(card.subtitle ?? "").length <= SUBTITLE_MAX &&
    (card.body ?? "").length <= BODY_MAX &&
    fields.length <= FIELDS_MAX &&
    fields.every(
      ({ name, value }) => oneLine(name).length <= FIELD_NAME_MAX && oneLine(value).length <= FIELD_VALUE_MAX,
    )
  );
}

function fullText(card: Card): string {
  const fields = (card.fields ?? []).map(({ name, value }) => `${name}：${value}`);
  const parts = [card.title, card.subtitle ?? "", card.body ?? "", ...fields, card.settled ?? ""];
  return parts.filter((part) => part.trim() !== "").join("\n");
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
