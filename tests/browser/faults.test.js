// What goes wrong stays harmless: text that would be code, an engine that hangs, a network that fails.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ask, CHAT_URL, inChat, PHONE, PHONE_SCREEN, replyWith, said, screenshot, useBrowser, WIDE_SCREEN, withEngineHanging } from "./support.js";

useBrowser();

const CODE = [
  "<script>window.hit = 1</script>",
  "<img src=x onerror=\"window.hit = 1\">",
  "<svg onload=\"window.hit = 1\">",
  "\"><iframe srcdoc=\"<script>parent.hit = 1</script>\">",
  "<a href=\"javascript:window.hit = 1\">膝</a>",
  "[膝](javascript:window.hit=1)",
  "{{constructor.constructor('window.hit=1')()}}",
];

for (const code of CODE) {
  test(`typed code stays text: ${code}`, () =>
    inChat(WIDE_SCREEN, async (page) => {
      const elements = () => page.locator("#log :is(script, img, svg, iframe, a[href^='javascript'])").count();
      await ask(page, code);
      await page.locator("#log .item").nth(3).waitFor();
      assert.equal(await page.locator("#log .item.user .bubble").innerText(), code);
      await page.reload();
      await page.locator("#log .item").nth(3).waitFor();
      assert.equal(await page.locator("#log .item.user .bubble").innerText(), code);
      assert.equal(await elements(), 0);
      assert.equal(await page.evaluate(() => window.hit), undefined);
    }));
}

test("the page's policy allows nothing but our own files", async () => {
  const policy = (await fetch(`${CHAT_URL}/chat`)).headers.get("Content-Security-Policy");
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /script-src 'self'/);
  assert.match(policy, /require-trusted-types-for 'script'/);
  assert.doesNotMatch(policy, /unsafe|\*|data:/);
});

test("an engine that hangs gives the phone, and the next question is answered", () =>
  inChat(PHONE_SCREEN, async (page) => {
    await withEngineHanging(async () => {
      await ask(page, "靴の選び方");
      const apology = await replyWith(page, "ただいまお答えできません");
      assert.match(await apology.innerText(), new RegExp(PHONE));
      assert.equal(await apology.getByRole("link", { name: `電話する(${PHONE})` }).getAttribute("href"), "tel:05018697918");
      await screenshot(page, "390-engine-down");
    });
    await ask(page, "靴の選び方");
    await replyWith(page, "クッション");
  }));

test("a network that fails keeps the message; sent again it is answered once", () =>
  inChat(PHONE_SCREEN, async (page) => {
    const ids = [];
    await page.route("**/api/chat/messages", (route) => {
      ids.push(route.request().postDataJSON().id);
      return route.abort();
    });
    await ask(page, "靴の選び方");
    await page.getByText("送信できませんでした。").waitFor();
    assert.ok(await page.locator("#failure a[href='tel:05018697918']").isVisible());
    await screenshot(page, "390-not-sent");
    assert.equal(ids.length, 3);
    assert.equal(new Set(ids).size, 1);

    await page.unroute("**/api/chat/messages");
    await page.getByRole("button", { name: "もう一度送る" }).tap();
    await replyWith(page, "クッション");
    assert.equal((await said(page)).filter((text) => text.includes("クッション")).length, 1);
    assert.equal(await page.locator("#log .item.user").count(), 1);
  }, /ERR_FAILED/));

test("a front desk that cannot be reached leaves the phone on the screen", () =>
  inChat(PHONE_SCREEN, async (page) => {
    await page.evaluate(() => sessionStorage.clear());
    await page.route("**/api/chat/session", (route) => route.abort());
    await page.reload();
    await page.getByText("ただいまチャットにつながりません").waitFor();
    assert.ok(await page.locator("header a[href='tel:05018697918']").isVisible());
    await page.unroute("**/api/chat/session");
    await page.getByRole("button", { name: "もう一度つなぐ" }).tap();
    await replyWith(page, "知りたいことを書いてお送りください");
  }, /ERR_FAILED/));

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
  }, /401/));
