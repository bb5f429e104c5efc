import { expect, test } from "vitest";
import { localRoute, toPublicUrl } from "./public-address.ts";

const address = {
  publicOrigin: "https://shop.example.com",
  appOrigin: () => "http://localhost:3000",
};

test.each([
  ["http://localhost:3000/sms?a=b#rc=1", "https://shop.example.com/sms?a=b#rc=1"],
  ["http://localhost:3000", "https://shop.example.com"],
  ["http://localhost:3000?x=1", "https://shop.example.com?x=1"],
  ["http://me:p%40ss@localhost:3000/it's", "https://me:p%40ss@shop.example.com/it's"],
  ["https://shop.example.com/sms", "https://shop.example.com/sms"],
  ["http://localhost:3001/sms", "http://localhost:3001/sms"],
  ["http://localhost:30000/sms", "http://localhost:30000/sms"],
  ["nonsense", "nonsense"],
])("%s is signed as %s", (url, signed) => {
  expect(toPublicUrl(url, address)).toBe(signed);
});

test("only what is below the public address goes to the app, as a tunnel would send it", () => {
  expect(localRoute("https://shop.example.com/sms", address)).toEqual({
    origin: "http://localhost:3000",
    headers: {
      Host: "shop.example.com",
      "X-Forwarded-For": "127.0.0.1",
      "X-Forwarded-Host": "shop.example.com",
      "X-Forwarded-Proto": "https",
    },
  });
  for (const url of ["http://shop.example.com/", "https://shop.example.com.evil.test/", "x"])
    expect(localRoute(url, address)).toBeUndefined();
});
