// The page's own side: its document and files, a stream of events, and one address for what people do on it.
// It is for the person at this computer: requests made by other sites' pages are refused.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import express, { type NextFunction, type Request, type RequestHandler, type Response, Router } from "express";
import { z } from "zod";
import { InputError } from "../errors.ts";
import { describe } from "../log.ts";
import { Refusal } from "./api/refusal.ts";
import type { Faults } from "./faults.ts";
import { clockTarget } from "./page-clock.ts";
import { customerView, entryView, findCustomers, pageState } from "./page-view.ts";
import type { Phones } from "./phones.ts";
import type { SimulatorOptions } from "./simulator.ts";
import type { World, WorldEvent } from "./world.ts";

const folder = join(dirname(fileURLToPath(import.meta.url)), "page");
const beatMs = 10_000; // keeps proxies from closing the stream, and the shown clock honest
const settleMs = 60; // many changes of people in one breath become one full state
const streamsMax = 20;

const security = {
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'self'; form-action 'none'; frame-ancestors 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cache-control": "no-cache",
};

const userId = z.string().min(1).max(64);
const externalId = z.string().min(1).max(64);
const text = z.string().min(1).max(2_000);
const fault = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("errcode"), code: z.int() }),
  z.object({ kind: z.literal("http"), status: z.int().min(400).max(599) }),
  z.object({ kind: z.literal("hang") }),
  z.object({ kind: z.literal("slow"), ms: z.int().min(1).max(60_000) }),
  z.object({ kind: z.literal("malformed") }),
  z.object({ kind: z.literal("drop") }),
  z.object({ kind: z.literal("lost-answer") }),
]);

const act = z.discriminatedUnion("act", [
  z.object({ act: z.literal("say"), userId, text }),
  z.object({
    act: z.literal("press"),
    userId,
    taskId: z.string().max(128),
    key: z.string().max(1_024),
    selected: z.record(z.string(), z.array(z.string())).optional(),
  }),
  z.object({ act: z.literal("menu"), userId, key: z.string().max(128) }),
  z.object({ act: z.literal("confirm"), userId, msgid: z.string() }),
  z.object({ act: z.literal("customer-says"), externalId, userId, text }),
  z.object({ act: z.literal("customer-deletes"), externalId, userId }),
  z.object({ act: z.literal("customer-adds"), externalId, userId }),
  z.object({ act: z.literal("new-customer"), userId, name: z.string().min(1).max(40) }),
  z.object({ act: z.literal("find-customers"), text: z.string().max(40) }),
  z.object({ act: z.literal("open-customer"), externalId }),
  z.object({
    act: z.literal("clock"),
    move: z.enum(["hour", "tomorrow", "monday", "to"]),
    at: z.string().max(40).default(""),
  }),
  z.object({ act: z.literal("fault"), path: z.string().max(80), fault, times: z.int().min(1).max(1_000) }),
  z.object({ act: z.literal("callback-fault"), fault: z.enum(["duplicate", "duplicate-new-nonce", "hold"]) }),
  z.object({ act: z.literal("token"), how: z.enum(["revoke", "expire"]) }),
  z.object({ act: z.literal("trusted-ip"), trusted: z.boolean() }),
  z.object({ act: z.literal("clear-faults") }),
]);
type Act = z.infer<typeof act>;

export interface Page {
  router: Router;
  documentAt(prefix: string): RequestHandler;
  close(): void;
}

