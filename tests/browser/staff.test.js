// Staff take a conversation over on the real system, write in it, and the visitor goes back to the assistant.

import assert from "node:assert/strict";
import { test } from "node:test";
import { staffDo } from "./staff.js";
import {
  answered, ask, CHAT_URL, greeted, items, pass, PHONE_SCREEN, replyWith, said, settled, tapped, useBrowser, withClock,
} from "./support.js";

useBrowser();

const BOT_POLL_MS = 22_000;
const HUMAN_POLL_MS = 6000;

// A visitor has asked for a person, and one has come; the page's clock is in the test's hand.
function withStaff(steps) {
  const open = async (page) => {
    await page.goto(`${CHAT_URL}/chat`);
    await greeted(page);
  };
  return withClock(PHONE_SCREEN, open, async (page) => {
    await answered(page, "人と話したい", "電話");
    await staffDo(page, "take-over");
    await pass(page, BOT_POLL_MS);
    await page.locator(".line.human").waitFor();
    await steps(page);
  });
}

test("staff arrive unasked and are named; the assistant is silent but for red flags, until it is asked back", () =>
  withStaff(async (page) => {
    await replyWith(page, "スタッフが対応します");
    await staffDo(page, "say", "佐藤です。どの靴をお使いですか。");
    await pass(page, HUMAN_POLL_MS);
    await items(page, ".staff").waitFor();
    assert.match(await items(page, ".staff").innerText(), /^スタッフ\s+佐藤です。どの靴をお使いですか。$/);

    const before = (await said(page)).length;
    await ask(page, "靴の選び方");
    await settled(page);
    assert.equal((await said(page)).length, before + 1);
    await answered(page, "急に息が苦しくなって胸が痛いです", "すぐに119番へ電話してください");

    await tapped(page, "自動応答にもどす", "ここからは自動応答でお答えします");
    await page.getByText("自動案内にもどりました").waitFor();
    assert.equal(await page.locator(".line.human").count(), 0);
    await answered(page, "靴の選び方", "クッション");
  }));

test("staff give a conversation back: the visitor is told, and the assistant answers", () =>
  withStaff(async (page) => {
    await staffDo(page, "return");
    await pass(page, HUMAN_POLL_MS);
    await page.getByText("自動案内にもどりました").waitFor();
    assert.match((await said(page)).at(-1), /自動応答でお答えします/);
    await answered(page, "靴の選び方", "クッション");
  }));
