// What goes wrong loses no text, doubles no answer, and always leaves the phone.

import assert from "node:assert/strict";
import { test } from "node:test";
import { answerWith, reply } from "./fake_api.js";
import {
  ask, box, CHAT_URL, FAILED_REQUESTS, HOST_URL, inChat, items, launcher, onHost, PHONE, PHONE_SCREEN, replyWith, said, settled,
  status, stopClock, useBrowser, WIDE_SCREEN, withEngineHanging, withPage,
} from "./support.js";

useBrowser();

const answersOn = async (page) => (await said(page)).filter((text) => text.includes("クッション")).length;

test("503 twice, then the answer: one bubble, one answer, one id", () =>
  inChat(PHONE_SCREEN, async (page) => {
    const sent = await answerWith(page, 503, 503, "real");
    await ask(page, "靴の選び方");
    await replyWith(page, "クッション");
    assert.equal(sent.length, 3);
    assert.equal(new Set(sent.map(({ id }) => id)).size, 1);
    assert.equal(await items(page, ".user").count(), 1);
    assert.equal(await answersOn(page), 1);
  }, FAILED_REQUESTS));

test("a network that fails keeps the message; sent again it is answered once", () =>
  inChat(PHONE_SCREEN, async (page) => {
    const sent = await answerWith(page, "abort", "abort", "abort", "real");
    await ask(page, "靴の選び方");
    await status(page).filter({ hasText: "送信できませんでした。" }).waitFor();
    assert.match(await status(page).innerText(), /「ブログを見て膝の相談をしたい」/);
    assert.ok(await page.locator(".foot a[href='tel:05018697918']").isVisible());
    assert.equal(sent.length, 3);
    await page.getByRole("button", { name: "もう一度送る" }).tap();
    await replyWith(page, "クッション");
    assert.equal(new Set(sent.map(({ id }) => id)).size, 1);
    assert.equal(await answersOn(page), 1);
    assert.equal(await items(page, ".user").count(), 1);
  }, FAILED_REQUESTS));

test("an unsent message goes out after a reload, under its id", () =>
  inChat(PHONE_SCREEN, async (page) => {
    const sent = await answerWith(page, "abort", "abort", "abort", "real");
    await ask(page, "靴の選び方");
    await status(page).filter({ hasText: "送信できませんでした。" }).waitFor();
    await page.reload();
    await replyWith(page, "クッション");
    assert.equal(new Set(sent.map(({ id }) => id)).size, 1);
    assert.equal(await items(page, ".user").count(), 1);
  }, FAILED_REQUESTS));

test("offline the message waits, and goes out by itself when the connection is back", () =>
  inChat(PHONE_SCREEN, async (page) => {
    await page.context().setOffline(true);
    await ask(page, "靴の選び方");
    await status(page).filter({ hasText: "インターネットにつながっていません" }).waitFor();
    await page.context().setOffline(false);
    await replyWith(page, "クッション");
    await settled(page);
    assert.equal(await answersOn(page), 1);
  }, FAILED_REQUESTS));

test("no answer at all: a word after 8 s, the way out after the last time-out", () =>
  withPage(WIDE_SCREEN, async (page) => {
    await page.clock.install();
    await page.goto(`${CHAT_URL}/chat`);
    await replyWith(page, "下から選ぶか");
    const sent = await answerWith(page, "never", "never", "never", "never");
    await stopClock(page);
    await ask(page, "靴の選び方");
    await page.clock.runFor(400);
    assert.equal(await status(page).innerText(), "お答えを準備しています…");
    await page.clock.runFor(8000);
    assert.match(await status(page).innerText(), /時間がかかっています/);
    assert.equal(sent.length, 1);
    for (let second = 0; second < 22; second += 1) {
      await page.clock.runFor(1000);
      await page.evaluate(() => new Promise((resolve) => queueMicrotask(resolve)));
    }
    await status(page).filter({ hasText: "送信できませんでした。" }).waitFor();
    assert.ok(await page.getByRole("button", { name: "もう一度送る" }).isVisible());
    assert.ok(sent.length >= 2 && sent.length <= 3, `${sent.length} tries in 30 s`);
    assert.equal(new Set(sent.map(({ id }) => id)).size, 1);
  }, FAILED_REQUESTS));

test("an engine that hangs gives the phone, and the next question is answered", () =>
  inChat(PHONE_SCREEN, async (page) => {
    await withEngineHanging(async () => {
      await ask(page, "靴の選び方");
      const apology = await replyWith(page, "ただいまお答えできません");
      assert.equal(await apology.getByRole("link", { name: PHONE }).getAttribute("href"), "tel:05018697918");
    });
    await ask(page, "靴の選び方");
    await replyWith(page, "クッション");
  }));

test("a front desk that cannot be reached leaves phone, hours and emergency line", () =>
  onHost(PHONE_SCREEN, "/", async (page) => {
    await page.route("**/api/chat/session", (route) => route.abort());
    await launcher(page).tap();
    await status(page).filter({ hasText: "ただいまチャットにつながりません" }).waitFor();
    assert.ok(await page.locator(".head .call").isVisible());
    assert.ok(await page.getByText("9:00〜18:00(月〜土)").isVisible());
    assert.ok(await page.locator(".line.emergency").isVisible());
    await page.unroute("**/api/chat/session");
    await page.getByRole("button", { name: "もう一度つなぐ" }).tap();
    await replyWith(page, "下から選ぶか");
  }, FAILED_REQUESTS));

