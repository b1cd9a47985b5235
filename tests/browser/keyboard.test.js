// Without a mouse, with a Japanese input method, and read aloud.

import assert from "node:assert/strict";
import { test } from "node:test";
import { answerWith, reply } from "./fake_api.js";
import {
  ask, box, greeted, HOST_URL, inChat, items, onHost, openChat, PHONE_SCREEN, replyWith, settled, SMALL_SCREEN, useBrowser, WIDE_SCREEN,
} from "./support.js";

useBrowser();

const focused = (page) =>
  page.evaluate(() => {
    const inner = document.activeElement.shadowRoot?.activeElement ?? document.activeElement;
    return inner.innerText || inner.id || inner.className;
  });

async function tabTo(page, words) {
  for (let step = 0; step < 30; step += 1) {
    if ((await focused(page)).includes(words)) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`${words} cannot be reached with Tab`);
}

for (const [form, options] of Object.entries({ window: WIDE_SCREEN, "full screen": { viewport: SMALL_SCREEN.viewport } })) {
  test(`keyboard alone opens, chooses, types, sends and closes: ${form}`, () =>
    onHost(options, "/", async (page) => {
      await tabTo(page, "チャットで質問する");
      await page.keyboard.press("Enter");
      await greeted(page);
      assert.equal(await focused(page), "box");
      for (let step = 0; step < 30 && !(await focused(page)).includes("靴の選び方"); step += 1) await page.keyboard.press("Shift+Tab");
      await page.keyboard.press("Enter");
      await replyWith(page, "クッション");
      assert.equal(await focused(page), "box");
      await page.keyboard.type("インソールについて");
      await page.keyboard.press("Shift+Enter");
      await page.keyboard.press("Backspace");
      await page.keyboard.press("Enter");
      await replyWith(page, "足底板");
      await page.keyboard.press("Escape");
      assert.equal(await page.locator("dialog").isVisible(), false);
      assert.equal(await focused(page), "チャットで質問する");
    }));
}

test("in the full screen the page behind cannot be reached, beside the page it can", () =>
  onHost({ viewport: SMALL_SCREEN.viewport }, "/", async (page) => {
    await openChat(page);
    const seen = new Set();
    for (let step = 0; step < 40; step += 1) {
      await page.keyboard.press("Tab");
      seen.add(await page.evaluate(() => document.activeElement.id));
    }
    assert.ok(!seen.has("below"));
    await page.setViewportSize(WIDE_SCREEN.viewport);
    for (let step = 0; step < 40 && !seen.has("below"); step += 1) {
      await page.keyboard.press("Tab");
      seen.add(await page.evaluate(() => document.activeElement.id));
    }
    assert.ok(seen.has("below"));
  }));

test("bubbles are no tab stops, and every stop shows where it is", () =>
  inChat(WIDE_SCREEN, async (page) => {
    await page.keyboard.press("Tab");
    const stops = [];
    for (let step = 0; step < 25; step += 1) {
      stops.push(await page.evaluate(() => {
        const inner = document.activeElement.shadowRoot?.activeElement;
        return inner && { tag: inner.tagName, role: inner.getAttribute("role"), outline: getComputedStyle(inner).outlineWidth };
      }));
      await page.keyboard.press("Tab");
    }
    const inside = stops.filter(Boolean);
    assert.deepEqual(inside.filter(({ tag, role }) => !["A", "BUTTON", "TEXTAREA"].includes(tag) && role !== "log"), []);
    assert.deepEqual(inside.filter(({ outline }) => outline !== "4px"), []);
  }));

test("on touch the focus goes to the log, so that no keyboard pops up, and Enter is a new line", () =>
  onHost(PHONE_SCREEN, "/", async (page) => {
    await page.getByRole("button", { name: "チャットで質問する" }).tap();
    await greeted(page);
    assert.match(await page.evaluate(() => document.querySelector("clinic-chat").shadowRoot.activeElement.className), /log/);
    await page.getByRole("button", { name: "靴の選び方" }).tap();
    assert.match(await page.evaluate(() => document.querySelector("clinic-chat").shadowRoot.activeElement.className), /log/);
    await replyWith(page, "クッション");
    await box(page).fill("靴の");
    await box(page).press("Enter");
    assert.equal(await items(page, ".user").count(), 1);
    assert.equal(await box(page).inputValue(), "靴の\n");
    assert.equal(await box(page).getAttribute("enterkeyhint"), "enter");
  }));

