// What every browser test needs: the browser, a page that complains of nothing, the engine to stop, and screenshots.

import assert from "node:assert/strict";
import { existsSync, mkdirSync } from "node:fs";
import { after, before } from "node:test";
import { chromium } from "playwright-core";

export const CHAT_URL = process.env.CHAT_URL;
export const PHONE = "050-1869-7918";
const SCREENSHOTS = process.env.SCREENSHOTS ?? "reports/screenshots";
const CANDIDATES = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const SWITCHES = [
  "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
  "--disable-sync",
];
// Root has no sandbox to enter.
const AS_ROOT = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
// Longer than the front desk's own 4.5 s.
const PATIENCE_MS = 12_000;

export const PHONE_SCREEN = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
export const WIDE_SCREEN = { viewport: { width: 1280, height: 800 } };

let browser;

// Registers start and end of the one browser of a test file.
export function useBrowser() {
  before(async () => {
    assert.ok(CHAT_URL, "CHAT_URL is not set; run scripts/test-browser");
    const executablePath = CANDIDATES.find((path) => path && existsSync(path));
    assert.ok(executablePath, "no Chromium; run scripts/set-up-tests");
    browser = await chromium.launch({ executablePath, args: [...SWITCHES, ...AS_ROOT] });
  });
  after(() => browser?.close());
}

// Runs `steps(page)` in a browser of its own; fails if the page wrote to the console or called a foreign host.
// `expected` are console messages that belong to the test, such as the browser's own line for a failed request.
export async function withPage(options, steps, expected = /^$/) {
  const context = await browser.newContext({ locale: "ja-JP", timezoneId: "Asia/Tokyo", ...options });
  const complaints = [];
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("request", (request) => {
      if (new URL(request.url()).origin !== CHAT_URL) complaints.push(`foreign: ${request.url()}`);
    });
    await steps(page);
    assert.deepEqual(complaints.filter((line) => !expected.test(line)), []);
  } finally {
    await context.close();
  }
}

// Runs `steps(page)` on the open chat, when the assistant has greeted.
export function inChat(options, steps, expected) {
  return withPage(options, async (page) => {
    await page.goto(`${CHAT_URL}/chat`);
    await replyWith(page, "知りたいことを書いてお送りください");
    await steps(page);
  }, expected);
}

// The latest bubble of the assistant that says this, once it is there.
export async function replyWith(page, text) {
  const reply = page.locator("#log .item.bot").filter({ hasText: text }).last();
  await reply.waitFor();
  return reply;
}

export async function ask(page, text) {
  await page.locator("#box").fill(text);
  await page.getByRole("button", { name: "送信" }).click();
}

export async function said(page) {
  return (await page.locator("#log .item").allInnerTexts()).map((text) => text.trim());
}

// How far the page and the log can be pushed sideways, and which elements stick out.
export function sidewaysScroll(page) {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const outside = [...document.querySelectorAll("#chat *")]
      .filter((element) => element.checkVisibility() && element.getBoundingClientRect().right > width + 0.5)
      .map((element) => `${element.tagName}.${element.className}`);
    const log = document.getElementById("log");
    return { page: document.documentElement.scrollWidth - width, log: log.scrollWidth - log.clientWidth, outside };
  });
}

// The engine hangs while the steps run.
export async function withEngineHanging(steps) {
  const engine = -Number(process.env.ENGINE_PID);
  process.kill(engine, "SIGSTOP");
  try {
    await steps();
  } finally {
    process.kill(engine, "SIGCONT");
  }
}

export async function screenshot(page, name) {
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: `${SCREENSHOTS}/${name}.png` });
}
