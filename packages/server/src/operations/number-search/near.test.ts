import { expect, test } from "vitest";
import { milesBetween, readPoint } from "./near.ts";

test("San Francisco and Los Angeles are 347 miles apart", () => {
  const sanFrancisco = { latitude: 37.7749, longitude: -122.4194 };
  const losAngeles = { latitude: 34.0522, longitude: -118.2437 };
  expect(milesBetween(sanFrancisco, losAngeles)).toBeCloseTo(347.4, 0);
  expect(milesBetween(sanFrancisco, sanFrancisco)).toBe(0);
});

test.each([
  ["37.840699,-122.461853", { latitude: 37.840699, longitude: -122.461853 }],
  [" 38 , -90 ", { latitude: 38, longitude: -90 }],
  ["91,0", undefined],
  ["0,181", undefined],
  ["38", undefined],
  ["north,west", undefined],
])("reads %j", (text, point) => {
  expect(readPoint(text)).toEqual(point);
});