test("a refused message goes back into the box with the server's sentence", () =>
  inChat(PHONE_SCREEN, async (page) => {
    await answerWith(page, { status: 413, message: "メッセージが長すぎます。500文字以内に短くしてお送りください。" });
    await ask(page, "長い話");
    await status(page).filter({ hasText: "メッセージが長すぎます" }).waitFor();
    assert.equal(await box(page).inputValue(), "長い話");
    await answerWith(page, { status: 400, message: "メッセージを入力してください。" });
    await ask(page, "???");
    await status(page).filter({ hasText: "メッセージを入力してください" }).waitFor();
    assert.equal(await box(page).inputValue(), "???");
  }, FAILED_REQUESTS));

test("too many messages: a short wait is waited, a long one is said with the phone", () =>
  inChat(PHONE_SCREEN, async (page) => {
    const sent = await answerWith(page, { status: 429, headers: { "Retry-After": "1" } }, "real");
    await ask(page, "靴の選び方");
    await replyWith(page, "クッション");
    assert.equal(sent.length, 2);
    await answerWith(page, { status: 429, headers: { "Retry-After": "60" }, message: "送信が続いたため、少し時間をおいてください。" });
    await ask(page, "インソール");
    await status(page).filter({ hasText: "送信が続いたため" }).waitFor();
    assert.ok(await page.locator(".foot a[href='tel:05018697918']").isVisible());
  }, FAILED_REQUESTS));

test("a session that has ended goes on in a new one with the same question", () =>
  inChat(PHONE_SCREEN, async (page) => {
    await page.evaluate(() => {
      const kept = JSON.parse(sessionStorage.getItem("clinic-chat"));
      sessionStorage.setItem("clinic-chat", JSON.stringify({ ...kept, token: "ended" }));
    });
    await page.reload();
    await ask(page, "靴の選び方");
    await page.getByText("時間がたったため、新しい会話を始めました").waitFor();
    await replyWith(page, "クッション");
    assert.equal(await items(page, ".user").count(), 1);
  }, FAILED_REQUESTS));

test("an erasure that fails says so, and the conversation stays", () =>
  inChat(WIDE_SCREEN, async (page) => {
    await ask(page, "靴の選び方");
    await replyWith(page, "クッション");
    await settled(page);
    await answerWith(page, "abort", "abort", "abort");
    await page.getByRole("button", { name: "この会話を消す" }).click();
    await page.getByRole("button", { name: "削除する" }).click();
    await status(page).filter({ hasText: "消せませんでした。" }).waitFor();
    assert.equal(await answersOn(page), 1);
  }, FAILED_REQUESTS));

for (const storage of ["sessionStorage", "localStorage"]) {
  test(`a browser whose ${storage} throws chats on and only forgets`, () =>
    withPage(WIDE_SCREEN, async (page) => {
      await page.addInitScript((name) => Object.defineProperty(window, name, {
        get() {
          throw new DOMException("denied", "SecurityError");
        },
      }), storage);
      await page.goto(`${CHAT_URL}/chat`);
      await replyWith(page, "下から選ぶか");
      await page.getByRole("button", { name: /^文字/ }).click();
      await ask(page, "靴の選び方");
      await replyWith(page, "クッション");
    }));
}

test("stored words that make no sense begin a new conversation", () =>
  withPage(WIDE_SCREEN, async (page) => {
    await page.addInitScript(() => sessionStorage.setItem("clinic-chat", '{"entries": {"a": 1}, "waiting": 3}'));
    await page.goto(`${CHAT_URL}/chat`);
    await replyWith(page, "下から選ぶか");
  }));

for (const path of ["/script-fails", "/policy-without-lit"]) {
  test(`what the page wrote stays where the component does not start: ${path}`, () =>
    withPage(PHONE_SCREEN, async (page) => {
      await page.goto(HOST_URL + path);
      await page.waitForLoadState("networkidle");
      assert.ok(await page.getByRole("link", { name: `電話 ${PHONE}` }).isVisible());
    }, /Failed to load resource|CORS policy|trusted-types|TrustedTypePolicy|createPolicy/i));
}

test("without JavaScript /chat has the phone and the emergency line", () =>
  withPage({ ...PHONE_SCREEN, javaScriptEnabled: false }, async (page) => {
    await page.goto(`${CHAT_URL}/chat`);
    assert.ok(await page.locator("a[href='tel:05018697918']").isVisible());
    assert.ok(await page.locator("a[href='tel:119']").isVisible());
    assert.ok(await page.locator("noscript p").isVisible());
  }));

test("a reply that repeats a message of the log is not shown twice", () =>
  inChat(WIDE_SCREEN, async (page) => {
    const twice = reply({ text: "一度だけ" });
    await answerWith(page, twice, twice);
    await ask(page, "一");
    await replyWith(page, "一度だけ");
    await settled(page);
    await ask(page, "二");
    await settled(page);
    assert.equal((await said(page)).filter((text) => text.includes("一度だけ")).length, 1);
  }));
