// A visitor at /chat, the real assistant answering: asks by typing and by button, comes back after a reload, erases.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  ask, box, CHAT_URL, inChat, items, log, openChat, onHost, PHONE, PHONE_SCREEN, replyWith, said, settled, status, useBrowser,
  WIDE_SCREEN,
} from "./support.js";

useBrowser();

test("the page opens with the notice, the greeting, the phone and the emergency line", () =>
  inChat(PHONE_SCREEN, async (page) => {
    const [notice, greeting] = await said(page);
    assert.match(notice, /自動応答のご案内です。診断はできません。緊急のときは119番へ電話してください。/);
    assert.match(greeting, /膝・足首の痛みのご案内です/);
    const phone = page.locator(".head .call");
    assert.equal(await phone.getAttribute("href"), "tel:05018697918");
    assert.match(await phone.innerText(), new RegExp(PHONE));
    assert.ok(await page.locator(".line.emergency[href='tel:119']").isVisible());
    assert.equal(await page.locator("clinic-chat").getAttribute("lang"), "ja");
  }));

test("the greeting offers four to seven quick replies, and none is a paid treatment", () =>
  inChat(PHONE_SCREEN, async (page) => {
    const offered = await items(page).nth(1).getByRole("button").allInnerTexts();
    assert.ok(offered.length >= 4 && offered.length <= 7, String(offered));
    assert.doesNotMatch(offered.join(), /BME|PRP|幹細胞|再生|注射/);
  }));

test("a typed question is sent with Enter and answered in the log, with its source", () =>
  inChat(WIDE_SCREEN, async (page) => {
    await box(page).fill("靴の選び方を教えて");
    await box(page).press("Enter");
    await replyWith(page, "クッション");
    assert.equal(await box(page).inputValue(), "");
    assert.equal(await items(page, ".user").locator(".bubble").innerText(), "靴の選び方を教えて");
    assert.equal(await log(page).getByText("靴の選び方を教えて").count(), 1);
    assert.match((await said(page)).join("\n"), /出典:靴選びと足部サポート/);
  }));

test("a quick reply is asked under its title, answered, and cannot be tapped twice", () =>
  inChat(PHONE_SCREEN, async (page) => {
    const button = page.getByRole("button", { name: "自分でできるケア" });
    await button.tap();
    await replyWith(page, "ストレッチ");
    assert.equal(await items(page, ".user").locator(".bubble").innerText(), "自分でできるケア");
    assert.equal(await button.getAttribute("aria-disabled"), "true");
    await button.tap({ force: true });
    assert.equal(await items(page, ".user").count(), 1);
  }));

const DRAWN = {
  "壁を使ったふくらはぎのストレッチ": "calf_stretch", "タオルを使ったストレッチ": "towel_stretch", "足首回し": "ankle_circles",
  "椅子からの立ち上がり運動": "chair_stand", "片足立ちのバランス練習": "single_leg_stand", "膝にやさしい歩き方": "walking_form",
  "靴の選び方": "shoe_choice",
};

test("each exercise, walking and the choice of shoes are shown with a drawing that says in words what it shows", () =>
  inChat(WIDE_SCREEN, async (page) => {
    for (const [question, file] of Object.entries(DRAWN)) {
      await ask(page, question);
      const picture = page.locator(`.log img[src="${CHAT_URL}/static/chat/pictures/${file}.svg"]`).last();
      await picture.waitFor();
      await settled(page);
      assert.match(await picture.getAttribute("alt"), /^絵: .{20,}/);
      assert.ok(await picture.evaluate((image) => image.decode().then(() => image.naturalWidth > 0)), file);
    }
  }));

test("what is not clear is asked back: first the topics to choose from, then the phone", () =>
  inChat(PHONE_SCREEN, async (page) => {
    await ask(page, "膝が痛い");
    const asking = items(page, ".bot").filter({ has: page.getByRole("button", { name: "どれでもない" }) });
    await replyWith(page, "もしかして");
    const choices = await asking.locator(".choices").allInnerTexts();
    assert.match(choices[0], /どれでもない/);
    assert.match(choices[1], new RegExp(PHONE));
    await asking.getByRole("button").first().tap();
    await page.locator(".log .source").waitFor();
  }));

