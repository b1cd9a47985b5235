// A whole booking through the chat, by hand as visitors do it, and what the real system then holds of it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { recordOf } from "./staff.js";
import {
  answered, ask, CHAT_URL, inChat, items, onHost, openChat, PHONE_SCREEN, replyWith, settled, status, tapped, useBrowser, WIDE_SCREEN,
} from "./support.js";

useBrowser();

const picker = (page) => page.locator(".picker").last();

async function pick(page, day, part) {
  await picker(page).getByLabel("日にち").fill(day);
  await picker(page).getByLabel("時間帯").selectOption({ label: part });
  await picker(page).getByRole("button").click();
}

async function assertUnnamed({ turns }, ...values) {
  assert.ok(turns.length > 3);
  const record = JSON.stringify(turns);
  assert.deepEqual(values.filter((value) => record.includes(value)), []);
}

test("a booking asked for with taps, words and the picker is stored, can be looked at, and is nameless in the record", () =>
  onHost(PHONE_SCREEN, "/", async (page) => {
    await openChat(page);
    await tapped(page, "無料カウンセリングの予約", "お名前を教えてください");
    await answered(page, "勘解由小路 光", "お電話番号を教えてください");
    await answered(page, "090-8765-4301", "ご希望の日時");
    const first = await picker(page).getByLabel("日にち").getAttribute("min");
    const last = await picker(page).getByLabel("日にち").getAttribute("max");
    await pick(page, first, "午後");
    await replyWith(page, /第1希望は、.*の午後ですね/);
    await settled(page);
    await pick(page, last, "指定なし");
    await replyWith(page, "どのようなことをご相談");
    await settled(page);
    await tapped(page, "膝と足首の両方", "同意いただけますか");
    const readBack = await tapped(page, "同意する", "次の内容でよろしいですか");
    const words = await readBack.innerText();
    for (const said of ["勘解由小路 光 様", "090-8765-4301", "の午後", "膝と足首"]) assert.ok(words.includes(said), words);
    await tapped(page, "送信する", "受け付けました");
    const end = await tapped(page, "メールはいらない", "これで終わりです");
    const [reference] = (await end.innerText()).match(/[A-Z0-9]{2}-[A-Z0-9]{4}/);

    const record = await recordOf(page);
    const [booking] = record.bookings;
    assert.equal(record.bookings.length, 1);
    assert.deepEqual(
      [booking.reference, booking.name, booking.phone, booking.concern, booking.state, booking.history],
      [reference, "勘解由小路 光", "090-8765-4301", "膝と足首の両方", "received", ["requested"]],
    );
    assert.deepEqual(booking.wished.map(({ day, part }) => [day, part]), [[first, "afternoon"], [last, "any"]]);
    await assertUnnamed(record, "勘解由小路", "8765-4301", "87654301");

    const [own] = await Promise.all([
      page.waitForEvent("popup"), end.getByRole("link", { name: "予約の確認・取消" }).click(),
    ]);
    await own.getByText(reference).first().waitFor();
    assert.match(own.url(), new RegExp(`^${CHAT_URL}/booking/`));
    assert.equal(await own.evaluate(() => document.referrer), "");
    assert.ok(await page.locator("dialog").isVisible());
  }));

test("a question in the middle of a booking is answered, and the booking goes on where it was, after a reload too", () =>
  inChat(WIDE_SCREEN, async (page) => {
    await answered(page, "予約したい", "お名前を教えてください");
    await answered(page, "千葉", "お電話番号を教えてください");
    await answered(page, "靴の選び方を教えて", "クッション");
    await replyWith(page, "お電話番号を教えてください");
    await answered(page, "09087654302", "ご希望の日時");
    await page.reload();
    await replyWith(page, "ご希望の日時");
    await picker(page).getByRole("button").click();
    await status(page).filter({ hasText: /から.*までの日付を選んでください/ }).waitFor();
    await answered(page, "来週の火曜の午後", "第2希望");
    await tapped(page, "第2希望はない", "どのようなことをご相談");
    await answered(page, "膝の相談", "同意いただけますか");
    await answered(page, "はい", "次の内容でよろしいですか");
    await tapped(page, "送信する", "受け付けました");
    const record = await recordOf(page);
    const [{ name, phone, wished }, ...others] = record.bookings;
    assert.deepEqual([name, phone, wished.length, wished[0].part, others], ["千葉", "090-8765-4302", 1, "afternoon", []]);
    await assertUnnamed(record, "千葉", "87654302", "8765-4302");
  }));

test("a red flag in the middle of a booking ends it: 119 alone, and nothing is stored", () =>
  inChat(PHONE_SCREEN, async (page) => {
    await answered(page, "予約したい", "お名前を教えてください");
    await answered(page, "千葉", "お電話番号を教えてください");
    await ask(page, "急に息が苦しくなって胸が痛いです");
    const reply = await replyWith(page, "すぐに119番へ電話してください");
    await settled(page);
    assert.equal(await reply.locator(".mark").innerText(), "緊急");
    assert.equal(await items(page).last().getByRole("button").count(), 0);
    assert.doesNotMatch(await items(page).last().innerText(), /お電話番号を教えて/);
    assert.deepEqual((await recordOf(page)).bookings, []);
  }));
