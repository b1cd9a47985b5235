// Staff who take over reach the visitor unasked; nobody is asked for news while nobody looks.

import assert from "node:assert/strict";
import { test } from "node:test";
import { withNews } from "./fake_api.js";
import {
  ask, HOST_URL, items, launcher, openChat, pass, PHONE_SCREEN, replyWith, said, settled, useBrowser, WIDE_SCREEN, withClock,
} from "./support.js";

useBrowser();

const MINUTE_MS = 60_000;

// The chat on the clinic's page, opened, with news from `news`; the steps get what was asked.
function withNewsOf(options, news, steps) {
  return withClock(options, async (page) => {
    await page.goto(HOST_URL);
    const asked = await withNews(page, news);
    await openChat(page);
    return asked;
  }, steps);
}

async function look(page, state) {
  await page.evaluate((value) => {
    Object.defineProperty(document, "visibilityState", { value, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  }, state);
}

test("a take-over by staff arrives within 20 s, named, marked and said once; the way back too", () => {
  const news = {};
  return withNewsOf(PHONE_SCREEN, news, async (page, asked) => {
    await ask(page, "靴の選び方");
    await replyWith(page, "クッション");
    await settled(page);
    Object.assign(news, { mode: "human", messages: [
      { id: "90", from: "user", text: "靴の選び方" }, { id: "91", from: "staff", text: "受付の田中です。" },
    ] });
    await pass(page, 22_000);
    await items(page, ".staff").waitFor();
    assert.match(await items(page, ".staff").innerText(), /^スタッフ\s+受付の田中です。$/);
    assert.ok(await page.locator(".line.human").isVisible());
    assert.equal(await items(page, ".user").count(), 1);
    const before = asked.length;
    await pass(page, 15_000);
    assert.ok(asked.length - before >= 2 && asked.length - before <= 4, `${asked.length - before} polls in 15 s`);
    assert.equal(asked.at(-1), "91");
    assert.equal(await items(page, ".staff").count(), 1);
    Object.assign(news, { mode: "bot", messages: [] });
    await pass(page, 6000);
    await page.getByText("自動案内にもどりました").waitFor();
    assert.equal(await page.locator(".line.human").count(), 0);
  });
});

test("without a message of the visitor, and 30 minutes after the last one, nothing is asked", () =>
  withNewsOf(WIDE_SCREEN, {}, async (page, asked) => {
    await pass(page, MINUTE_MS);
    assert.equal(asked.length, 0);
    await ask(page, "靴の選び方");
    await replyWith(page, "クッション");
    await settled(page);
    await pass(page, MINUTE_MS);
    assert.ok(asked.length >= 2 && asked.length <= 4, `${asked.length} polls in a minute`);
    await page.clock.fastForward(31 * MINUTE_MS);
    const before = asked.length;
    await pass(page, MINUTE_MS);
    assert.ok(asked.length - before <= 1);
  }));

test("closed or hidden, nothing is asked; coming back asks at once", () =>
  withNewsOf(WIDE_SCREEN, {}, async (page, asked) => {
    await ask(page, "靴の選び方");
    await replyWith(page, "クッション");
    await settled(page);
    await look(page, "hidden");
    await pass(page, MINUTE_MS);
    assert.equal(asked.length, 0);
    await look(page, "visible");
    await pass(page, 1000);
    assert.equal(asked.length, 1);
    await page.getByRole("button", { name: "閉じる" }).click();
    await pass(page, MINUTE_MS);
    assert.equal(asked.length, 1);
    await launcher(page).click();
    await pass(page, 1000);
    assert.equal(asked.length, 2);
  }));

test("after a reload one question fetches what staff wrote meanwhile", () => {
  const news = {};
  return withNewsOf(WIDE_SCREEN, news, async (page, asked) => {
    await ask(page, "靴の選び方");
    await replyWith(page, "クッション");
    await settled(page);
    Object.assign(news, { mode: "human", messages: [{ id: "95", from: "staff", text: "お電話しました。" }] });
    await page.reload();
    await launcher(page).click();
    await items(page, ".staff").waitFor();
    assert.equal(asked.length, 1);
    assert.equal((await said(page)).filter((text) => text.includes("お電話しました。")).length, 1);
  });
});
