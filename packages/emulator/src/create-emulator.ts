import { sniffType } from "@repartee/media";
import { type AccountSid, isAcceptedMedia } from "@repartee/protocol";
import type { Runtime } from "@repartee/runtime";
import {
  type Clock,
  type Locate,
  type MessageMoved,
  type SendCore,
  type SenderDirectory,
  storageRefusal,
} from "@repartee/send-core";
import express, { type ErrorRequestHandler, type Router } from "express";
import type { ExchangeChangedEvent, MessageMovedEvent } from "./api/api-types.ts";
import { emulatorConfig, type ShownApp } from "./api/emulator-config.ts";
import { openapi } from "./api/openapi.ts";
import { sendFromPhone } from "./api/send-from-phone.ts";
import type { MediaTypeRules } from "./http/media-type.ts";
import { sendProblem } from "./http/problem.ts";
import { type Authenticate, requireCredentials } from "./http/require-credentials.ts";
import { sameOrigin } from "./http/same-origin.ts";
import { serveMedia } from "./http/serve-media.ts";
import { builtPage, serveAssets, servePage } from "./http/serve-page.ts";
import { listExchanges, oneExchange } from "./inspector/exchanges.ts";
import { explainRoute } from "./inspector/explain-route.ts";
import { createLiveEvents } from "./live/live-events.ts";
import { knownPhones } from "./phones/known-phones.ts";
import { mediaRoute } from "./phones/media-url.ts";
import { isoDate } from "./phones/message-view.ts";
import { phoneMessages } from "./phones/phone-messages.ts";
import { type Handsets, phoneState, stateOf, switchPhone } from "./phones/phone-state.ts";

/** What the emulator shows, and how. */
export interface EmulatorOptions extends Partial<MediaTypeRules> {
  readonly runtime: Runtime;
  readonly sendCore: SendCore;
  readonly senders: SenderDirectory;
  /** The network's handsets, to be switched off and on. */
  readonly handsets: Handsets;
  readonly account: { readonly sid: AccountSid };
  /** Shown to the user; where messages really go is each sender's own webhook. */
  readonly webhookUrl?: string | undefined;
  /** The app on this machine that is asked. Default: its state is not known. */
  readonly app?: ShownApp | undefined;
  /** Default: URLs lead where they are configured to. */
  readonly locate?: Locate | undefined;
  readonly clock: Clock;
  /** The folder of the built page. Default: the one that belongs to this package. */
  readonly assets?: string | undefined;
  /** Host names, without port, that the page answers to beside the loopback ones. Default: none. */
  readonly allowedHosts?: readonly string[] | undefined;
  /**
   * Asked about the `Authorization` header of other machines' requests. Default: only this machine is
   * answered.
   */
  readonly authenticate?: Authenticate | undefined;
  /** Told of what broke while a request was answered. */
  readonly onError?: ((error: unknown) => void) | undefined;
}

/** The phone page, the inspector and their API. */
export interface Emulator {
  /** To be mounted at `/`; it leaves paths that are not its own to the next router. */
  readonly router: Router;
  /** Ends the live streams, so that the server can close. */
  close(): void;
}

/** Makes the phone page and its API on top of a running platform. */
export function createEmulator(options: EmulatorOptions): Emulator {
  const { runtime, sendCore, senders, handsets, clock, webhookUrl, app } = options;
  const { locate = (url) => url } = options;
  const accountSid = options.account.sid;
  const page = options.assets ?? builtPage;
  const exchanges = { runtime, sendCore, accountSid, locate };
  const rules = {
    sniffType: options.sniffType ?? sniffType,
    isAccepted: options.isAccepted ?? isAcceptedMedia,
  };

  const events = createLiveEvents({ clock });
  const stops = [
    sendCore.subscribe((moved) => events.emit("message", movedEvent(moved))),
    runtime.subscribe(({ sid, kind, from, to, finishedAt }) => {
      const changed: ExchangeChangedEvent = { sid, kind, from, to, finished: finishedAt !== null };
      events.emit("exchange", changed);
    }),
    handsets.onSwitched((number) => events.emit("phone", stateOf(number, handsets))),
  ];

  const router = express.Router();
  router.get("/healthz", (_req, res) => void res.json({ status: "ok" }));
  const guard = sameOrigin({ allowedHosts: options.allowedHosts ?? [] });
  const others = requireCredentials(options.authenticate);
  router.use("/emulator", others, guard, (_req, res, next) => {
    res.set({
      "Cross-Origin-Resource-Policy": "same-origin",
      "X-Content-Type-Options": "nosniff",
      "Referrer-Policy": "no-referrer",
    });
    next();
  });
  router.get("/", others, guard, servePage(page));
  router.use("/emulator/assets", serveAssets(page));
  router.post(
    "/emulator/v1/phones/:number/messages",
    sendFromPhone({ ...rules, runtime, sendCore }),
  );
  router.get("/emulator/v1/phones/:number/messages", phoneMessages(sendCore));
  router.get("/emulator/v1/phones/:number", phoneState(handsets));
  router.put("/emulator/v1/phones/:number", readState, switchPhone(handsets));
  router.get("/emulator/v1/phones", knownPhones(sendCore, accountSid));
  router.get("/emulator/v1/messages/:sid/story", explainRoute({ sendCore, accountSid }));
  router.get(mediaRoute, serveMedia(sendCore));
  router.get("/emulator/v1/exchanges", listExchanges(exchanges));
  router.get("/emulator/v1/exchanges/:sid", oneExchange(exchanges));
  const shown = { senders, accountSid, webhookUrl, app, locate };
  router.get("/emulator/v1/config", emulatorConfig(shown));
  router.get("/emulator/v1/events", (req, res) => events.open(res, req.get("Last-Event-ID")));
  router.get("/emulator/v1/openapi.json", (_req, res) => void res.json(openapi));
  router.use("/emulator", (req, res) => {
    const sentence = `${req.method} ${req.originalUrl} was not found.`;
    sendProblem(res, { code: 20404, sentence });
  });
  router.use("/emulator", failed(options.onError));

  return {
    router,
    close() {
      for (const stop of stops) stop();
      events.close();
    },
  };
}

// Of any declared type: curl declares a form unless a header says otherwise.
const readState = express.json({ limit: "1kb", type: () => true });

function movedEvent({ message, event }: MessageMoved): MessageMovedEvent {
  const { sid, direction, from, to } = message;
  return { sid, direction, from, to, status: event.status, at: isoDate(event.at) };
}

function failed(onError: ((error: unknown) => void) | undefined): ErrorRequestHandler {
  return function failed(error, _req, res, next) {
    if (res.headersSent) return next(error);
    // Express marks what the client got wrong, such as a stray % in the path.
    if (error?.type === "entity.parse.failed") {
      return sendProblem(res, { code: 20422, sentence: "The body is not JSON." });
    }
    if (error?.status === 413) {
      const sentence = `The body is larger than ${error.limit} bytes.`;
      return sendProblem(res, { code: 20413, sentence }, 413);
    }
    if (error?.status === 415) {
      const sentence = "The body must be JSON in UTF-8, without a Content-Encoding.";
      return sendProblem(res, { code: 20415, sentence }, 415);
    }
    if (error?.status === 400) {
      return sendProblem(res, { code: 20404, sentence: "The path cannot be read." }, 400);
    }
    onError?.(error);
    const refusal = storageRefusal(error);
    if (refusal) return sendProblem(res, refusal);
    sendProblem(res, { code: 20500, sentence: "Internal error; the log says more." }, 500);
  };
}
