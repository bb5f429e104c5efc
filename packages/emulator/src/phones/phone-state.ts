import { isE164 } from "@repartee/protocol";
import type { RequestHandler, Response } from "express";
import type { PhoneState } from "../api/api-types.ts";
import { sendProblem } from "../http/problem.ts";

/** The handsets of a network that can be switched off. */
export interface Handsets {
  isSwitchedOff(number: string): boolean;
  switchOff(number: string, isOff?: boolean): void;
  /** Tells of each that is switched off or on; the answer ends it. */
  onSwitched(listener: (number: string) => void): () => void;
}

/** Answers how a handset is. */
export function phoneState(handsets: Handsets): RequestHandler<{ number: string }> {
  return function phoneState(req, res) {
    const { number } = req.params;
    if (isHandset(number, res)) res.json(stateOf(number, handsets));
  };
}

/** Switches a handset off or on. */
export function switchPhone(handsets: Handsets): RequestHandler<{ number: string }> {
  return function switchPhone(req, res) {
    const { number } = req.params;
    if (!isHandset(number, res)) return;
    const isOff: unknown = Object(req.body).switched_off;
    if (typeof isOff !== "boolean") {
      const sentence =
        'Send {"switched_off": true} or {"switched_off": false} as application/json.';
      return sendProblem(res, { code: 20422, sentence });
    }
    handsets.switchOff(number, isOff);
    res.json(stateOf(number, handsets));
  };
}

/** How a handset is now. */
export function stateOf(number: string, handsets: Handsets): PhoneState {
  return { number, switched_off: handsets.isSwitchedOff(number) };
}

/** Refuses what is no number of a handset. */
export function isHandset(number: string, res: Response): boolean {
  if (isE164(number)) return true;
  const sentence = `A handset has a number in E.164 form, such as +14155550100, got "${number}".`;
  sendProblem(res, { code: 21212, sentence });
  return false;
}
