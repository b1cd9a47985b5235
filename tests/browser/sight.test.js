// What a visitor sees: text sizes, narrow and wide screens, tables; and the pictures that a person looks at.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  ask, CHAT_URL, inChat, PHONE, PHONE_SCREEN, replyWith, screenshot, sidewaysScroll, useBrowser, WIDE_SCREEN, withPage,
} from "./support.js";

useBrowser();

const NARROW_SCREEN = { viewport: { width: 320, height: 568 }, hasTouch: true, isMobile: true };
const NOTHING = { page: 0, log: 0, outside: [] };

test("the text grows in three steps and the choice is remembered", () =>
  inChat(PHONE_SCREEN, async (page) => {
    const size = () => page.locator("#log .item").nth(1).locator(".bubble p").first()
      .evaluate((bubble) => Number.parseFloat(getComputedStyle(bubble).fontSize));
    const button = page.getByRole("button", { name: /文字/ });
    const sizes = [await size()];
    for (let step = 0; step < 2; step += 1) {
      await button.tap();
      sizes.push(await size());
    }
    assert.deepEqual(sizes, [18, 22, 26]);
    await page.reload();
    await replyWith(page, "自動応答");
    assert.equal(await size(), 26);
    await button.tap();
    assert.equal(await size(), 18);
  }));

test("at 320 px nothing is pushed sideways, at any text size", () =>
  inChat(NARROW_SCREEN, async (page) => {
    await ask(page, "治療法の比較");
    await page.locator("#log table").waitFor();
    await ask(page, "supercalifragilistic".repeat(10));
    await page.locator("#log .item.user").nth(1).waitFor();
    for (const size of ["標準", "大", "特大"]) {
      await page.locator("#text-size-now").filter({ hasText: size }).waitFor();
      assert.deepEqual(await sidewaysScroll(page), NOTHING, size);
      await page.getByRole("button", { name: /文字/ }).tap();
    }
  }));

test("at 320 px the conversation keeps two fifths of the height", () =>
  inChat(NARROW_SCREEN, async (page) => {
    await ask(page, "靴の選び方");
    await replyWith(page, "クッション");
    const { height } = await page.locator("#log").boundingBox();
    assert.ok(height >= 0.4 * 568, `${height} px`);
  }));

test("every button and link can be hit with a thumb", () =>
  inChat(NARROW_SCREEN, async (page) => {
    await ask(page, "人と話したい");
    await replyWith(page, PHONE);
    const small = await page.locator("#chat :is(a, button):visible").evaluateAll((elements) =>
      elements.map((element) => ({ words: element.innerText, box: element.getBoundingClientRect().toJSON() }))
        .filter(({ box }) => box.width < 48 || box.height < 48));
    assert.deepEqual(small, []);
  }));

test("without JavaScript the phone and the emergency line are there", () =>
  withPage({ ...PHONE_SCREEN, javaScriptEnabled: false }, async (page) => {
    await page.goto(`${CHAT_URL}/chat`);
    assert.ok(await page.locator("noscript a[href='tel:05018697918']").isVisible());
    assert.ok(await page.locator("a[href='tel:119']").isVisible());
  }));

test("pictures: 390 px", () =>
  inChat(PHONE_SCREEN, async (page) => {
    await screenshot(page, "390-first-screen");
    await ask(page, "靴の選び方を教えて");
    await replyWith(page, "クッション");
    await settled(page);
    await screenshot(page, "390-answer");
    await ask(page, "治療法の比較");
    await page.locator("#log table").waitFor();
    await settled(page);
    await screenshot(page, "390-comparison");
    await page.locator("#log table").evaluate((table) => table.scrollIntoView());
    await screenshot(page, "390-comparison-table");
  }));

test("pictures: not understood, twice", () =>
  inChat(PHONE_SCREEN, async (page) => {
    await ask(page, "膝が痛い");
    await replyWith(page, "もしかして");
    await settled(page);
    await screenshot(page, "390-did-you-mean");
    await ask(page, "痛い");
    await replyWith(page, "続けて読み取れず");
    await settled(page);
    await screenshot(page, "390-not-understood-twice");
  }));

test("pictures: an urgent reply", () =>
  inChat(PHONE_SCREEN, async (page) => {
    await ask(page, "急に息が苦しくなって胸が痛いです");
    await replyWith(page, "すぐに119番へ電話してください");
    await settled(page);
    await screenshot(page, "390-urgent");
  }));

test("pictures: 320 px with the largest text", () =>
  inChat(NARROW_SCREEN, async (page) => {
    await page.getByRole("button", { name: /文字/ }).tap();
    await page.getByRole("button", { name: /文字/ }).tap();
    await screenshot(page, "320-largest-first-screen");
    await ask(page, "靴の選び方を教えて");
    await replyWith(page, "クッション");
    await settled(page);
    await screenshot(page, "320-largest-answer");
  }));

test("pictures: 1280 px", () =>
  inChat(WIDE_SCREEN, async (page) => {
    await screenshot(page, "1280-first-screen");
    await ask(page, "治療法の比較");
    await page.locator("#log table").waitFor();
    await settled(page);
    await screenshot(page, "1280-comparison");
  }));

// The log scrolls to the start of a reply a moment after it is there.
function settled(page) {
  return page.waitForFunction(() => document.getElementById("status").textContent === "");
}
