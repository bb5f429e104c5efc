import { expect, test } from "vitest";
import { textMark } from "./text-mark.ts";

test.each([
  ["BEGIN:VCARD\nVERSION:3.0", "text/vcard"],
  ["\r\n begin:vcalendar\n", "text/calendar"],
  ["{\\rtf1\\ansi", "text/rtf"],
  ["<svg xmlns='http://www.w3.org/2000/svg'>", "image/svg+xml"],
  ["<!-- a --><!-- b --> <svg>", "image/svg+xml"],
  [`${"<!---->".repeat(500)}<svg>`, "image/svg+xml"],
  [`<!--${"x".repeat(5_000)}--><script>`, "text/html"],
  [
    '<?xml version="1.0"?><!-- a --><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN">',
    "image/svg+xml",
  ],
  ['<?xml version="1.0"?><?xml-stylesheet href="a>b"?><svg>', "image/svg+xml"],
  ['<svg:svg xmlns:svg="http://www.w3.org/2000/svg">', "image/svg+xml"],
  ["<smil><body/></smil>", "application/smil"],
  ["<!doctype HTML>", "text/html"],
  ["<!--><script>alert(1)</script>-->", "text/html"],
  ["<!-- x --!><html>", "text/html"],
  ["<?php ?><html>", "text/html"],
  ['<?xml version="1.0"?><feed/>', "application/xml"],
  ["<!-- x --><!DOCTYPE note>", "application/xml"],
  ["<?xml version='1.0'?><!-- without an end", "application/xml"],
  ["<svgs>", undefined],
  ["<3 you", undefined],
  ["<!-- <svg>", undefined],
  ["svg", undefined],
  ["", undefined],
])("%j is %s", (text, type) => {
  expect(textMark(text)).toBe(type);
});
