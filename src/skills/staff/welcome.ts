// The first words to a new contact. Pure.

/** A screen of a phone; the platform takes 4,000 bytes. */
export const WELCOME_MAX = 400;
const FIELDS: Readonly<Record<string, "shop" | "name">> = { 店名: "shop", 姓名: "name", 导购: "name" };

/** `{店名}` the shop, `{姓名}` or `{导购}` the one who greets. */
export function fillWelcome(text: string, values: { shop: string; name: string }): string {
  return text.replace(/\{([^{}]*)\}/gu, (whole, field: string) => {
    const key = FIELDS[field.trim()];
    return key === undefined ? whole : values[key];
  });
}

export type WelcomeFault = { kind: "empty" } | { kind: "too-long"; length: number } | { kind: "field"; field: string };

/** What would look wrong on a customer's phone: nothing at all, a whole page, a field that nothing fills. */
export function welcomeFault(text: string): WelcomeFault | null {
  const length = [...text].length;
  if (text.trim() === "") return { kind: "empty" };
  if (length > WELCOME_MAX) return { kind: "too-long", length };
  for (const [, field = ""] of text.matchAll(/\{([^{}]*)\}/gu))
    if (FIELDS[field.trim()] === undefined) return { kind: "field", field };
  return null;
}

/** Full-width brackets are brackets. */
export function normaliseWelcome(text: string): string {
  return text.replaceAll("｛", "{").replaceAll("｝", "}").trim();
}
