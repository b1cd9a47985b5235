// The states that a person looks at after every change, one picture each. `make screenshots`.

import { mkdirSync } from "node:fs";
import { answerWith, reply } from "./fake_api.js";
import {
  answered, ask, box, closeBrowser, enlarge, FAILED_REQUESTS, HOST_URL, inChat, items, launcher, onHost, openBrowser, openChat, PHONE_SCREEN,
  replyWith, settled, SMALL_SCREEN, status, tapped, WIDE_SCREEN, withPage,
} from "./support.js";

const FOLDER = process.env.SCREENSHOTS ?? "reports/screenshots";
const STAFF = "受付の田中です。ご質問を拝見しました。お電話でもご説明できますが、このままここでお答えしてもよろしいでしょうか。";

async function take(page, name) {
  await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.blur());
  await page.waitForTimeout(250);
  await page.screenshot({ path: `${FOLDER}/${name}.png` });
}

async function book(page, width) {
  await answered(page, "予約したい", "お名前を教えてください");
  await answered(page, "山田花子", "お電話番号を教えてください");
  await answered(page, "090-1234-5678", "ご希望の日時");
  const day = page.locator(".picker input").last();
  await day.fill(await day.getAttribute("min"));
  await take(page, `S09-booking-date-${width}`);
  await tapped(page, "この日で送る", "第2希望");
  await tapped(page, "第2希望はない", "どのようなことをご相談");
  await tapped(page, "膝の痛み", "同意いただけますか");
  await tapped(page, "同意する", "次の内容でよろしいですか");
  await take(page, `S09-booking-read-back-${width}`);
  await tapped(page, "送信する", "受け付けました");
  await tapped(page, "メールはいらない", "これで終わりです");
  await take(page, `S09-booking-end-${width}`);
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
  "S09-booking": async () => {
    await inChat(PHONE_SCREEN, (page) => book(page, 390));
    await inChat(WIDE_SCREEN, (page) => book(page, 1280));
  },
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
