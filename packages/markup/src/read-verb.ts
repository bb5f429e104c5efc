import type { HttpMethod, MessageVerb, RedirectVerb, Verb } from "./document.ts";
import type { XmlElement } from "./read-xml.ts";

/** Takes a warning about the element at this offset. */
export type Warn = (code: number, sentence: string, offset: number) => void;

const messageAttributes = ["to", "from", "action", "method", "statusCallback"] as const;
const redirectAttributes = ["method"] as const;
const verbNames = ["Message", "Redirect"];

/** Reads one verb; `undefined` when it cannot be run, and then a warning says why. */
export function readVerb(element: XmlElement, trim: boolean, warn: Warn): Verb | undefined {
  switch (element.name) {
    case "Message":
    case "Sms": // The verb's legacy name.
      return readMessage(element, trim, warn);
    case "Redirect":
      return readRedirect(element, warn);
    default: {
      const meant = verbNames.find((name) => name.toLowerCase() === element.name.toLowerCase());
      const hint = meant ? ` Did you mean <${meant}>?` : "";
      warn(12200, `<${element.name}> is not allowed in <Response>.${hint}`, element.offset);
      warn(
        14110,
        `<${element.name}> is no verb of a message reply; it is skipped.`,
        element.offset,
      );
      return undefined;
    }
  }
}

function readMessage(element: XmlElement, trim: boolean, warn: Warn): MessageVerb | undefined {
  const attributes = readAttributes(element, messageAttributes, warn);
  const method = readMethod(attributes.method, element, warn);
  if (method === "invalid") return undefined;
  const media: string[] = [];
  const text: string[] = [];
  const isNested = element.children.some((child) => typeof child !== "string");
  for (const child of element.children) {
    if (typeof child === "string") {
      // Between elements, blanks are the document's indentation.
      if (!isNested || child.trim() !== "") text.push(child);
    } else if (child.name === "Body") {
      text.push(readText(child, warn));
    } else if (child.name === "Media") {
      media.push(readText(child, warn).trim());
    } else {
      warn(
        12200,
        `<${child.name}> is not allowed in <${element.name}>; it is skipped.`,
        child.offset,
      );
    }
  }
  const body = text.join("");
  const { to, from, action, statusCallback } = attributes;
  return {
    kind: "message",
    body: trim ? body.trim() : body,
    media,
    ...(to !== undefined && { to }),
    ...(from !== undefined && { from }),
    ...(action !== undefined && { action }),
    ...(statusCallback !== undefined && { statusCallback }),
    ...(method !== undefined && { method }),
  };
}

function readRedirect(element: XmlElement, warn: Warn): RedirectVerb | undefined {
  const method = readMethod(
    readAttributes(element, redirectAttributes, warn).method,
    element,
    warn,
  );
  if (method === "invalid") return undefined;
  const url = textOf(element, warn).trim();
  return { kind: "redirect", url, ...(method !== undefined && { method }) };
}

/** The text of a noun: `Body` and `Media` take no attributes. */
function readText(element: XmlElement, warn: Warn): string {
  for (const [name] of element.attributes) warnAttribute(name, element, warn);
  return textOf(element, warn);
}

function textOf(element: XmlElement, warn: Warn): string {
  return element.children
    .map((child) => {
      if (typeof child === "string") return child;
      warn(
        12200,
        `<${child.name}> is not allowed in <${element.name}>; it is skipped.`,
        child.offset,
      );
      return "";
    })
    .join("");
}

function readAttributes<Name extends string>(
  element: XmlElement,
  known: readonly Name[],
  warn: Warn,
): Partial<Record<Name, string>> {
  const read: Partial<Record<Name, string>> = {};
  for (const [name, value] of element.attributes) {
    const match = known.find((one) => one === name);
    if (match) read[match] = value;
    else warnAttribute(name, element, warn);
  }
  return read;
}

function warnAttribute(name: string, element: XmlElement, warn: Warn): void {
  warn(
    12200,
    `Attribute "${name}" is not allowed in <${element.name}>; it is ignored.`,
    element.offset,
  );
}

function readMethod(
  value: string | undefined,
  element: XmlElement,
  warn: Warn,
): HttpMethod | undefined | "invalid" {
  if (value === undefined || value === "GET" || value === "POST") return value;
  warn(
    14104,
    `method="${value}" in <${element.name}> must be GET or POST; the verb is skipped.`,
    element.offset,
  );
  return "invalid";
}
