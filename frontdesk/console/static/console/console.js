// What pages do besides being pages: they ask every ten seconds whether something has changed, say when more waits,
// and know keys. Without this file everything can still be done.

import { useKeys } from "./keys.js";

const EVERY_MS = 10_000;
const WARNED_BEFORE_MS = 2 * 60_000;

const body = document.body;
const status = document.createElement("p");
status.className = "unseen";
status.setAttribute("role", "status");
body.append(status);

// ---- asking what is new

// A visible page asks; one in the background would only cost.
setInterval(() => {
  if (document.visibilityState === "visible") body.dispatchEvent(new CustomEvent("console-poll"));
}, EVERY_MS);

body.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["X-Console-Poll"] = "1";
});

// What a person is at is never replaced: a row with the focus, ticked rows, a form being filled in.
body.addEventListener("htmx:beforeSwap", (event) => {
  const target = event.detail.target;
  const isBusy = target.contains(document.activeElement) || target.querySelector("input:checked, details[open], select.changed");
  if (isBusy && target.id !== "live") event.detail.shouldSwap = false;
});

for (const name of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
  body.addEventListener(name, () => {
    const stale = document.getElementById("stale");
    document.getElementById("stale-at").textContent = new Date().toLocaleTimeString("ja-JP", { hour: "2-digit", minute: "2-digit" });
    stale.hidden = false;
  });
}
body.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful) document.getElementById("stale").hidden = true;
});

body.addEventListener("change", (event) => {
  if (event.target.matches("#transcript select")) event.target.classList.add("changed");
});

// ---- saying that more waits

const titleOfPage = document.title;
let waiting = null;

function tell() {
  const live = document.getElementById("live");
  if (!live?.dataset.attention) return;
  const now = { attention: Number(live.dataset.attention), urgent: Number(live.dataset.urgent) };
  document.title = now.attention ? `(${now.attention}) 要対応 | ${titleOfPage}` : titleOfPage;
  if (waiting && now.urgent > waiting.urgent) status.textContent = `緊急の会話が${now.urgent}件あります。`;
  else if (waiting && now.attention > waiting.attention) status.textContent = `要対応が${now.attention}件になりました。`;
  waiting = now;
}
body.addEventListener("htmx:afterSettle", tell);

// ---- the end of the session

const idleMinutes = Number(body.dataset.idleMinutes);
if (idleMinutes) {
  const notice = document.getElementById("idle");
  setTimeout(() => { notice.hidden = false; }, idleMinutes * 60_000 - WARNED_BEFORE_MS);
  document.getElementById("stay").addEventListener("click", async () => {
    const answer = await fetch(body.dataset.live, { headers: { Accept: "text/html" } });
    if (answer.redirected) location.reload();
    else location.assign(location.href);
  });
}

// ---- canned replies

document.getElementById("canned")?.addEventListener("change", (event) => {
  const box = document.getElementById("answer");
  if (event.target.value) box.value = box.value ? `${box.value}\n${event.target.value}` : event.target.value;
  box.focus();
});

useKeys();
