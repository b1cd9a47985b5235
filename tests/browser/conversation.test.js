// A visitor at /chat: reads the notice, asks by typing and by button, comes back after a reload, erases.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ask, CHAT_URL, inChat, PHONE, PHONE_SCREEN, replyWith, said, useBrowser, WIDE_SCREEN } from "./support.js";

useBrowser();

test("the page opens with the notice, the greeting, the phone and the emergency line", () =>
  inChat(PHONE_SCREEN, async (page) => {
    const [notice, greeting] = await said(page);
    assert.match(notice, /自動応答のご案内です。診断はできません。緊急のときは119番へ電話してください。/);
    assert.match(greeting, /膝や足首の痛みについてご案内します/);
    const phone = page.locator("header a[href='tel:05018697918']");
    assert.ok(await phone.isVisible());
    assert.match(await phone.innerText(), new RegExp(PHONE));
    assert.ok(await page.locator("a[href='tel:119']").first().isVisible());
    assert.equal(await page.locator("html").getAttribute("lang"), "ja");
  }));

test("a typed question is sent with Enter and answered in the log", () =>
  inChat(WIDE_SCREEN, async (page) => {
    await page.locator("#box").fill("靴の選び方を教えて");
    await page.locator("#box").press("Enter");
    const reply = await replyWith(page, "クッション");
    assert.equal(await page.locator("#box").inputValue(), "");
    assert.equal(await page.locator("#log .item.user .bubble").innerText(), "靴の選び方を教えて");
    assert.equal(await page.getByRole("log").getByText("靴の選び方を教えて").count(), 1);
    assert.ok(await reply.isVisible());
    assert.match((await said(page)).join("\n"), /出典:靴選びと足部サポート/);
  }));

test("on a phone Enter is a new line and the button sends", () =>
  inChat(PHONE_SCREEN, async (page) => {
    await page.locator("#box").fill("靴の");
    await page.locator("#box").press("Enter");
    assert.equal(await page.locator("#log .item.user").count(), 0);
    await ask(page, "靴の選び方を教えて");
    await replyWith(page, "クッション");
  }));

test("a quick reply is asked under its title, answered, and cannot be tapped twice", () =>
  inChat(PHONE_SCREEN, async (page) => {
    const button = page.getByRole("button", { name: "自分でできるケア" });
    await button.tap();
    await replyWith(page, "ストレッチ");
    assert.equal(await page.locator("#log .item.user .bubble").innerText(), "自分でできるケア");
    assert.equal(await button.getAttribute("aria-disabled"), "true");
    await button.tap({ force: true });
    assert.equal(await page.locator("#log .item.user").count(), 1);
  }));

test("an answer's quick reply leads on", () =>
  inChat(PHONE_SCREEN, async (page) => {
    await ask(page, "靴の選び方");
    await page.getByRole("button", { name: "インソール・足底板" }).tap();
    await replyWith(page, "アーチ");
  }));

test("what is not clear is asked back, and the nearest topic can be tapped", () =>
  inChat(PHONE_SCREEN, async (page) => {
    await ask(page, "膝が痛い");
    const asking = page.locator("#log .item.bot").filter({ has: page.getByRole("button", { name: "どれでもない" }) });
    await replyWith(page, "もしかして");
    await asking.getByRole("button").first().tap();
    await page.locator("#log .item.bot .source").waitFor();
  }));

test("a reload keeps the conversation, the draft and the session", () =>
  inChat(WIDE_SCREEN, async (page) => {
    await ask(page, "靴の選び方");
    await replyWith(page, "クッション");
    await page.locator("#box").fill("書きかけ");
    const before = await said(page);
    await page.reload();
    await replyWith(page, "クッション");
    assert.deepEqual(await said(page), before);
    assert.equal(await page.locator("#box").inputValue(), "書きかけ");
    await ask(page, "もう一度言ってください");
    await page.waitForFunction((count) => document.querySelectorAll("#log .item").length >= count + 2, before.length);
    assert.match((await said(page)).slice(before.length).join("\n"), /クッション/);
  }));

test("erasing asks first, and then nothing is left of the conversation", () =>
  inChat(WIDE_SCREEN, async (page) => {
    await ask(page, "靴の選び方");
    await replyWith(page, "クッション");
    await page.getByRole("button", { name: "この会話を消す" }).click();
    await page.getByRole("button", { name: "やめる" }).click();
    assert.match((await said(page)).join("\n"), /クッション/);

    const token = await tokenIn(page);
    await page.getByRole("button", { name: "この会話を消す" }).click();
    await page.getByRole("button", { name: "削除する" }).click();
    await page.getByText("消しました。").waitFor();
    assert.equal((await said(page)).length, 2);
    assert.doesNotMatch(await page.locator("body").innerText(), /クッション/);
    const answer = await fetch(`${CHAT_URL}/api/chat/messages`, { headers: { Authorization: `Bearer ${token}` } });
    assert.equal(answer.status, 401);
  }));

test("a message that is empty or too long stays in the box", () =>
  inChat(WIDE_SCREEN, async (page) => {
    await ask(page, "  ");
    await ask(page, "あ".repeat(501));
    assert.match(await page.locator("#counter").innerText(), /1文字多すぎます/);
    assert.equal((await page.locator("#box").inputValue()).length, 501);
    assert.equal(await page.locator("#log .item.user").count(), 0);
  }));

function tokenIn(page) {
  return page.evaluate(() => JSON.parse(sessionStorage.getItem("clinic-chat")).token);
}