test("an urgent reply says so in words, gives 119 first, and offers nothing else", () =>
  inChat(PHONE_SCREEN, async (page) => {
    await ask(page, "急に息が苦しくなって胸が痛いです");
    const reply = await replyWith(page, "すぐに119番へ電話してください");
    assert.equal(await reply.locator(".mark").innerText(), "緊急");
    const call = reply.getByRole("link", { name: "119番へ電話する" });
    assert.equal(await call.getAttribute("href"), "tel:119");
    const colours = await page.evaluate((links) => links, [
      await call.evaluate((link) => getComputedStyle(link).backgroundColor),
      await page.getByRole("button", { name: "送信" }).evaluate((button) => getComputedStyle(button).backgroundColor),
    ]);
    assert.notEqual(colours[0], colours[1]);
    assert.equal(await items(page).last().getByRole("button").count(), 0);
  }));

test("a conversation goes on after a reload and on another page of the site, with its draft", () =>
  onHost(WIDE_SCREEN, "/", async (page) => {
    await openChat(page);
    await ask(page, "靴の選び方");
    await replyWith(page, "クッション");
    await settled(page);
    await box(page).fill("書きかけ");
    const before = await said(page);
    for (const leave of [() => page.reload(), () => page.goto(page.url() + "other")]) {
      await leave();
      assert.equal(await page.locator("dialog").isVisible(), false, "it opens by itself");
      await page.getByRole("button", { name: "チャットで質問する" }).click();
      await replyWith(page, "クッション");
      assert.deepEqual(await said(page), before);
      assert.equal(await box(page).inputValue(), "書きかけ");
    }
    await ask(page, "もう一度言ってください");
    await items(page).nth(before.length + 1).waitFor();
    assert.match((await said(page)).slice(before.length).join("\n"), /クッション/);
  }));

test("erasing asks first, and then nothing is left of the conversation", () =>
  inChat(WIDE_SCREEN, async (page) => {
    await ask(page, "靴の選び方");
    await replyWith(page, "クッション");
    await page.getByRole("button", { name: "この会話を消す" }).click();
    await page.getByRole("button", { name: "やめる" }).click();
    assert.match((await said(page)).join("\n"), /クッション/);

    const { token } = await page.evaluate(() => JSON.parse(sessionStorage.getItem("clinic-chat")));
    await page.getByRole("button", { name: "この会話を消す" }).click();
    await page.getByRole("button", { name: "削除する" }).click();
    await status(page).filter({ hasText: "消しました。" }).waitFor();
    assert.equal((await said(page)).length, 2);
    assert.doesNotMatch(await page.evaluate(() => JSON.stringify({ ...sessionStorage })), /靴の選び方"?,"(quick|links)/);
    const answer = await fetch(`${CHAT_URL}/api/chat/messages`, { headers: { Authorization: `Bearer ${token}` } });
    assert.equal(answer.status, 401);
  }, /401/));

test("the text size goes in three steps and is remembered on the device", () =>
  inChat(PHONE_SCREEN, async (page) => {
    const size = () => items(page).nth(1).locator(".bubble p").first()
      .evaluate((bubble) => Number.parseFloat(getComputedStyle(bubble).fontSize));
    const button = page.getByRole("button", { name: /^文字/ });
    const sizes = [await size()];
    for (let step = 0; step < 2; step += 1) {
      await button.tap();
      sizes.push(await size());
    }
    assert.deepEqual(sizes, [18, 22, 26]);
    await page.reload();
    await replyWith(page, "下から選ぶか");
    assert.equal(await size(), 26);
  }));

test("a message that is empty or too long stays in the box, counted from 450 characters", () =>
  inChat(WIDE_SCREEN, async (page) => {
    const counter = page.locator(".counter");
    await ask(page, "  ");
    assert.match(await status(page).innerText(), /会話の中のボタンか、文字でお答えください/);
    await box(page).fill("あ".repeat(449));
    assert.equal(await counter.innerText(), "");
    await box(page).fill("😀".repeat(450));
    assert.equal(await counter.innerText(), "あと50文字入力できます");
    await ask(page, "あ".repeat(501));
    assert.match(await counter.innerText(), /1文字多すぎます/);
    assert.equal((await box(page).inputValue()).length, 501);
    assert.equal(await items(page, ".user").count(), 0);
  }));
