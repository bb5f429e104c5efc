import { message, response, write } from "@repartee/markup";
import express from "express";
import { startApp } from "./app.ts";

/** What each path answers: a document, or one made from the parameters. */
export type Documents = Readonly<
  Record<string, string | ((fields: Record<string, string>) => string)>
>;

/** A request as the app has read it. */
export interface Asked {
  readonly path: string;
  readonly url: string;
  readonly method: string;
  readonly signature: string;
  readonly fields: Record<string, string>;
}

/** An app that answers each path with a document, and what it was asked. */
export async function documents(
  answers: Documents,
): Promise<{ readonly url: string; readonly asked: readonly Asked[] }> {
  const asked: Asked[] = [];
  const app = express();
  const url = await startApp(app);
  app.use(express.urlencoded({ extended: false }), (req, res) => {
    const { path, method } = req;
    const fields: Record<string, string> = method === "GET" ? { ...req.query } : req.body;
    const signature = req.get("X-Twilio-Signature") ?? "";
    asked.push({ path, url: url + req.originalUrl, method, signature, fields });
    const answer = answers[path];
    if (answer === undefined) return void res.status(404).end();
    res.type("text/xml").send(typeof answer === "string" ? answer : answer(fields));
  });
  return { url, asked };
}

/** A document that replies with these texts. */
export function says(...texts: readonly string[]): string {
  return write(response(...texts.map((text) => message(text))));
}
