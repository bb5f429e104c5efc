import type { Request } from "express";
import { RestError } from "./rest-error.ts";

/** What a path that leads nowhere is answered with: 20404, and what there is instead. */
export function notFound(req: Pick<Request, "originalUrl">): RestError {
  const [path = ""] = req.originalUrl.split("?", 1);
  return new RestError(
    20404,
    `The requested resource ${path} was not found. There are Messages.json, Messages/{Sid}.json, Messages/{Sid}/Media.json and Messages/{Sid}/Media/{Sid} under /2010-04-01/Accounts/{AccountSid}.`,
  );
}
