// media/upload and media/get: temporary files, three days each by the clock.
import type { Media } from "../state.ts";
import { newId, seconds, type World } from "../world.ts";
import type { ApiCalls, Call } from "./gate.ts";
import { Refusal } from "./refusal.ts";

const mediaMs = 3 * 24 * 3_600_000;
const mediaKept = 300; // oldest are forgotten first
const bytesMin = 5; // "larger than 5 bytes"
const mebi = 1_048_576;
const bytesMax: Record<string, number> = { image: 10 * mebi, voice: 2 * mebi, video: 10 * mebi, file: 20 * mebi };

export function mediaCalls(world: World): ApiCalls {
  return {
    "media/upload": { method: "POST", multipart: true, handle: (call) => upload(world, call) },
    "media/uploadimg": { method: "POST", multipart: true, handle: (call) => uploadPicture(world, call) },
    "media/get": {
      method: "GET",
      handle({ query }) {
        if (!query.media_id) throw new Refusal(41006);
        const media = getMedia(world, query.media_id);
        const bytes = world.readMedia(media.id);
        if (!bytes) throw new Refusal(40007);
        return { file: bytes, mime: media.mime, name: media.name };
      },
    },
  };
}

export function getMedia(world: World, id: string): Media {
  const media = world.state.media[id];
  if (!media || Date.parse(media.createdAt) + mediaMs <= world.now().getTime()) throw new Refusal(40007);
  return media;
}

function upload(world: World, call: Call): Record<string, unknown> {
  const type = call.query.type ?? "";
  const max = bytesMax[type];
  if (max === undefined) throw new Refusal(40004);
  const part = readPart(call);
  if (part.bytes.length > max) throw new Refusal(type === "image" ? 40009 : 45001, "media size out of limit");
  checkKind(type, part.bytes);
  const media = keep(world, type, part);
  return { type, media_id: media.id, created_at: String(seconds(media.createdAt)) };
}

function uploadPicture(world: World, call: Call): Record<string, unknown> {
  const part = readPart(call);
  if (part.bytes.length > 2 * mebi) throw new Refusal(40009, "media size out of limit");
  checkKind("image", part.bytes);
  const media = keep(world, "image", part);
  return { url: `http://p.qpic.cn/local/${media.id}/0` };
}

function keep(world: World, type: string, part: Part): Media {
  const id = newId("", 33);
  const createdAt = world.now().toISOString();
  const media = { id, type, name: part.name, mime: mimeOf(part.bytes), size: part.bytes.length, createdAt };
  world.saveMedia(id, part.bytes);
  world.state.media[id] = media;
  const ids = Object.keys(world.state.media);
  for (const old of ids.slice(0, Math.max(0, ids.length - mediaKept))) delete world.state.media[old];
  world.tell({ kind: "clock" });
  return media;
}

function checkKind(type: string, bytes: Buffer): void {
  if (bytes.length <= bytesMin) throw new Refusal(40006);
  const mime = mimeOf(bytes);
  if (type === "image" && mime !== "image/png" && mime !== "image/jpeg") throw new Refusal(40004);
  if (type === "voice" && !bytes.subarray(0, 5).equals(Buffer.from("#!AMR"))) throw new Refusal(40004);
  if (type === "video" && bytes.subarray(4, 8).toString("latin1") !== "ftyp") throw new Refusal(40004);
}

/** By the first bytes, never by the name: the page serves it under this type. */
export function mimeOf(bytes: Buffer): string {
  if (bytes.subarray(0, 8).equals(Buffer.from("89504e470d0a1a0a", "hex"))) return "image/png";
  if (bytes.subarray(0, 3).equals(Buffer.from("ffd8ff", "hex"))) return "image/jpeg";
  return "application/octet-stream";
}

interface Part {
  name: string;
  bytes: Buffer;
}

/** One part named "media" with a raw UTF-8 `filename`; `filename*` is not understood by the platform. */
function readPart(call: Call): Part {
  const boundary = /boundary="?([^";]+)"?/i.exec(call.contentType)?.[1];
  if (!boundary) throw new Refusal(44001);
  const mark = Buffer.from(`--${boundary}`);
  const start = call.raw.indexOf(mark);
  const headEnd = call.raw.indexOf("\r\n\r\n", start);
  if (start < 0 || headEnd < 0) throw new Refusal(44001);
  const head = call.raw.subarray(start, headEnd).toString("utf8");
  const end = call.raw.indexOf(Buffer.concat([Buffer.from("\r\n"), mark]), headEnd);
  const name = /;\s*filename="([^"]*)"/.exec(head)?.[1] ?? /;\s*filename=([^;\s"]+)/.exec(head)?.[1];
  if (end < 0 || !/name="?media"?/.test(head) || !name) throw new Refusal(44001);
  return { name, bytes: Buffer.from(call.raw.subarray(headEnd + 4, end)) };
}
