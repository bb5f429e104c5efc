import { isHttpUrl, redactUrls } from "@repartee/protocol";
import { z } from "zod";

/** What a refused value is told: `expected a country's ISO code, such as US, got "us"`. */
export function expected(what: string): { error: (issue: { input?: unknown }) => string } {
  return { error: ({ input }) => `expected ${what}, got ${quote(input)}` };
}

const MAX_SHOWN = 60;

/** A value as a line of text has it. */
export function quote(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  // Before it is cut short: without its @, a password could not be recognized.
  const text = redactUrls(JSON.stringify(value) ?? String(value));
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
}

/** Where something of the app is: an http(s) URL, or a path of it. */
export const appLocation: z.ZodType<string> = z
  .string()
  .refine((value) => isPath(value) || isHttpUrl(value), expected("an http(s) URL or a path"));

/** An absolute http(s) URL. */
export const httpUrl: z.ZodType<string> = z
  .string()
  .refine(isHttpUrl, expected("an http(s) URL, such as http://localhost:3000"));

/** Scheme, host and port of an http(s) URL. */
export const httpOrigin: z.ZodType<string> = z
  .string()
  .refine(isOrigin, expected("an http(s) origin without a path, such as https://shop.example.com"));

function isOrigin(value: string): boolean {
  return isHttpUrl(value) && `${new URL(value).origin}/` === new URL(value).href;
}

export const httpMethod: z.ZodType<"GET" | "POST"> = z.enum(["GET", "POST"]);

/** ISO 3166-1, in upper case. */
export const countryCode: z.ZodType<string, string> = z
  .string()
  .regex(/^[A-Z]{2}$/, expected("a country's ISO code, such as US"));

/** Is it a path of the app, and not a URL of its own? */
export function isPath(location: string): boolean {
  return location.startsWith("/") && !location.startsWith("//");
}