export function createPage(
  world: World,
  phones: Phones,
  faults: Faults,
  options: SimulatorOptions,
  listen: (listener: (event: WorldEvent) => void) => void,
): Page {
  const streams = new Set<Response>();
  let busy = false;
  let settling: NodeJS.Timeout | null = null;
  const beat = setInterval(() => broadcast(clockView()), beatMs);
  beat.unref();
  listen(onEvent);

  const router = Router();
  router.get("/", (req, res) => void sendDocument(res, req.baseUrl));
  router.get("/page/api/events", openStream);
  router.get("/page/api/media/:id", sendMedia);
  router.post("/page/api/act", refuseOtherSites, express.json({ limit: "64kb" }), onAct);
  router.use("/page", (_req, res, next) => {
    res.set(security);
    next();
  });
  router.use("/page", express.static(folder, { index: false, cacheControl: false }));

  return {
    router,
    documentAt: (prefix) => (_req, res) => void sendDocument(res, prefix),
    close() {
      clearInterval(beat);
      if (settling) clearTimeout(settling);
      for (const stream of streams) stream.end();
      streams.clear();
    },
  };

  function sendDocument(res: Response, prefix: string): void {
    const html = readFileSync(join(folder, "index.html"), "utf8").replace("{{base}}", `${prefix}/page/`);
    res.set(security).type("html").send(html);
  }

  function openStream(req: Request, res: Response): void {
    if (streams.size >= streamsMax) return void res.status(503).end();
    res.set({ "content-type": "text/event-stream", "cache-control": "no-store", "x-accel-buffering": "no" });
    res.write("retry: 800\n\n");
    res.write(frame({ kind: "all", state: whole() }));
    streams.add(res);
    req.on("close", () => streams.delete(res));
  }

  function whole() {
    return { ...pageState(world, faults, options), busy };
  }

  function broadcast(view: object): void {
    const line = frame(view);
    for (const stream of streams) stream.write(line);
  }

  function clockView() {
    return { kind: "clock", now: world.now().toISOString(), busy };
  }

  function onEvent(event: WorldEvent): void {
    if (streams.size === 0) return;
    switch (event.kind) {
      case "entry":
        broadcast({ kind: "entry", userId: event.userId, entry: entryView(world, event.entry) });
        break;
      case "customer":
        broadcast({ kind: "customer", customer: customerView(world, event.externalId) });
        break;
      case "clock":
      case "busy":
        broadcast(clockView());
        break;
      case "faults":
        broadcast({ kind: "faults", faults: faults.state, dropped: world.state.dropped.length });
        break;
      case "people":
      case "all":
        settling ??= setTimeout(() => {
          settling = null;
          broadcast({ kind: "all", state: whole() });
        }, settleMs);
    }
  }

  async function onAct(req: Request, res: Response): Promise<void> {
    const parsed = act.safeParse(req.body);
    if (!parsed.success) return void res.status(400).json({ error: z.prettifyError(parsed.error) });
    try {
      res.json({ ok: true, ...(await perform(parsed.data)) });
    } catch (error) {
      const expected = error instanceof InputError || error instanceof Refusal;
      if (!expected) world.log.error("simulator.page-act-failed", { error: describe(error) });
      res.status(expected ? 409 : 500).json({ error: error instanceof Error ? error.message : String(error) });
    }
  }

  async function perform(input: Act): Promise<object> {
    switch (input.act) {
      case "say":
        return taken(await phones.say(input.userId, input.text));
      case "press":
        return taken(await phones.press(input.userId, input.taskId, input.key, input.selected));
      case "menu":
        return taken(await phones.clickMenu(input.userId, input.key));
      case "confirm":
        return { statuses: phones.confirmMassMessage(input.userId, input.msgid) };
      case "customer-says":
        return { entry: phones.customerSays(input.externalId, input.userId, input.text).id };
      case "customer-deletes":
        return taken(await phones.customerDeletes(input.externalId, input.userId));
      case "customer-adds":
        return taken(await phones.customerAdds(input.externalId, input.userId));
      case "new-customer": {
        const { externalId: added, pushed } = await phones.addCustomer(input);
        return { externalId: added, ...taken(pushed) };
      }
      case "find-customers":
        return { customers: findCustomers(world, input.text) };
      case "open-customer":
        return { customer: customerView(world, input.externalId) };
      case "clock":
        return moveClock(input.move, input.at);
      case "fault":
        faults.add(input.path, input.fault, input.times);
        return {};
      case "callback-fault":
        faults.nextCallback(input.fault);
        return {};
      case "token":
        if (input.how === "revoke") faults.revokeToken();
        else faults.expireToken();
        return {};
      case "trusted-ip":
        faults.trustIp(input.trusted);
        return {};
      case "clear-faults":
        faults.clear();
        return {};
    }
  }

  async function moveClock(move: "hour" | "tomorrow" | "monday" | "to", at: string): Promise<object> {
    if (!options.clock) throw new InputError("这里的时钟不能移动");
    if (busy) throw new InputError("时钟正在移动，请稍候");
    const target = clockTarget(world.now(), move, at);
    busy = true;
    broadcast(clockView());
    try {
      await options.clock.moveTo(target);
    } finally {
      busy = false;
      broadcast(clockView());
    }
    return {};
  }

  function sendMedia(req: Request, res: Response): void {
    const media = world.state.media[String(req.params.id)];
    const bytes = media ? world.readMedia(media.id) : null;
    if (!media || !bytes) return void res.status(404).end();
    const inline = media.mime.startsWith("image/") ? "inline" : "attachment";
    res.set({ ...security, "content-type": media.mime });
    res.set("content-disposition", `${inline}; filename*=UTF-8''${encodeURIComponent(media.name)}`);
    res.end(bytes);
  }
}

function taken(pushed: { taken: boolean; complaint: string | null }): object {
  return { taken: pushed.taken, complaint: pushed.complaint };
}

function frame(view: object): string {
  return `data: ${JSON.stringify(view)}\n\n`;
}

/** A header that a foreign page cannot set without a preflight, which nobody answers. */
function refuseOtherSites(req: Request, res: Response, next: NextFunction): void {
  if (req.get("x-simulator-page") !== "1") return void res.status(403).json({ error: "only for the page" });
  next();
}
