// Room and reach: nothing sideways, enough of the conversation, targets for a thumb, whatever the screen and the text.

import assert from "node:assert/strict";
import { test } from "node:test";
import { answerWith, reply, withNews } from "./fake_api.js";
import {
  ask, box, enlarge, FAILED_REQUESTS, greeted, inChat, items, onHost, openChat, PHONE_SCREEN, replyWith, settled, SMALL_SCREEN, status,
  useBrowser, WIDE_SCREEN,
} from "./support.js";

useBrowser();

const SIZES = ["標準", "大", "特大"];
const LONG = "supercalifragilistic".repeat(8);
const TABLE = {
  caption: "比較", columns: ["方法", "日数", "金額"], rows: [["培養幹細胞の治療", "6〜8週間", "120〜150万円"], [LONG, "b", "c"]],
};

// How far page and log can be pushed sideways, and what sticks out of the chat.
function sideways(page) {
  return page.evaluate(() => {
    const chat = document.querySelector("clinic-chat").shadowRoot;
    const panel = chat.querySelector(".panel").getBoundingClientRect();
    const outside = [...chat.querySelectorAll(".panel *")]
      .filter((one) => one.checkVisibility() && one.offsetWidth > 1 && !getComputedStyle(one).clipPath.startsWith("inset"))
      .filter((one) => one.getBoundingClientRect().right > panel.right + 0.5 || one.getBoundingClientRect().left < panel.left - 0.5);
    const log = chat.querySelector(".log");
    return {
      page: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      log: log.scrollWidth - log.clientWidth,
      outside: outside.map((one) => `${one.tagName}.${one.className} ${one.innerText}`),
    };
  });
}

function smallTargets(page) {
  return page.evaluate(() =>
    [...document.querySelector("clinic-chat").shadowRoot.querySelectorAll("a, button, input, textarea")]
      .filter((one) => one.checkVisibility({ visibilityProperty: true }))
      .map((one) => ({ words: one.innerText || one.id, width: one.getBoundingClientRect().width, height: one.getBoundingClientRect().height }))
      .filter(({ width, height }) => width < 48 || height < 48));
}

// Pairs of targets that are nearer than 8 px and do not overlap their row by design.
function tightTargets(page) {
  return page.evaluate(() => {
    const boxes = [...document.querySelector("clinic-chat").shadowRoot.querySelectorAll(".choices > *, .head > :is(a, button), .composer > :is(textarea, button)")]
      .filter((one) => one.checkVisibility() && one.matches("a, button, textarea"))
      .map((one) => ({ words: one.innerText, parent: one.parentElement, box: one.getBoundingClientRect() }));
    const gap = (a, b) => Math.max(b.left - a.right, a.left - b.right, b.top - a.bottom, a.top - b.bottom);
    return boxes.flatMap((one, index) => boxes.slice(index + 1)
      .filter((other) => other.parent === one.parent && gap(one.box, other.box) < 7.5)
      .map((other) => `${one.words} | ${other.words}`));
  });
}

for (const [name, options] of Object.entries({ 320: SMALL_SCREEN, 390: PHONE_SCREEN, 1280: WIDE_SCREEN })) {
  test(`at ${name} px nothing goes sideways and every target takes a thumb, at any text size`, () =>
    inChat(options, async (page) => {
      await answerWith(page, reply(
        { id: "101", text: LONG, table: TABLE, source: "出典の見出し" },
        { id: "102", text: "いつがよろしいですか。", picker: { kind: "date", min: "2026-11-24", max: "2027-01-31", payload: "v1;date;booking_wish_first" } },
        { id: "103", text: "お電話ください。", links: [{ title: "電話する(050-1869-7918)", href: "tel:05018697918" }], quick_replies: [
          { title: "足首", payload: "v1;intent;a" }, { title: "壁を使ったふくらはぎのストレッチ", payload: "v1;intent;b" },
        ] },
      ));
      await ask(page, "治療法の比較");
      await items(page).nth(5).waitFor();
      for (const size of SIZES) {
        await enlarge(page, size);
        assert.deepEqual(await sideways(page), { page: 0, log: 0, outside: [] }, size);
        assert.deepEqual(await smallTargets(page), [], size);
        assert.deepEqual(await tightTargets(page), [], size);
      }
    }));
}

