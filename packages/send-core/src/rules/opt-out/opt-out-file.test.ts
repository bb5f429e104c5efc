import { expect, onTestFinished, test } from "vitest";
import { exportOptOuts, importOptOuts } from "../../index.ts";
import { accountSid, handset, longCode, openCore, request } from "../../test/open-core.ts";

async function opened() {
  const testCore = await openCore();
  onTestFinished(testCore.close);
  return testCore.core;
}

async function exported({ optOuts }: Awaited<ReturnType<typeof opened>>): Promise<string> {
  let text = "";
  for await (const line of exportOptOuts(optOuts, accountSid)) text += line;
  return text;
}

const csv = `scope,recipient,since
${longCode},${handset},2026-01-31T12:00:00.000Z
MG${"1".repeat(32)},${handset},2026-02-28T00:00:00.000Z
`;

test("what is imported holds, and is exported again", async () => {
  const core = await opened();
  expect(await importOptOuts(core.optOuts, accountSid, csv)).toBe(2);
  expect(await importOptOuts(core.optOuts, accountSid, `\uFEFF${csv}\r\n`)).toBe(0);
  expect(await core.send(request())).toMatchObject({ code: 21610 });
  expect(await exported(core)).toBe(csv);
});

test("START undoes what was imported", async () => {
  const core = await opened();
  await importOptOuts(core.optOuts, accountSid, csv);
  await core.receive({ accountSid, from: handset, to: longCode, body: "START", media: [] });
  expect(await core.send(request())).toMatchObject({ ok: true });
});

test("a long list is exported whole", async () => {
  const core = await opened();
  const lines = Array.from({ length: 2_500 }, (_, index) => {
    return `${longCode},+1415555${String(index).padStart(4, "0")},2026-01-31T12:00:00.000Z\n`;
  });
  const all = `scope,recipient,since\n${lines.join("")}`;
  expect(await importOptOuts(core.optOuts, accountSid, all)).toBe(2_500);
  expect(await exported(core)).toBe(all);
});

test.each([
  ["", "Line 1: expected the header"],
  [`${csv}+12,x,2026-01-31T12:00:00Z`, "Line 4: expected recipient"],
  [csv.replace(longCode, "ACME"), "Line 2: expected scope"],
  [`${csv}${longCode},${handset},tomorrow`, "Line 4: expected since"],
  [`${csv}${longCode},${handset},2026-01-31T12:00:00Z,why`, "Line 4: expected three values, got 4"],
])("refuses all of %j", async (text, sentence) => {
  const core = await opened();
  await expect(importOptOuts(core.optOuts, accountSid, text)).rejects.toMatchObject({
    code: "opt_outs_invalid",
    message: expect.stringContaining(sentence),
  });
  expect(await core.optOuts.list({ accountSid, limit: 1 })).toEqual([]);
});
