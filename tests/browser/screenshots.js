// The states that a person looks at after every change, one picture each. `make screenshots`.

import { mkdirSync } from "node:fs";
import { answerWith, reply } from "./fake_api.js";
import {
  ask, box, closeBrowser, enlarge, FAILED_REQUESTS, HOST_URL, inChat, items, launcher, onHost, openBrowser, openChat, PHONE_SCREEN,
  replyWith, settled, SMALL_SCREEN, status, WIDE_SCREEN, withPage,
} from "./support.js";

const FOLDER = process.env.SCREENSHOTS ?? "reports/screenshots";
const BOOKING = [
  "次の内容でお申し込みします。よろしいですか。", "お名前: 山田 花子 様", "電話番号: 090-1234-5678", "ご希望日: 11月25日(水) 午前",
  "ご相談: 膝の痛み",
].join("\n");
const STAFF = "受付の田中です。ご質問を拝見しました。お電話でもご説明できますが、このままここでお答えしてもよろしいでしょうか。";
const STOP = { title: "やめる", payload: "v1;intent;stop" };
const PICKER = { kind: "date", slot: "wish_1", min: "2026-11-24", max: "2027-01-31" };

async function take(page, name) {
  await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.blur());
  await page.waitForTimeout(250);
  await page.screenshot({ path: `${FOLDER}/${name}.png` });
}

async function answered(page, question, words) {
  await ask(page, question);
  await replyWith(page, words);
  await settled(page);
}

const PICTURES = {
  "S01-closed": () => onHost(PHONE_SCREEN, "/script.html", (page) => take(page, "S01-closed")),
  "S02-first-screen": () => inChat(PHONE_SCREEN, (page) => take(page, "S02-first-screen-390")),
  "S03-small": () => inChat(SMALL_SCREEN, async (page) => {
    await enlarge(page, "特大");
    await page.reload();
    await replyWith(page, "下から選ぶか");
    await take(page, "S03-first-screen-320-largest");
    await answered(page, "靴の選び方を教えて", "クッション");
    await take(page, "S03-answer-320-largest");
  }),
  "S04-answer": () => inChat(PHONE_SCREEN, async (page) => {
    await answered(page, "インソールは役に立ちますか", "足底板");
    await take(page, "S04-answer-390");
    await answered(page, "壁を使ったふくらはぎのストレッチ", "壁に手をつき");
    await take(page, "S04-exercise-390");
    await answered(page, "靴の選び方", "クッション");
    await take(page, "S04-shoes-390");
  }),
  "S05-comparison": async () => {
    await inChat(PHONE_SCREEN, async (page) => {
      await answered(page, "治療法の比較", "金額・日数");
      await page.locator(".log table").evaluate((table) => table.scrollIntoView());
      await take(page, "S05-comparison-390");
    });
    await inChat(WIDE_SCREEN, async (page) => {
      await answered(page, "治療法の比較", "金額・日数");
      await take(page, "S05-comparison-1280");
    });
  },
  "S06-urgent": () => inChat(PHONE_SCREEN, async (page) => {
    await answered(page, "急に息が苦しくなって胸が痛いです", "すぐに119番へ電話してください");
    await take(page, "S06-urgent-390");
  }),
  "S07-not-understood": () => inChat(PHONE_SCREEN, async (page) => {
    await answered(page, "膝が痛い", "もしかして");
    await take(page, "S07-did-you-mean-390");
    await answered(page, "痛い", "続けて読み取れず");
    await take(page, "S07-not-understood-twice-390");
  }),
  "S08-failed": () => inChat(PHONE_SCREEN, async (page) => {
    await answerWith(page, "abort", "abort", "abort");
    await ask(page, "靴の選び方");
    await status(page).filter({ hasText: "送信できませんでした。" }).waitFor();
    await take(page, "S08-failed-390");
    await page.context().setOffline(true);
    await page.getByRole("button", { name: "もう一度送る" }).click();
    await status(page).filter({ hasText: "インターネット" }).waitFor();
    await take(page, "S08-offline-390");
  }, FAILED_REQUESTS),
  "S09-booking": () => inChat(PHONE_SCREEN, async (page) => {
    await answerWith(page, reply({ id: "101", text: "ご希望の日をお選びください。", picker: PICKER, quick_replies: [STOP] }),
      reply({ id: "102", text: BOOKING, quick_replies: ["申し込む", "直す", "やめる"].map((title) => ({ title, payload: "v1;intent;affirm" })) }));
    await ask(page, "予約したい");
    await settled(page);
    await take(page, "S09-booking-date-390");
    await page.locator(".picker input").fill("2026-11-25");
    await page.getByRole("button", { name: "送る" }).click();
    await replyWith(page, "よろしいですか");
    await settled(page);
    await take(page, "S09-booking-read-back-390");
  }),
  "S10-staff": () => inChat(PHONE_SCREEN, async (page) => {
    await answerWith(page, { ...reply({ id: "101", from: "staff", text: STAFF }), mode: "human" });
    await ask(page, "人と話したい");
    await items(page, ".staff").waitFor();
    await settled(page);
    await take(page, "S10-staff-390");
  }),
  "S11-page": () => inChat(WIDE_SCREEN, async (page) => {
    await take(page, "S11-page-1280");
    await answered(page, "片足立ちのバランス練習", "片足立ちは");
    await take(page, "S11-page-exercise-1280");
  }),
  "S12-elsewhere": async () => {
    await withPage(WIDE_SCREEN, async (page) => {
      await page.goto(`${HOST_URL}/frame.html`);
      await page.frameLocator("iframe").locator(".log .item").nth(1).waitFor();
      await take(page, "S12-frame-1280");
    });
    await onHost(WIDE_SCREEN, "/script.html", async (page) => {
      await openChat(page);
      await answered(page, "足首回しのやり方", "時計回り");
      await take(page, "S12-window-1280");
    });
  },
  "S13-forced-colours": () => inChat({ ...PHONE_SCREEN, forcedColors: "active" }, async (page) => {
    await answered(page, "靴の選び方", "クッション");
    await take(page, "S13-forced-colours-390");
  }),
  "S14-keyboard-open": () => inChat(SMALL_SCREEN, async (page) => {
    await answered(page, "靴の選び方", "クッション");
    await page.setViewportSize({ width: 320, height: 300 });
    await box(page).fill("かかとの高さは");
    await page.waitForTimeout(250);
    await page.screenshot({ path: `${FOLDER}/S14-keyboard-open-320.png` });
  }),
  "S15-erasing": () => onHost(PHONE_SCREEN, "/", async (page) => {
    await launcher(page).tap();
    await replyWith(page, "下から選ぶか");
    await page.getByRole("button", { name: "会話を消す" }).tap();
    await take(page, "S15-erasing-390");
  }),
};

mkdirSync(FOLDER, { recursive: true });
await openBrowser();
try {
  const wanted = process.argv.slice(2);
  for (const [name, picture] of Object.entries(PICTURES)) {
    if (!wanted.length || wanted.some((part) => name.startsWith(part))) await picture();
  }
} finally {
  await closeBrowser();
}