const ZOOMED = { viewport: { width: 640, height: 400 } };
const SCREENS = { "320 × 568": SMALL_SCREEN, "390 × 844": PHONE_SCREEN, "640 × 400 (200 % zoom)": ZOOMED };

for (const [name, options] of Object.entries(SCREENS)) {
  test(`the conversation keeps two fifths of ${name}, the heading two lines, at any text size`, () =>
    onHost(options, "/", async (page) => {
      await openChat(page);
      for (const size of SIZES) {
        await enlarge(page, size);
        const lines = await page.locator("#heading").evaluate((heading) =>
          Math.round(heading.getBoundingClientRect().height / Number.parseFloat(getComputedStyle(heading).lineHeight)));
        assert.ok(lines <= 2, `${lines} lines`);
      }
      await enlarge(page, "標準");
      await ask(page, "靴の選び方");
      await replyWith(page, "クッション");
      await settled(page);
      const panel = (await page.locator(".panel").boundingBox()).height;
      for (const size of SIZES) {
        await enlarge(page, size);
        const { height } = await page.getByRole("log").boundingBox();
        assert.ok(height >= 0.4 * panel, `${size}: ${Math.round(height)} of ${Math.round(panel)} px`);
      }
    }));
}

test("with the keyboard open the box, the last line and the phone are on the screen", () =>
  inChat(SMALL_SCREEN, async (page) => {
    await ask(page, "靴の選び方");
    await replyWith(page, "クッション");
    await settled(page);
    await page.setViewportSize({ width: 320, height: 300 });
    await box(page).focus();
    await page.waitForTimeout(100);
    const [field, log, call] = await Promise.all([box(page), page.getByRole("log"), page.locator(".head .call")].map((one) => one.boundingBox()));
    assert.ok(field.y + field.height <= 300 && field.y >= log.y + log.height, JSON.stringify(field));
    assert.ok(log.height >= 120, `${log.height} px of conversation`);
    assert.ok(call.y >= 0 && call.height >= 48);
  }));

test("on a phone the first quick replies are on the first screen, below the whole notice", () =>
  inChat(PHONE_SCREEN, async (page) => {
    const log = await page.getByRole("log").boundingBox();
    const notice = await items(page).first().boundingBox();
    const first = await page.getByRole("button", { name: "痛みの原因" }).boundingBox();
    assert.ok(notice.y >= log.y);
    assert.ok(first.y + first.height <= log.y + log.height, `ends at ${first.y + first.height}, the log at ${log.y + log.height}`);
    const size = await items(page).first().locator(".bubble p").evaluate((one) => Number.parseFloat(getComputedStyle(one).fontSize));
    assert.ok(size >= 16);
  }));

test("where they are not, a button leads on, and goes when they are seen", () =>
  inChat(SMALL_SCREEN, async (page) => {
    const further = page.getByRole("button", { name: "つづきを見る ↓" });
    for (let step = 0; step < 5 && (await further.isVisible()); step += 1) {
      await further.tap();
      await page.waitForTimeout(60);
    }
    assert.equal(await further.isVisible(), false);
    const log = await page.getByRole("log").boundingBox();
    assert.ok((await page.getByRole("button", { name: "痛みの原因" }).boundingBox()).y < log.y + log.height);
  }));

