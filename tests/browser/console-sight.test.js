// Every screen of the console, wide and at 320 px: nothing that axe finds, nothing pushed sideways, targets of 44 px, no
// word of the browser about the page's policy.

import assert from "node:assert/strict";
import { test } from "node:test";
import { BOOKING, faults, picture, SENDS, staff, useConsoleBrowser, visitor } from "./console.js";

let chief;
const SCREENS = new Map([
  ["today", "/console/"], ["conversations", "/console/conversations/"], ["filtered", "/console/conversations/?q=ひざ&status=open&from=x"],
  ["unanswered", "/console/unanswered/"], ["training", "/console/training/"], ["queue", "/console/queue/"],
  ["metrics", "/console/metrics/"], ["settings", "/console/settings/"], ["users", "/console/settings/users"],
  ["tags", "/console/settings/tags"], ["canned", "/console/settings/canned"], ["masking", "/console/settings/masking"],
  ["audit", "/console/settings/audit"], ["erasure", "/console/settings/erasure"], ["export", "/console/conversations/export"],
  ["factors", "/console/account/factors/"], ["passkey", "/console/account/factors/webauthn/add/"],
  ["password", "/console/account/password/change/"], ["not-found", "/console/nothing/"],
]);

async function prepare() {
  chief = await staff("sight", "manager");
  const { page } = chief;
  for (const text of ["人と話したいです", "膝の水を抜いたほうがいいですか", "膝が真っ赤に腫れて38度の熱があります"]) await (await visitor()).say(text);
  const booking = await visitor();
  for (const text of BOOKING) await booking.say(text);
  await booking.tap(SENDS);
  await page.goto("/console/conversations/?red=any");
  SCREENS.set("conversation", await page.locator("[data-open]").first().getAttribute("href"));
  await page.goto("/console/queue/?kind=booking");
  SCREENS.set("booking", await page.locator("[data-open]").first().getAttribute("href"));
  await page.goto("/console/conversations/?status=open");
  await page.locator("[data-open]").last().click();
  await page.getByRole("button", { name: "引き継ぐ" }).click();
  SCREENS.set("taken-over", page.url());
}

useConsoleBrowser(prepare, () => chief?.context.close());

for (const width of [1280, 320]) {
  test(`every screen at ${width} px`, async (t) => {
    const { page, context } = chief;
    await page.setViewportSize({ width, height: 900 });
    for (const [name, url] of SCREENS) {
      await t.test(name, async () => {
        context.complaints.length = 0;
        await page.goto(url);
        await page.locator("h1").waitFor();
        await page.waitForLoadState("networkidle");
        assert.deepEqual(await faults(page), []);
        const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.equal(sideways, 0);
        assert.deepEqual(await small(page), []);
        assert.deepEqual(context.complaints, []);
        await picture(page, `console-${name}-${width}`);
      });
    }
  });
}

// Buttons, fields and links by themselves; a checkbox counts with its label.
function small(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll("main a, main button, main select, main summary, main label.tick, main input:not([type=hidden], [type=checkbox])")]
      .filter((element) => element.checkVisibility() && element.getBoundingClientRect().height < 43.5)
      .map((element) => element.outerHTML.slice(0, 100)));
}
