// What staff do, from the first link to the last correction, in a real browser with the real assistant behind it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import {
  BOOKING, code, join, manage, newContext, PASSWORD, said, SENDS, setUpCodes, signIn, SITE, staff, useConsoleBrowser, visitor,
} from "./console.js";

let chief;

useConsoleBrowser(
  async () => { chief = await staff("chief", "manager"); },
  async () => {
    assert.deepEqual(chief.context.complaints, []);
    await chief.context.close();
  },
);

const row = (page, text) => page.locator("[data-row]").filter({ hasText: text }).first();

async function open(page, text) {
  await page.goto("/console/conversations/");
  await row(page, text).locator("[data-open]").click();
}

test("a new member signs in with a link, a password and a code, and the next time with password and code", async () => {
  const context = await newContext();
  const page = await context.newPage();
  const link = manage("createstaff", "nurse", "--role", "responder");
  await join(page, link);
  await signIn(page, "nurse");
  await page.getByText("2つ目の確認が必要です").waitFor();
  await page.goto("/console/conversations/");
  assert.match(page.url(), /factors/);
  const secret = await setUpCodes(page);
  await page.getByRole("button", { name: "ログアウト" }).click();
  await page.goto("/console/queue/");
  await signIn(page, "nurse");
  await page.locator("#id_code").fill(code(secret, Date.now() + 30_000));
  await page.locator("main form button").first().click();
  await page.getByRole("heading", { name: "引き継ぎ・予約" }).waitFor();
  assert.equal((await page.request.get("/console/training/")).status(), 403);
  await context.close();
});

test("a passkey is registered, and signs in without a password", async () => {
  const context = await newContext();
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("WebAuthn.enable");
  await session.send("WebAuthn.addVirtualAuthenticator", {
    options: { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true },
  });
  await join(page, manage("createstaff", "doctor", "--role", "responder"));
  await signIn(page, "doctor");
  await page.getByRole("link", { name: "追加する" }).click();
  await page.locator("#id_passwordless").check();
  await page.locator("#mfa_webauthn_add").click();
  await page.waitForURL(/recovery|webauthn\/$/);
  await page.goto("/console/");
  await page.getByRole("heading", { name: "今日" }).waitFor();
  await page.getByRole("button", { name: "ログアウト" }).click();
  await page.goto("/console/account/login/");
  await page.getByRole("button", { name: "パスキーでログイン" }).click();
  await page.getByRole("heading", { name: "今日" }).waitFor();
  await context.close();
});

test("what a visitor writes is on the list within 15 s, without a reload, and a row with the focus stays", async () => {
  const { page } = chief;
  await (await visitor()).say("靴の選び方を教えてください");
  await page.goto("/console/conversations/");
  await row(page, "靴の選び方").waitFor();
  await (await visitor()).say("インソールは必要ですか");
  await row(page, "インソールは必要ですか").waitFor({ timeout: 15_000 });
  await row(page, "靴の選び方").locator("[data-open]").focus();
  const answers = [];
  page.on("response", (response) => {
    if (response.url().includes("since=")) answers.push(response.status());
  });
  await page.waitForResponse((response) => response.url().includes("conversations/?since="), { timeout: 15_000 });
  await page.waitForTimeout(500);
  assert.match(await page.evaluate(() => document.activeElement.textContent), /靴の選び方/);
  assert.ok(answers.includes(204), String(answers));
});

test("a person takes over, replies, the visitor reads it, an urgent word is caught, and it is given back", async () => {
  const { page } = chief;
  const asking = await visitor();
  await asking.say("スタッフと話したいです");
  await open(page, "スタッフと話したいです");
  await page.getByRole("button", { name: "引き継ぐ" }).click();
  await page.getByLabel("返信").fill("こんにちは。受付の者です。");
  await page.getByRole("button", { name: "送信する" }).click();
  await said(page, "返信しました");
  assert.match(await asking.read(), /受付の者です/);
  await asking.say("急に胸が苦しくて息ができません");
  assert.match(await asking.read(), /119番/);
  await page.locator("#transcript").getByText("急に胸が苦しくて息ができません").waitFor({ timeout: 15_000 });
  await page.reload();
  await page.getByText("緊急の発言があります").waitFor();
  await page.getByRole("button", { name: "内容を確認した" }).click();
  await page.getByText("が確認しました").or(page.getByText("に確認しました")).first().waitFor();
  await page.getByRole("button", { name: "自動応答にもどす" }).click();
  await said(page, "自動応答にもどしました");
  const { mode } = await asking.say("靴の選び方を教えて");
  assert.equal(mode, "bot");
});

