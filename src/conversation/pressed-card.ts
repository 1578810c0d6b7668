// What becomes of a card after one of its buttons was pressed. Pure.
import type { Card, CardButton } from "../message.ts";

/**
 * A card about one thing is finished: `settled` takes the place of its buttons. A card about several things (today's
 * five, keys "skill:verb:id,id") loses what was pressed and keeps the rest. A press that only looked changes nothing:
 * null.
 */
export function afterPress(card: Card, pressedKey: string, settled: string | null): Card | null {
  if (settled === null) return null;
  const ids = idsOf(pressedKey);
  const others = card.buttons.filter(
    (button) => button.key !== pressedKey && verbOf(button.key) === verbOf(pressedKey),
  );
  const rest = others.length > 0 && ids.length > 0 ? distinct(card.buttons.flatMap((one) => without(one, ids))) : [];
  if (!rest.some((button) => verbOf(button.key) === verbOf(pressedKey))) return { ...card, buttons: [], settled };
  return { ...card, buttons: rest };
}

function verbOf(key: string): string {
  return key.split(":", 2).join(":");
}
function idsOf(key: string): string[] {
  return (key.split(":", 3)[2] ?? "").split(",").filter((id) => id !== "");
}
function without(button: CardButton, gone: readonly string[]): CardButton[] {
  const ids = idsOf(button.key);
  const left = ids.filter((id) => !gone.includes(id));
  if (left.length === ids.length) return [button];
  return left.length === 0 ? [] : [{ ...button, key: `${verbOf(button.key)}:${left.join(",")}` }];
}
/** With one thing left, 「完成」 and 「都完成」 are the same button, and a channel takes no key twice: the first stays. */
function distinct(buttons: readonly CardButton[]): CardButton[] {
  return buttons.filter((button, index) => buttons.findIndex((one) => one.key === button.key) === index);
}
