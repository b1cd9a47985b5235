// On the clinic's own pages: nothing before the first opening, nothing in the way, and nothing the page can break.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  ask, CHAT_URL, greeted, HOST_URL, items, launcher, onHost, openChat, PHONE_SCREEN, replyWith, SMALL_SCREEN, useBrowser,
  WIDE_SCREEN, withPage,
} from "./support.js";

useBrowser();

const fontSize = (locator) => locator.evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));

test("the example page with the script opens, answers and closes", () =>
  onHost(WIDE_SCREEN, "/script.html", async (page) => {
    await openChat(page);
    await ask(page, "靴の選び方");
    await replyWith(page, "クッション");
    await page.getByRole("button", { name: "閉じる" }).click();
    assert.equal(await page.locator("dialog").isVisible(), false);
    assert.equal(await page.evaluate(() => document.querySelector("clinic-chat").shadowRoot.activeElement.className), "launcher");
  }));

test("the example page with the frame shows /chat, and keeps the conversation over a reload", () =>
  withPage(WIDE_SCREEN, async (page) => {
    await page.goto(`${HOST_URL}/frame.html`);
    const frame = page.frameLocator("iframe");
    await frame.locator(".log .item").nth(1).waitFor();
    await frame.locator("textarea").fill("靴の選び方");
    await frame.getByRole("button", { name: "送信" }).click();
    await frame.locator(".log .item", { hasText: "クッション" }).waitFor();
    await page.reload();
    await frame.locator(".log .item", { hasText: "クッション" }).waitFor();
  }));

test("a site that is not on the list may neither frame the page nor call the API", async () => {
  const policy = (await fetch(`${CHAT_URL}/chat`)).headers.get("Content-Security-Policy");
  assert.match(policy, new RegExp(`frame-ancestors ${HOST_URL};`));
  const refused = await fetch(`${CHAT_URL}/api/chat/session`, { method: "POST", headers: { Origin: "https://evil.example" } });
  assert.equal(refused.status, 403);
  for (const path of ["/widget.js", "/healthz", "/static/chat/icon.svg"]) {
    const headers = (await fetch(CHAT_URL + path)).headers;
    assert.match(headers.get("Content-Security-Policy"), /frame-ancestors 'none'/, path);
  }
});

test("closed, it asks nothing of the server, covers its button only, and opens by nobody's will but the visitor's", () =>
  withPage(PHONE_SCREEN, async (page) => {
    const calls = [];
    page.on("request", (request) => calls.push(new URL(request.url()).pathname));
    await page.goto(HOST_URL);
    await launcher(page).waitFor();
    const title = await page.title();
    await page.locator("#below").tap();
    await page.waitForLoadState("networkidle");
    assert.deepEqual(calls.filter((path) => path.startsWith("/api")), []);
    assert.equal(await page.locator("dialog").isVisible(), false);
    const covered = await page.evaluate(() => {
      const chat = document.querySelector("clinic-chat");
      const button = chat.shadowRoot.querySelector(".launcher").getBoundingClientRect();
      const outside = [];
      for (let x = 2; x < innerWidth; x += 8) {
        for (let y = 2; y < innerHeight; y += 8) {
          const isInside = x >= button.left - 1 && x <= button.right + 1 && y >= button.top - 1 && y <= button.bottom + 1;
          if (!isInside && document.elementFromPoint(x, y) === chat) outside.push([x, y]);
        }
      }
      return { outside, right: innerWidth - button.right, bottom: innerHeight - button.bottom, height: button.height };
    });
    assert.deepEqual(covered.outside, [], JSON.stringify(covered));
    assert.ok(covered.right >= 16 && covered.bottom >= 16 && covered.height >= 48, JSON.stringify(covered));
    await openChat(page);
    assert.equal(await page.title(), title);
  }));

test("style sheets that undo everything do not reach it, and it follows the reader's text size, not the page's", () =>
  onHost(WIDE_SCREEN, "/hostile", async (page) => {
    assert.equal(await fontSize(launcher(page)), 18);
    await openChat(page);
    const bubble = items(page).nth(1).locator(".bubble p");
    assert.equal(await fontSize(bubble), 18);
    assert.equal(await bubble.evaluate((element) => getComputedStyle(element).color), "rgb(26, 26, 26)");
    const button = page.getByRole("button", { name: "自分でできるケア" });
    assert.ok((await button.boundingBox()).height >= 48);
    await button.click();
    await replyWith(page, "ストレッチ");
  }));

test("doubled text of the browser doubles it", () =>
  withPage(WIDE_SCREEN, async (page) => {
    const session = await page.context().newCDPSession(page);
    await session.send("Page.enable");
    await session.send("Page.setFontSizes", { fontSizes: { standard: 32 } });
    await page.goto(`${CHAT_URL}/chat`);
    await greeted(page);
    assert.equal(await fontSize(items(page).nth(1).locator(".bubble p")), 36);
  }));

test("under a strict policy with Trusted Types it runs without a word in the console", () =>
  onHost(WIDE_SCREEN, "/strict", async (page) => {
    await openChat(page);
    await ask(page, "壁を使ったふくらはぎのストレッチ");
    await page.locator(".log img").waitFor();
    assert.ok(await page.locator(".log img").evaluate((image) => image.decode().then(() => image.naturalWidth > 0)));
    await page.getByRole("button", { name: /^文字/ }).click();
  }));

test("/chat's own policy allows nothing but its own files", async () => {
  const policy = (await fetch(`${CHAT_URL}/chat`)).headers.get("Content-Security-Policy");
  for (const part of ["default-src 'none'", "script-src 'self'", "require-trusted-types-for 'script'"]) {
    assert.ok(policy.includes(part), part);
  }
  assert.doesNotMatch(policy, /unsafe|\*|data:/);
});

test("on a phone it is modal and fills the screen, on a wide screen it stands beside the page", () =>
  onHost(WIDE_SCREEN, "/", async (page) => {
    const isModal = () => page.locator("dialog").evaluate((dialog) => dialog.matches(":modal"));
    await openChat(page);
    const panel = await page.locator("dialog").boundingBox();
    assert.equal(await isModal(), false);
    assert.deepEqual([panel.width, panel.height], [420, 680]);
    await page.setViewportSize(SMALL_SCREEN.viewport);
    await page.waitForFunction(() => document.querySelector("clinic-chat").shadowRoot.querySelector("dialog").matches(":modal"));
    assert.deepEqual(Object.values(await page.locator("dialog").boundingBox()), [0, 0, 320, 568]);
    assert.equal(await items(page).count(), 2);
  }));
