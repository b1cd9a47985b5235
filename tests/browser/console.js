// Staff in a browser: an account made on the command line, signed in with password and code, and what pages must hold.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHmac } from "node:crypto";
import { existsSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const axe = createRequire(import.meta.url)("axe-core");
const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const CHAT = process.env.CHAT_URL;
// A browser offers passkeys by name, never by number.
export const SITE = CHAT?.replace("127.0.0.1", "localhost");
export const PASSWORD = "a long phrase of the clinic";
const SCREENSHOTS = process.env.SCREENSHOTS ?? `${ROOT}reports/screenshots`;
const CHROMIUM = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const AS_ROOT = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

let browser;

// Registers start and end of the one browser of a test file, with what else happens then.
export function useConsoleBrowser(first, last) {
  before(async () => {
    assert.ok(CHAT && process.env.SYSTEM_DATABASE_URL, "CHAT_URL is not set; run scripts/test-browser");
    const executablePath = CHROMIUM.find((path) => path && existsSync(path));
    assert.ok(executablePath, "no Chromium; run scripts/set-up-tests");
    browser = await chromium.launch({ executablePath, args: ["--disable-gpu", ...AS_ROOT] });
    await first();
  });
  after(async () => {
    await last();
    await browser?.close();
  });
}

// A new browser of a member of staff, which complains of nothing that the page does not expect.
export async function newContext(options = {}) {
  const context = await browser.newContext({
    baseURL: SITE, locale: "ja-JP", timezoneId: "Asia/Tokyo", viewport: { width: 1280, height: 900 }, ...options,
  });
  context.complaints = [];
  context.on("page", (page) => {
    page.setDefaultTimeout(15_000);
    page.on("console", (message) => {
      if (!/Password forms should have|Failed to load resource/.test(message.text())) context.complaints.push(message.text());
    });
    page.on("pageerror", (error) => context.complaints.push(String(error)));
  });
  return context;
}

export function manage(...command) {
  const env = { ...process.env, DATABASE_URL: process.env.SYSTEM_DATABASE_URL, PUBLIC_URL: SITE };
  return execFileSync(".venv/bin/python", ["manage.py", ...command], { cwd: ROOT, env, encoding: "utf8" }).trim();
}

// A six-digit code of RFC 6238 for the secret that the page shows.
export function code(secret, at = Date.now()) {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...secret].map((letter) => letters.indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const hash = createHmac("sha1", key).update(counter).digest();
  return String((hash.readUInt32BE(hash[19] & 15) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

// Follows an invitation to the sign-in page.
export async function join(page, link) {
  await page.goto(link);
  await page.locator("#id_new_password1").fill(PASSWORD);
  await page.locator("#id_new_password2").fill(PASSWORD);
  await page.getByRole("button", { name: "設定する" }).click();
}

export async function signIn(page, account) {
  await page.locator("#id_login").fill(account);
  await page.locator("#id_password").fill(PASSWORD);
  await page.getByRole("button", { name: "ログイン", exact: true }).click();
}

export async function setUpCodes(page) {
  await page.getByRole("link", { name: "設定する" }).click();
  const secret = await page.locator("#authenticator_secret").inputValue();
  await page.locator("#id_code").fill(code(secret));
  await page.locator("main form button").click();
  await page.goto("/console/");
  await page.getByRole("heading", { name: "今日" }).waitFor();
  return secret;
}

// A member of staff at the first page, with a browser of their own.
export async function staff(account, ...roles) {
  const link = manage("createstaff", account, ...roles.flatMap((role) => ["--role", role]));
  const context = await newContext();
  const page = await context.newPage();
  await join(page, link);
  await signIn(page, account);
  const secret = await setUpCodes(page);
  return { account, context, page, secret };
}

// What axe finds wrong, as lines to read.
export async function faults(page) {
  const found = await page.evaluate(`${axe.source}; axe.run(document, ${JSON.stringify({ runOnly: RULES })})`);
  return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`));
}

export async function picture(page, name) {
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: `${SCREENSHOTS}/${name}.png`, fullPage: true });
}

// Waits for the sentence that the page says after an action.
export function said(page, sentence) {
  return page.locator(".said").getByText(sentence).waitFor();
}

// What a visitor writes to book; then SENDS.
export const BOOKING = ["予約したい", "大野", "09012345681", "いつでも", "膝の相談", "はい"];
export const SENDS = "v1;intent;form_choice;answer=confirm_yes";

// A visitor who speaks the chat's API.
export async function visitor() {
  const call = async (path, body, token, method = body ? "POST" : "GET") => {
    const headers = { "Content-Type": "application/json", ...(token ? { Authorization: `Bearer ${token}` } : {}) };
    const answer = await fetch(CHAT + path, { method, headers, body: body && JSON.stringify(body) });
    assert.ok(answer.ok, `${path}: ${answer.status}`);
    return answer.json();
  };
  const { token } = await call("/api/chat/session", {});
  return {
    say: (text) => call("/api/chat/messages", { id: crypto.randomUUID(), text }, token),
    tap: (payload) => call("/api/chat/messages", { id: crypto.randomUUID(), payload }, token),
    read: async () => (await call("/api/chat/messages", null, token)).messages.map((message) => message.text).join("\n"),
  };
}
