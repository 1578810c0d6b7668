// What goes in and out of a conversation, in words that belong to no platform.
// A channel turns its own protocol into an InboundMessage and a Reply into its own protocol.

/**
 * Something a person (or the platform, about a person) told us. `id` is stable across repeated deliveries. A
 * `replyToken` is the channel's own: an answer that carries it back goes where the message came from.
 */
export type InboundMessage = { id: string; at: Date; from: string } & (
  | { kind: "text"; text: string /** What she quoted, in its own words. */; quoted?: string; replyToken?: string }
  | { kind: "button"; cardId: string; key: string; selected: Record<string, string[]>; updateToken: string | null }
  | { kind: "media"; media: "image" | "voice" | "video" | "location" | "link" | "file"; replyToken?: string }
  | { kind: "menu"; key: string }
  | { kind: "entered"; replyToken?: string }
  | { kind: "customer-added"; externalId: string; welcomeToken: string | null; state: string | null }
  | { kind: "customer-changed"; externalId: string }
  | { kind: "customer-removed"; externalId: string; by: "staff" | "customer" | "transfer" }
  | { kind: "staff-changed"; change: "joined" | "updated" | "left"; newId: string | null; name: string | null }
  /** Departments, or the words that customers are marked with: read again soon. */
  | { kind: "directory-changed" }
  | { kind: "tags-changed" }
  | { kind: "set-aside"; what: string }
);
export type InboundKind = InboundMessage["kind"];

export interface CardButton {
  /** Comes back as `InboundMessage.key`. At most 1,024 bytes. */
  key: string;
  text: string;
  style?: "primary" | "plain" | "danger";
}

/** A card with buttons. `id` must be unique for ever: a channel refuses to show the same id twice. */
export interface Card {
  id: string;
  title: string;
  subtitle?: string;
  /** Main text; a channel may cut it at its own limit. */
  body?: string;
  fields?: { name: string; value: string }[];
  buttons: CardButton[];
  /** Set when the card is finished: buttons are replaced by these words. */
  settled?: string;
}

export type Reply =
  | { kind: "text"; text: string }
  | { kind: "card"; card: Card }
  /** Replaces a card that was pressed; the token came with the press. */
  | { kind: "card-update"; updateToken: string; to: string; card: Card }
  | { kind: "picture"; file: string; alt: string }
  /** `file` is a path, or the content itself as a data: URL. */
  | { kind: "file"; file: string; name: string };

/**
 * A text as every database keeps it and every phone shows it: without the character of number zero, without halves of
 * letters that take two places (an emoji cut in the middle), which no JSON column takes, and without the marks that
 * turn the direction of whatever is written behind them.
 */
export function storable(text: string): string {
  return text.replace(/[\u0000\u202A-\u202E\u2066-\u2069]/gu, "").replace(/\p{Surrogate}/gu, "\uFFFD");
}

/** For JSON.stringify: every text in a value as `storable` makes it. */
export const storableParts = (_key: string, part: unknown) => (typeof part === "string" ? storable(part) : part);

/** The first `max` letters; an emoji is one and is never cut in the middle. */
export function shorten(text: string, max: number): string {
  const letters = [...text];
  return letters.length <= max ? text : `${letters.slice(0, max).join("")}…`;
}

/** A message that one associate sends to one customer with her own tap. */
export interface CustomerMessage {
  sender: string;
  externalId: string;
  text: string;
}

/** The same text from one associate to many of her customers, with one tap. At most 10,000. */
export interface MassMessage {
  sender: string;
  externalIds: readonly string[];
  text: string;
}

/** How far a customer message has come. Numbers in comments are the platform's statuses. */
export type CustomerMessageStatus =
  | "waiting" // 0: the associate has not tapped send
  | "sent" // 1
  | "not-a-friend" // 2
  | "limit-reached"; // 3: the customer already got as many as the platform allows
