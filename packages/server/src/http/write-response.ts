import type { Response } from "express";
import type { Found } from "./find-operation.ts";
import type { Answer } from "./operation.ts";
import { type RestError, toErrorBody } from "./rest-error.ts";
import { writeXml } from "./xml/write-xml.ts";
import { xmlRecordName } from "./xml/xml-record-name.ts";

/** Writes the answer of an operation: JSON, or XML in the 2010 API without `.json`. */
export function writeAnswer(answer: Answer, { operation, format }: Found, res: Response): void {
  if ("send" in answer) {
    answer.send(res);
  } else if (answer.body === undefined) {
    res.status(answer.status).end();
  } else if (operation.product !== "api" || format === "json") {
    res.status(answer.status).json(answer.body);
  } else {
    const name = xmlRecordName(operation.path);
    res.status(answer.status).type("xml").send(writeXml(name, answer.body));
  }
}

/** Writes an error in the format of the path. */
export function writeError({ code, message }: RestError, path: string, res: Response): void {
  if (code === 20003) res.set("WWW-Authenticate", 'Basic realm="Twilio API"');
  const body = toErrorBody(code, message);
  res.status(body.status);
  const isXml = /^\/2010-04-01(\/|$)/.test(path) && !path.endsWith(".json");
  if (isXml) res.type("xml").send(writeXml("RestException", body));
  else res.json(body);
}