test("a long reply is shown from its start; a reader who has scrolled up is not moved", () =>
  inChat(SMALL_SCREEN, async (page) => {
    const long = (id) => reply({ id, text: "長い返信の一行です。\n".repeat(30) });
    await answerWith(page, long("101"), { ...long("102"), delayMs: 400 });
    const top = () => page.getByRole("log").evaluate((log) => log.scrollTop);
    await ask(page, "一");
    await settled(page);
    const start = await items(page).last().boundingBox();
    const log = await page.getByRole("log").boundingBox();
    assert.ok(Math.abs(start.y - log.y) < 16, `starts ${start.y - log.y} px below the top`);
    await ask(page, "二");
    await page.getByRole("log").evaluate((element) => (element.scrollTop = 0));
    await page.getByRole("button", { name: "新しい返信 ↓" }).waitFor();
    assert.equal(await top(), 0);
    await page.getByRole("button", { name: "新しい返信 ↓" }).tap();
    assert.ok((await top()) > 500);
  }));

test("no text is smaller than 16 px, in any state", () =>
  inChat(PHONE_SCREEN, async (page) => {
    await withNews(page, { mode: "human", messages: [{ id: "90", from: "staff", text: "はい" }] });
    await answerWith(page, reply({ id: "101", text: "表", table: TABLE, source: "見出し", urgency: "soon" }), 503, 503, 503);
    await ask(page, "表");
    await settled(page);
    await ask(page, "あ".repeat(460));
    await status(page).filter({ hasText: "送信できませんでした" }).waitFor();
    const small = await page.evaluate(() => [...document.querySelector("clinic-chat").shadowRoot.querySelectorAll("*")]
      .filter((one) => one.checkVisibility() && [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
      .map((one) => [one.className, Number.parseFloat(getComputedStyle(one).fontSize)]).filter(([, size]) => size < 16));
    assert.deepEqual(small, []);
  }, FAILED_REQUESTS));

test("spacing of text by the reader, reduced motion and a dark scheme lose nothing", () =>
  inChat({ ...SMALL_SCREEN, reducedMotion: "reduce", colorScheme: "dark" }, async (page) => {
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }");
      document.querySelector("clinic-chat").shadowRoot.adoptedStyleSheets.push(sheet);
    });
    await ask(page, "治療法の比較");
    await page.locator(".log table").waitFor();
    assert.deepEqual(await sideways(page), { page: 0, log: 0, outside: [] });
    const cut = await page.evaluate(() => [...document.querySelector("clinic-chat").shadowRoot.querySelectorAll("button, a, .bubble")]
      .filter((one) => one.checkVisibility() && (one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1))
      .map((one) => one.innerText));
    assert.deepEqual(cut, []);
    const moving = await page.evaluate(() => document.querySelector("clinic-chat").shadowRoot.getAnimations().length);
    assert.equal(moving, 0);
    assert.equal(await page.locator(".panel").evaluate((panel) => getComputedStyle(panel).backgroundColor), "rgb(246, 248, 252)");
  }));

test("a table has a caption and headings; a narrow one is a card a row, a wide one keeps names and prices whole", () =>
  inChat(WIDE_SCREEN, async (page) => {
    await ask(page, "治療法の比較");
    const table = page.locator(".log table");
    await table.waitFor();
    assert.equal(await table.locator("caption").count(), 1);
    assert.equal(await table.locator("th[scope=col]").count(), 3);
    const lines = await table.locator("tbody th, tbody td:last-child").evaluateAll((cells) => cells.map((cell) => {
      const range = document.createRange();
      range.selectNodeContents(cell);
      return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
    }));
    assert.deepEqual(lines, lines.map(() => 1));
    assert.equal(await table.evaluate((one) => getComputedStyle(one).display), "table");
    await page.setViewportSize(PHONE_SCREEN.viewport);
    assert.equal(await table.evaluate((one) => getComputedStyle(one).display), "block");
    assert.match(await table.locator("td").last().innerText(), /^金額:.*円$/);
    assert.equal(await table.getByRole("row").count(), 4);
    await greeted(page);
  }));