test("the Enter that ends a conversion from kana to kanji sends nothing; the next one does", () =>
  inChat(WIDE_SCREEN, async (page) => {
    const session = await page.context().newCDPSession(page);
    await box(page).focus();
    await session.send("Input.imeSetComposition", { text: "くつ", selectionStart: 2, selectionEnd: 2 });
    const enter = { key: "Enter", code: "Enter", windowsVirtualKeyCode: 229, nativeVirtualKeyCode: 229 };
    await session.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...enter });
    await session.send("Input.insertText", { text: "靴の選び方" });
    assert.equal(await items(page, ".user").count(), 0);
    await page.waitForTimeout(50);
    await page.keyboard.press("Enter");
    await items(page, ".user").waitFor();
    await replyWith(page, "クッション");
  }));

test("Safari's order too: the Enter that comes after the end of the conversion sends nothing", () =>
  inChat(WIDE_SCREEN, async (page) => {
    await box(page).fill("靴の選び方");
    await box(page).evaluate((element) => {
      const options = { bubbles: true, composed: true, cancelable: true };
      element.dispatchEvent(new CompositionEvent("compositionend", options));
      element.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", keyCode: 229, ...options }));
      element.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", keyCode: 13, ...options }));
    });
    assert.equal(await items(page, ".user").count(), 0);
    await page.getByRole("button", { name: "送信" }).click();
    await items(page, ".user").waitFor();
    assert.equal(await items(page, ".user").count(), 1);
  }));

test("Esc during a conversion ends the conversion, not the chat", () =>
  onHost(WIDE_SCREEN, "/", async (page) => {
    await openChat(page);
    await box(page).evaluate((element) =>
      element.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", isComposing: true, bubbles: true, composed: true })));
    assert.ok(await page.locator("dialog").isVisible());
  }));

// What a live region of the chat was given, in order: additions to the log, changes of the status.
function listen(page) {
  return page.evaluate(() => {
    const chat = document.querySelector("clinic-chat").shadowRoot;
    window.heard = [];
    const hear = (what) => (records) => records.forEach((record) => {
      if (record.target.closest?.("[aria-live=off]")) return;
      record.addedNodes.forEach((node) => node.nodeType === 1 && window.heard.push([what, node.innerText]));
      record.removedNodes.forEach((node) => node.nodeType === 1 && window.heard.push(["removed", node.innerText]));
    });
    new MutationObserver(hear("added")).observe(chat.querySelector("[role=log]"), { childList: true, subtree: true });
    new MutationObserver(() => window.heard.push(["status", chat.querySelector("[role=status]").innerText]))
      .observe(chat.querySelector("[role=status]"), { childList: true, characterData: true, subtree: true });
  });
}

test("each item is announced once, with its speaker, in order; what stood before a reload is not", () =>
  inChat(WIDE_SCREEN, async (page) => {
    await listen(page);
    await answerWith(page, reply({ id: "101", text: "一つ目" }, { id: "102", text: "二つ目" }));
    await ask(page, "質問");
    await settled(page);
    const heard = (await page.evaluate(() => window.heard)).filter(([what]) => what !== "status");
    assert.deepEqual(heard.map(([what, words]) => [what, words.replace(/\s+/g, " ")]), [
      ["added", "あなた 質問"], ["added", "自動案内 一つ目"], ["added", "自動案内 二つ目"],
    ]);
    await page.reload();
    await items(page).nth(4).waitFor();
    assert.equal(await page.getByRole("log").count(), 1);
    assert.equal(await page.getByRole("status").count(), 1);
    assert.equal(await page.locator("[role=log] :is([aria-live], [role=status], [role=alert])").count(), 0);
  }));

test("a screen reader hears the reply with its speaker", () =>
  onHost(WIDE_SCREEN, "/", async (page) => {
    await openChat(page);
    await page.evaluate(async (address) => {
      const { virtual } = await import(address);
      window.reader = virtual;
      await virtual.start({ container: document.querySelector("clinic-chat").shadowRoot.querySelector("dialog") });
    }, `${HOST_URL}/reader.js`);
    await answerWith(page, reply({ id: "101", text: "靴底のやわらかい靴です" }));
    await ask(page, "靴");
    await settled(page);
    const spoken = (await page.evaluate(() => window.reader.spokenPhraseLog())).join("\n");
    assert.match(spoken, /polite: .*あなた.*靴/s);
    assert.match(spoken, /polite: .*自動案内.*靴底のやわらかい靴です/s);
  }));
