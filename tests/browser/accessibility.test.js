// axe finds nothing in any state, width and text size; colours and focus by number.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import AxeBuilder from "@axe-core/playwright";
import { answerWith, reply, withNews } from "./fake_api.js";
import {
  ask, CHAT_URL, enlarge, FAILED_REQUESTS, greeted, HOST_URL, inChat, items, launcher, openChat, PHONE_SCREEN, replyWith, settled,
  SMALL_SCREEN, status, useBrowser, WIDE_SCREEN, withPage,
} from "./support.js";

useBrowser();

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const SCREENS = { 320: SMALL_SCREEN, 390: PHONE_SCREEN, 1280: WIDE_SCREEN };
const SIZES = ["標準", "大", "特大"];

// Legacy mode looks at this page alone and is twice as fast; frames of another origin need the other.
async function violations(page, hasFrame) {
  const axe = new AxeBuilder({ page }).withTags(TAGS).options({ resultTypes: ["violations"] }).setLegacyMode(!hasFrame);
  const { violations: found } = await axe.analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join(" | ")}`);
}

async function check(page, state, within = page) {
  for (const size of SIZES) {
    await enlarge(within, size);
    assert.deepEqual(await violations(page, within !== page), [], `${state}, ${size}`);
  }
}

const STATES = {
  open: async (page) => openChat(page),
  answered: async (page) => {
    await openChat(page);
    await ask(page, "治療法の比較");
    await page.locator(".log table").waitFor();
    await ask(page, "壁を使ったふくらはぎのストレッチ");
    await page.locator(".log img").waitFor();
    await settled(page);
    await page.getByRole("button", { name: /会話を消す/ }).click();
  },
  typing: async (page) => {
    await openChat(page);
    await answerWith(page, "never");
    await ask(page, "靴の選び方");
    await status(page).filter({ hasText: "お答えを準備しています" }).waitFor();
  },
  error: async (page) => {
    await openChat(page);
    await answerWith(page, "abort", "abort", "abort");
    await ask(page, "靴の選び方");
    await status(page).filter({ hasText: "送信できませんでした。" }).waitFor();
  },
  human: async (page) => {
    await openChat(page);
    const picker = { kind: "date", min: "2026-11-24", max: "2027-01-31", payload: "v1;date;booking_wish_first" };
    await answerWith(page, { ...reply({ id: "91", from: "staff", text: "受付です。" }, { id: "92", text: "いつですか。", picker, urgency: "today" }), mode: "human" });
    await ask(page, "人と話したい");
    await items(page, ".staff").waitFor();
  },
};

// Each page has a process of its own, so that two are looked at in the time of one.
describe("axe", { concurrency: 2 }, () => {
  for (const [width, options] of Object.entries(SCREENS)) {
    test(`axe at ${width} px: closed`, () =>
      withPage(options, async (page) => {
        await page.goto(HOST_URL);
        await launcher(page).waitFor();
        assert.deepEqual(await violations(page), []);
      }));
    for (const [state, bring] of Object.entries(STATES)) {
      test(`axe at ${width} px: ${state}`, () =>
        withPage(options, async (page) => {
          await page.goto(HOST_URL);
          await withNews(page, {});
          await bring(page);
          await check(page, state);
        }, FAILED_REQUESTS));
    }
    test(`axe at ${width} px: page`, () => inChat(options, (page) => check(page, "page")));
    test(`axe at ${width} px: iframe`, () =>
      withPage(options, async (page) => {
        await page.goto(`${HOST_URL}/frame.html`);
        const frame = page.frameLocator("iframe");
        await frame.locator(".log .item").nth(1).waitFor();
        await check(page, "iframe", frame);
      }));
  }
});

// WCAG 2.x, https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
function contrast(one, other) {
  const light = (colour) => {
    const [r, g, b] = colour.match(/\d+/g).slice(0, 3).map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [high, low] = [light(one), light(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

test("every text has a contrast of seven to one", () =>
  inChat(WIDE_SCREEN, async (page) => {
    await answerWith(page, reply({ id: "1", text: "急ぎ", urgency: "119", links: [{ title: "119番へ電話する", href: "tel:119" }] },
      { id: "2", from: "staff", text: "受付です。", source: "見出し" }));
    await ask(page, "靴");
    await settled(page);
    await page.getByRole("button", { name: "靴の選び方" }).click();
    await replyWith(page, "クッション");
    const pairs = await page.evaluate(() => {
      const chat = document.querySelector("clinic-chat").shadowRoot;
      const behind = (one) => {
        for (let at = one; at; at = at.parentElement) {
          const colour = getComputedStyle(at).backgroundColor;
          if (colour !== "rgba(0, 0, 0, 0)") return colour;
        }
        return "rgb(255, 255, 255)";
      };
      return [...chat.querySelectorAll("*")]
        .filter((one) => one.checkVisibility() && [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
        .map((one) => ({ words: one.innerText.slice(0, 20), ink: getComputedStyle(one).color, paper: behind(one) }));
    });
    assert.ok(pairs.length > 20);
    assert.deepEqual(pairs.filter(({ ink, paper }) => contrast(ink, paper) < 7), []);
  }));

test("forced colours keep every bubble and button apart from its ground", () =>
  inChat({ ...WIDE_SCREEN, forcedColors: "active" }, async (page) => {
    const bare = await page.locator(".bubble, button").evaluateAll((all) =>
      all.filter((one) => one.checkVisibility() && getComputedStyle(one).borderTopWidth === "0px").map((one) => one.innerText));
    assert.deepEqual(bare, []);
    await greeted(page);
    assert.equal(new URL(page.url()).origin, CHAT_URL);
  }));
