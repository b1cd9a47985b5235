// What every browser test needs: the browser, a page that complains of nothing, the chat in it, the engine to stop.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { after, before } from "node:test";
import { chromium } from "playwright-core";
import { startHost, stopHost } from "./host.js";

export const CHAT_URL = process.env.CHAT_URL;
export const HOST_URL = process.env.HOST_URL;
export const PHONE = "050-1869-7918";
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
export const SMALL_SCREEN = { viewport: { width: 320, height: 568 }, hasTouch: true, isMobile: true };
export const WIDE_SCREEN = { viewport: { width: 1280, height: 800 } };
// The browser's own line for a request that a test makes fail.
export const FAILED_REQUESTS = /Failed to load resource/;

let browser;

export async function openBrowser() {
  assert.ok(CHAT_URL && HOST_URL, "CHAT_URL and HOST_URL are not set; run scripts/test-browser");
  const executablePath = CANDIDATES.find((path) => path && existsSync(path));
  assert.ok(executablePath, "no Chromium; run scripts/set-up-tests");
  browser = await chromium.launch({ executablePath, args: [...SWITCHES, ...AS_ROOT], env: { ...process.env, LANGUAGE: "ja" } });
  await startHost(HOST_URL, CHAT_URL);
}

export async function closeBrowser() {
  await browser?.close();
  await stopHost();
}

// Registers start and end of the one browser of a test file.
export function useBrowser() {
  before(openBrowser);
  after(closeBrowser);
}

// Runs `steps(page)` in a browser of its own; fails if the page wrote to the console, called a foreign host or set a
// cookie. `expected` are console messages that belong to the test.
export async function withPage(options, steps, expected = /^$/) {
  const context = await browser.newContext({ locale: "ja-JP", timezoneId: "Asia/Tokyo", ...options });
  const complaints = [];
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("request", (request) => {
      if (![CHAT_URL, HOST_URL].includes(new URL(request.url()).origin)) complaints.push(`foreign: ${request.url()}`);
    });
    await steps(page);
    assert.deepEqual(complaints.filter((line) => !expected.test(line)), []);
    assert.deepEqual(await context.cookies(), []);
  } finally {
    await context.close();
  }
}

// Runs `steps(page)` on /chat, when the assistant has greeted.
export function inChat(options, steps, expected) {
  return withPage(options, async (page) => {
    await page.goto(`${CHAT_URL}/chat`);
    await greeted(page);
    await steps(page);
  }, expected);
}

// Runs `steps(page)` on a page of the clinic's own web site (host.js), with the chat closed.
export function onHost(options, path, steps, expected) {
  return withPage(options, async (page) => {
    await page.goto(HOST_URL + path);
    await launcher(page).waitFor();
    await steps(page);
  }, expected);
}

export const launcher = (page) => page.getByRole("button", { name: "チャットで質問する" });
export const box = (page) => page.locator("textarea");
export const log = (page) => page.getByRole("log");
export const status = (page) => page.getByRole("status");
export const items = (page, kind = "") => page.locator(`.log .item${kind}`);

export async function openChat(page) {
  await launcher(page).click();
  await greeted(page);
}

export const greeted = (page) => replyWith(page, "下から選ぶか");

// The latest bubble of the assistant that says this, once it is there.
export async function replyWith(page, text) {
  const reply = items(page, ".bot").filter({ hasText: text }).last();
  await reply.waitFor();
  return reply;
}

export async function ask(page, text) {
  await box(page).fill(text);
  await page.getByRole("button", { name: "送信" }).click();
}

// The reply to a typed text, once it is there and nothing more is coming.
export async function answered(page, text, words) {
  await ask(page, text);
  return heard(page, words);
}

// The reply to the latest button of this title.
export async function tapped(page, title, words) {
  await page.getByRole("button", { name: title, exact: true }).last().click();
  return heard(page, words);
}

async function heard(page, words) {
  const reply = await replyWith(page, words);
  await settled(page);
  return reply;
}

export async function said(page) {
  return (await items(page).allInnerTexts()).map((text) => text.trim());
}

// The status is empty again: nothing is being sent.
export async function settled(page) {
  await page.waitForFunction(() => {
    const chat = document.querySelector("clinic-chat").shadowRoot;
    return chat.querySelector(".status").textContent === "" && !/"waiting":\[\{/.test(sessionStorage.getItem("clinic-chat"));
  });
}

export async function enlarge(page, label) {
  const button = page.getByRole("button", { name: /^文字/ });
  for (let step = 0; step < 3 && !(await button.innerText()).endsWith(`:${label}`); step += 1) await button.click();
  assert.match(await button.innerText(), new RegExp(`:${label}$`));
}

// The page's clock stands still from now on and goes on only by page.clock.runFor. Install it before the page is opened.
export const stopClock = (page) => page.clock.pauseAt(new Date(Date.now() + 60_000));

// Runs `steps(page, opened)` with the page's clock in the test's hand, once `open(page)` has opened the chat.
export function withClock(options, open, steps) {
  return withPage(options, async (page) => {
    await page.clock.install();
    const opened = await open(page);
    await stopClock(page);
    await steps(page, opened);
  });
}

// Lets time pass in steps, so that each request is answered before the next is due.
export async function pass(page, ms) {
  for (let left = ms; left > 0; left -= 1000) {
    await page.clock.runFor(Math.min(1000, left));
    await page.evaluate(() => new Promise((resolve) => queueMicrotask(resolve)));
  }
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
