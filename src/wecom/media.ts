// Files on their way to the platform: read, checked against its limits before anything is sent, and remembered, so
// that a repeated message carries the same media id and the platform can recognise it.
import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { basename, extname } from "node:path";
import { ChannelError } from "../errors.ts";

export type MediaKind = "image" | "file";
export interface Media {
  content: Buffer;
  name: string;
  type: string;
}

const MIB = 1024 * 1024;
const BYTES_MAX: Record<MediaKind, number> = { image: 10 * MIB, file: 20 * MIB };
const BYTES_MIN = 6;
/** Media live for three days; an id is used again for a little less. */
const KEEP_MS = 2.5 * 24 * 3_600_000;
const REMEMBERED_MAX = 500;

const TYPES: Record<string, string> = {
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".pdf": "application/pdf",
  ".csv": "text/csv",
  ".txt": "text/plain",
  ".json": "application/json",
  ".zip": "application/zip",
  ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/** Throws ChannelError "give-up" on what the platform would refuse. `file` is a path or a data: URL. */
export async function readMedia(file: string, kind: MediaKind, name = basename(file)): Promise<Media> {
  const data = /^data:([\w./+-]+);base64,/.exec(file);
  if (data) {
    const content = Buffer.from(file.slice(data[0].length), "base64");
    if (content.length < BYTES_MIN) refuse(`${name} is empty`);
    if (content.length > BYTES_MAX[kind]) refuse(`${name} is larger than ${BYTES_MAX[kind] / MIB} MiB`);
    return { content, name, type: data[1] ?? "application/octet-stream" };
  }
  const size = await stat(file).then(
    ({ size }) => size,
    () => refuse(`file cannot be read: ${basename(file)}`),
  );
  if (size < BYTES_MIN) refuse(`${basename(file)} is empty`);
  if (size > BYTES_MAX[kind]) refuse(`${basename(file)} is larger than ${BYTES_MAX[kind] / MIB} MiB`);
  const content = await readFile(file);
  if (kind === "image" && !isPicture(content)) refuse(`${basename(file)} is neither PNG nor JPEG`);
  return { content, name, type: TYPES[extname(name).toLowerCase()] ?? "application/octet-stream" };
}

/** The upload of a content that is already there costs nothing. */
export function rememberUploads(
  upload: (media: Media, kind: MediaKind) => Promise<string>,
  now: () => Date,
): { idOf(media: Media, kind: MediaKind): Promise<string>; forget(mediaId: string): void } {
  const known = new Map<string, { mediaId: string; until: number }>();
  return {
    idOf: async (media, kind) => {
      const key = createHash("sha256").update(`${kind}\n${media.name}\n`).update(media.content).digest("hex");
      const found = known.get(key);
      if (found !== undefined && found.until > now().getTime()) return found.mediaId;
      const mediaId = await upload(media, kind);
      known.delete(key);
      known.set(key, { mediaId, until: now().getTime() + KEEP_MS });
      const oldest = known.keys().next();
      if (known.size > REMEMBERED_MAX && !oldest.done) known.delete(oldest.value);
      return mediaId;
    },
    forget: (mediaId) => {
      for (const [key, entry] of known) if (entry.mediaId === mediaId) known.delete(key);
    },
  };
}

function refuse(words: string): never {
  throw new ChannelError("media/upload", null, "give-up", words);
}

function isPicture(content: Buffer): boolean {
  return content.subarray(0, 4).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47])) || content.readUInt16BE(0) === 0xffd8;
}
