// The clinic's own web site as the tests need it: the two examples of docs/embedding, and pages that make it hard.

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";

const DOCS = new URL("../../docs/embedding/", import.meta.url);
const READER = createRequire(import.meta.url).resolve("@guidepup/virtual-screen-reader/browser.js");

const page = (body, head = "") => `<!doctype html><html lang="ja"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>クリニック</title>
<script type="module" src="https://desk.example/widget.js"></script>${head}</head><body>${body}</body></html>`;
const CHAT = `<clinic-chat endpoint="https://desk.example/api/chat" tel="050-1869-7918" tel-say="ブログを見て膝の相談をしたい"
hours="9:00〜18:00(月〜土)"><a href="tel:05018697918">電話 050-1869-7918</a></clinic-chat>`;
const MAIN = `<main><h1>クリニックのホームページ</h1><p>本文</p><button id="below" type="button"
style="position:fixed;right:16px;bottom:120px">予約</button></main>`;
// What careless style sheets of host pages do to everything they can reach.
const HOSTILE = `<style>*{all:unset!important}button,dialog,a{display:none!important}html{font-size:62.5%}
clinic-chat{display:none!important;font-size:4px!important;color:#fff!important}</style>`;
const POLICY = (desk) => `default-src 'none'; script-src ${desk}; connect-src ${desk}; img-src ${desk}; `
  + "require-trusted-types-for 'script'; trusted-types lit-html";

const PAGES = {
  "/": () => [page(MAIN + CHAT)],
  "/other": () => [page(`<main><h1>ほかのページ</h1></main>${CHAT}`)],
  "/script.html": () => [readFileSync(new URL("script.html", DOCS), "utf8")],
  "/frame.html": () => [readFileSync(new URL("frame.html", DOCS), "utf8")],
  "/hostile": () => [page(MAIN + CHAT, HOSTILE)],
  "/strict": (desk) => [page(CHAT), { "Content-Security-Policy": POLICY(desk) }],
  "/script-fails": () => [page(CHAT).replace("widget.js", "no-such-file.js")],
  "/policy-without-lit": (desk) => [page(CHAT), { "Content-Security-Policy": POLICY(desk).replace("lit-html", "other") }],
  "/reader.js": () => [readFileSync(READER, "utf8"), { "Content-Type": "text/javascript" }],
  "/favicon.ico": () => ["", {}],
};

let server;

export function startHost(address, desk) {
  server = createServer((request, response) => {
    const [body, headers = {}] = PAGES[new URL(request.url, address).pathname]?.(desk) ?? ["", {}];
    response.writeHead(body ? 200 : 204, { "Content-Type": "text/html; charset=utf-8", ...headers });
    response.end(body.replaceAll("https://desk.example", desk));
  });
  return new Promise((started) => server.listen(Number(new URL(address).port), "127.0.0.1", started));
}

export function stopHost() {
  server?.closeAllConnections();
  return new Promise((stopped) => (server ? server.close(stopped) : stopped()));
}
