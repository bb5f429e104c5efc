import type { ConfiguredAccount } from "@repartee/send-core";
import type { Request, Response } from "express";
import type { Caller } from "../auth/authenticate.ts";
import type { Fields } from "./fields.ts";

/** The products of the platform that are played here, by the first label of their hosts. */
export type Product = "api" | "accounts" | "messaging" | "lookups" | "monitor" | "pricing" | "iam";

/** One operation of the API: a row of the table in the README. */
export interface Operation {
  readonly product: Product;
  readonly method: "GET" | "POST" | "DELETE";
  /** As the platform's documentation writes it; of the 2010 API without its extension. */
  readonly path: string;
  /** What is not as on the platform. Default: nothing. */
  readonly differs?: string | undefined;
  /** The body of a POST is not read: it may be JSON, or anything else. Default: false. */
  readonly ignoresBody?: boolean | undefined;
  readonly run: (call: Call) => Promise<Answer>;
}

/** An authenticated call of an operation. */
export interface Call extends Caller {
  readonly operation: Operation;
  /** The account that the path names, else the one whose credentials these are. */
  readonly account: ConfiguredAccount;
  /** The names in braces of the operation's path. */
  readonly path: Readonly<Record<string, string>>;
  /** `json` unless the extension says otherwise; `none` has none, where that makes a difference. */
  readonly format: "json" | "xml" | "none";
  readonly query: Fields;
  readonly form: Fields;
  /** Where the caller has found the API, such as `https://messaging.twilio.com`. */
  readonly origin: string;
  readonly req: Request;
}

/** What a call is answered with; without a body it is empty. */
export type Answer =
  | { readonly status: number; readonly body?: object }
  | { readonly send: (res: Response) => void };
