// Text that would be code stays text, in every field of a message and in what the visitor types.

import assert from "node:assert/strict";
import { test } from "node:test";
import { answerWith, reply } from "./fake_api.js";
import { ask, CHAT_URL, inChat, items, settled, useBrowser, WIDE_SCREEN } from "./support.js";

useBrowser();

const CODE = [
  "<script>window.hit = 1</script>",
  "<img src=x onerror=\"window.hit = 1\">",
  "<svg onload=\"window.hit = 1\">",
  "\"><iframe srcdoc=\"<script>parent.hit = 1</script>\">",
  "<a href=\"javascript:window.hit = 1\">膝</a>",
  "[膝](javascript:window.hit=1)",
  "{{constructor.constructor('window.hit=1')()}}",
  "${window.hit = 1}",
  "<!--?lit$0$-->",
  "javascript:window.hit=1",
  " java\nscript:window.hit=1",
  "data:text/html,<script>parent.hit=1</script>",
  "//evil.example/x.png",
  "https:evil",
  "\u202e<b>",
  "</p></div><style>*{display:none}</style>",
];
const OTHER_SHAPES = [null, 0, true, [], [[]], {}, { _$litType$: 1, strings: ["<img src=x>"], values: [] }, ["<b>"], "\u0000"];
const OURS = new Set([
  "A", "BUTTON", "CAPTION", "DIV", "FORM", "IMG", "INPUT", "LABEL", "OPTION", "P", "SELECT", "SPAN", "TABLE", "TBODY", "TD", "TH",
  "THEAD", "TR",
]);

// A message with the value in every field it has.
const full = (value) => ({
  id: value, from: value, text: value, source: value, urgency: value,
  quick_replies: [{ title: value, payload: value }, value],
  links: [{ title: value, href: value }, { title: "x", href: value }, value],
  table: { caption: value, columns: [value, value], rows: [[value, value], value] },
  picker: { kind: "date", min: value, max: value, payload: value },
  image: { src: value, alt: value },
});

function found(page) {
  return page.evaluate((desk) => {
    const log = document.querySelector("clinic-chat").shadowRoot.querySelector(".log");
    const elements = [...log.querySelectorAll("*")];
    const handlers = elements.flatMap((one) => one.getAttributeNames().filter((name) => name.startsWith("on")));
    const addresses = elements.flatMap((one) => [one.getAttribute("href"), one.getAttribute("src")]).filter(Boolean);
    return {
      hit: window.hit ?? null,
      tags: [...new Set(elements.map((one) => one.tagName))],
      handlers,
      addresses: addresses.filter((one) => !/^(https:\/\/|tel:)/.test(one) && !one.startsWith(`${desk}/`)),
      links: elements.filter((one) => one.tagName === "A" && one.rel !== "noopener noreferrer").length,
      pictures: elements.filter((one) => one.tagName === "IMG" && !one.alt.trim()).length,
    };
  }, CHAT_URL);
}

async function assertHarmless(page) {
  const { tags, ...rest } = await found(page);
  assert.deepEqual(rest, { hit: null, handlers: [], addresses: [], links: 0, pictures: 0 });
  assert.deepEqual(tags.filter((tag) => !OURS.has(tag)), []);
}

test("code in every field of a reply makes no element, handler or address of its own, after a reload too", () =>
  inChat(WIDE_SCREEN, async (page) => {
    for (const code of CODE) {
      await answerWith(page, reply(full(code)));
      await ask(page, "膝");
      await settled(page);
    }
    assert.ok((await page.getByRole("log").innerText()).includes("<script>window.hit = 1</script>"));
    await assertHarmless(page);
    await page.reload();
    await items(page).nth(3).waitFor();
    await assertHarmless(page);
  }, /Failed to load resource/));

test("fields of another shape are left out, and the chat goes on", () =>
  inChat(WIDE_SCREEN, async (page) => {
    for (const shape of OTHER_SHAPES) {
      await answerWith(page, { messages: [full(shape), shape], mode: shape });
      await ask(page, "膝");
      await settled(page);
    }
    await answerWith(page, { messages: { text: "no list" } }, reply({ id: "999", text: "まだ話せます" }));
    await ask(page, "膝");
    await settled(page);
    await ask(page, "膝");
    await items(page).filter({ hasText: "まだ話せます" }).waitFor();
    await assertHarmless(page);
  }));

test("what a visitor types stays what it is, before and after a reload", () =>
  inChat(WIDE_SCREEN, async (page) => {
    for (const [index, code] of CODE.slice(0, 7).entries()) {
      await ask(page, code);
      await settled(page);
      assert.equal(await items(page, ".user").nth(index).locator(".bubble").innerText(), code);
    }
    await page.reload();
    await items(page, ".user").nth(6).waitFor();
    assert.deepEqual(await items(page, ".user").locator(".bubble").allInnerTexts(), CODE.slice(0, 7));
    await assertHarmless(page);
  }));

test("a link leads by telephone, to https, or to the front desk; after a reload too", () =>
  inChat(WIDE_SCREEN, async (page) => {
    const good = ["tel:119", "https://clinic.example/", "/booking/x", `${CHAT_URL}/booking/y`];
    const bad = [
      "booking/x", "http://evil.example/", "//evil.example/", "/\\evil.example/", "\t//evil.example/", "javascript:alert(1)", "blob:x",
      `${CHAT_URL}.evil.example/`, `${CHAT_URL}@evil.example/`, "tel", "",
    ];
    await answerWith(page, reply({ text: "リンク", links: [...good, ...bad].map((href) => ({ title: "x", href })) }));
    await ask(page, "膝");
    await settled(page);
    const shown = () => items(page).last().getByRole("link").evaluateAll((all) =>
      all.map((one) => [one.getAttribute("href"), one.target, one.rel]));
    const expected = ["tel:119", "https://clinic.example/", `${CHAT_URL}/booking/x`, `${CHAT_URL}/booking/y`]
      .map((href) => [href, href.startsWith("tel:") ? "" : "_blank", "noopener noreferrer"]);
    assert.deepEqual(await shown(), expected);
    await page.reload();
    await items(page).filter({ hasText: "リンク" }).waitFor();
    assert.deepEqual(await shown(), expected);
  }));

test("a picture is shown from the front desk only", () =>
  inChat(WIDE_SCREEN, async (page) => {
    const sources = ["https://evil.example/x.png", "data:image/svg+xml,<svg/>", "/static/chat/icon.svg", "static/chat/icon.svg"];
    await answerWith(page, reply(...sources.map((src) => ({ text: "絵", image: { src, alt: "絵の説明" } }))));
    await ask(page, "絵");
    await settled(page);
    const shown = await page.locator(".log img").evaluateAll((images) => images.map((image) => image.src));
    assert.deepEqual(new Set(shown), new Set([`${CHAT_URL}/static/chat/icon.svg`]));
  }));
