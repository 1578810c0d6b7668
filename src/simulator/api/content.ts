// The body of message/send, per msgtype: what the platform refuses, what it cuts, and what the phone shows.
import type { Content } from "../state.ts";
import type { World } from "../world.ts";
import { checkCard } from "./cards.ts";
import { getMedia } from "./media.ts";
import { bytesOf, cutBytes, listOf, objectOf, Refusal, textOf } from "./refusal.ts";

const textBytesMax = 2_048; // longer is cut
const bodyBytesMax = 64 * 1_024; // far longer is refused with 45002
const titleBytesMax = 128;
const descriptionBytesMax = 512;
const urlBytesMax = 2_048;
const articlesMax = 8;

export function contentOf(world: World, body: Record<string, unknown>): Content {
  const msgtype = textOf(body.msgtype);
  const part = objectOf(body[msgtype]);
  switch (msgtype) {
    case "text":
      return { kind: "text", text: cutText(textOf(part.content)) };
    case "markdown":
      return { kind: "markdown", text: cutText(textOf(part.content)) };
    case "image":
      return { kind: "picture", ...mediaOf(world, part, "image") };
    case "file":
    case "voice":
    case "video":
      return { kind: msgtype, ...mediaOf(world, part, msgtype) };
    case "textcard":
      return textCard(part);
    case "news":
    case "mpnews":
      return news(msgtype, listOf(part.articles));
    case "miniprogram_notice":
      return miniprogram(part);
    case "template_card": {
      const card = checkCard(part, { needsTaskId: true });
      const settled = card.replace_text ?? null;
      return { kind: "card", taskId: card.task_id ?? "", card, settled, pressed: null, selected: {} };
    }
    default:
      throw new Refusal(40008);
  }
}

function cutText(text: string): string {
  if (text === "") throw new Refusal(44004);
  if (bytesOf(text) > bodyBytesMax) throw new Refusal(45002);
  return cutBytes(text, textBytesMax);
}

function mediaOf(world: World, part: Record<string, unknown>, type: string): { mediaId: string; name: string } {
  const mediaId = textOf(part.media_id);
  if (!mediaId) throw new Refusal(41006);
  const media = getMedia(world, mediaId);
  if (media.type !== type) throw new Refusal(40007);
  return { mediaId, name: media.name };
}

function textCard(part: Record<string, unknown>): Content {
  const { title, description, url } = part;
  if (!textOf(title)) throw new Refusal(42033);
  if (!textOf(description)) throw new Refusal(41033);
  checkUrl(textOf(url));
  return {
    kind: "link",
    title: cutBytes(textOf(title), titleBytesMax),
    text: cutBytes(textOf(description), descriptionBytesMax),
    url: textOf(url),
    button: textOf(part.btntxt) || "详情",
  };
}

function checkUrl(url: string): void {
  if (!url) throw new Refusal(42028);
  if (bytesOf(url) > urlBytesMax) throw new Refusal(40039, "url too long");
  if (!/^(https?|weixin|wxwork):\/\//.test(url)) throw new Refusal(40127, "unsupported uri scheme");
}

function news(msgtype: string, raw: unknown[]): Content {
  if (raw.length < 1 || raw.length > articlesMax) throw new Refusal(45008);
  const articles = raw.map(objectOf).map((article) => {
    if (!textOf(article.title)) throw new Refusal(42033);
    if (msgtype === "news" && !textOf(article.appid)) checkUrl(textOf(article.url));
    return {
      title: cutBytes(textOf(article.title), titleBytesMax),
      text: cutBytes(textOf(article.description ?? article.digest), descriptionBytesMax),
      url: textOf(article.url ?? article.content_source_url),
    };
  });
  return { kind: "news", articles };
}

function miniprogram(part: Record<string, unknown>): Content {
  if (!textOf(part.appid)) throw new Refusal(42030);
  if (!textOf(part.title)) throw new Refusal(42033);
  const lines = listOf(part.content_item).map(objectOf);
  const text = lines.map((each) => `${textOf(each.key)}：${textOf(each.value)}`).join("\n");
  return { kind: "link", title: textOf(part.title), text: textOf(part.description) || text, url: "", button: "小程序" };
}