test("a booking is confirmed and the visitor sees it", async () => {
  const { page } = chief;
  const booking = await visitor();
  for (const text of BOOKING) await booking.say(text);
  await booking.tap(SENDS);
  await page.goto("/console/queue/?kind=booking");
  await page.locator("[data-open]").last().click();
  assert.equal(await page.getByText("大野").count(), 0);
  await page.getByRole("button", { name: "お名前と電話番号を表示" }).click();
  await page.getByText("大野").waitFor();
  const day = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel("日付").fill(day);
  await page.getByLabel("時刻").fill("10:30");
  await page.getByRole("button", { name: "この日時で確定する" }).click();
  await said(page, "変更しました");
  assert.match(await booking.read(), /に決まりました/);
});

test("unanswered questions are found, three are corrected, made general and exported", async () => {
  const { page } = chief;
  for (const text of ["犬を連れて行けますか", "犬を連れて行ってもいいですか", "犬も連れて行けますか"]) await (await visitor()).say(text);
  manage("group_unanswered");
  await page.goto("/console/unanswered/");
  const group = page.locator(".group").filter({ hasText: "犬" }).first();
  await group.getByLabel("トピック").selectOption("clinic/hours_access");
  await group.getByRole("button", { name: "既存のトピックに追加" }).click();
  await said(page, "学習データの候補に加えました");
  await page.goto("/console/training/?state=candidate");
  const count = await page.locator("[data-row]").count();
  assert.ok(count >= 1);
  for (let left = count; left > 0; left -= 1) {
    await page.locator("[data-row]").first().getByRole("button", { name: "採用" }).click();
    await said(page, "採用しました");
  }
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "書き出す" }).click();
  const lines = readFileSync(await (await download).path(), "utf8").trim().split("\n").map((line) => JSON.parse(line));
  assert.equal(lines.length, count);
  assert.ok(lines.every((line) => line.topic === "clinic/hours_access" && line.text.includes("犬")));
  await page.goto("/console/training/");
  assert.equal(await page.getByText("書き出し済み").count() > count, true);
});

test("ten conversations are gone through with the keyboard alone", async () => {
  const { page } = chief;
  for (let number = 1; number <= 10; number += 1) await (await visitor()).say(`人と話したい ${number}`);
  await page.goto("/console/conversations/?status=open");
  const before = await page.locator("[data-row]").count();
  assert.ok(before >= 10);
  for (let number = 0; number < 10; number += 1) {
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await page.waitForURL(/conversations\/[0-9a-f-]{36}\//);
    await page.keyboard.press("e");
    await said(page, "対応済みにしました");
    await page.goto("/console/conversations/?status=open");
  }
  assert.equal(await page.locator("[data-row]").count(), before - 10);
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.id), "q");
  await page.keyboard.type("eju");
  assert.equal(await page.inputValue("#q"), "eju", "keys are letters in a field");
  await page.locator("h1").click();
  await page.keyboard.press("?");
  await page.getByRole("dialog").waitFor();
  await page.getByLabel("キー操作を使わない").check();
  await page.keyboard.press("Escape");
  await page.keyboard.press("/");
  assert.notEqual(await page.evaluate(() => document.activeElement.id), "q");
  await page.evaluate(() => localStorage.clear());
});

test("without JavaScript one can still search, read, note and reply", async () => {
  const asking = await visitor();
  await asking.say("JavaScriptなしで人と話したい");
  const state = await chief.context.storageState();
  const context = await newContext({ javaScriptEnabled: false, storageState: state });
  const page = await context.newPage();
  await page.goto("/console/conversations/");
  await page.locator("#q").fill("JavaScriptなし");
  await page.getByRole("button", { name: "検索", exact: true }).click();
  await page.locator("[data-open]").first().click();
  await page.getByLabel("ノートを書く").fill("折り返し電話する");
  await page.getByRole("button", { name: "追加する" }).click();
  await page.getByText("折り返し電話する").waitFor();
  await page.getByRole("button", { name: "引き継ぐ" }).click();
  await page.getByLabel("返信").fill("お電話します。");
  await page.getByRole("button", { name: "送信する" }).click();
  assert.match(await asking.read(), /お電話します/);
  await context.close();
});

test("the password is one that a manager can store and paste", async () => {
  const context = await newContext();
  const page = await context.newPage();
  await page.goto(`${SITE}/console/account/login/`);
  assert.equal(await page.getAttribute("#id_login", "autocomplete"), "username");
  assert.equal(await page.getAttribute("#id_password", "autocomplete"), "current-password");
  await page.locator("#id_password").focus();
  await page.keyboard.insertText(PASSWORD);
  assert.equal(await page.inputValue("#id_password"), PASSWORD);
  await context.close();
});
