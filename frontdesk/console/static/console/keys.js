// Keys for those who go through many conversations. Off in fields and while composing; can be switched off for good.

const OFF = "console-keys-off";

function rows() {
  return [...document.querySelectorAll("[data-row]")];
}

// The row with the focus, or the last one that had it.
function here() {
  return document.activeElement?.closest("[data-row]");
}

function step(by) {
  const all = rows();
  const at = all.indexOf(here());
  const next = all[Math.min(Math.max(at + by, 0), all.length - 1)];
  (next?.querySelector("[data-open]") ?? next?.querySelector("a, button, input"))?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

// On the list the row's box is ticked and the button for all ticked rows is pressed; on a page its own form is sent.
function act(action, form) {
  const row = here();
  const box = row?.querySelector("input[name=id]");
  const button = document.querySelector(`#bulk button[value=${action}]`);
  if (box && button) {
    box.checked = true;
    button.click();
  } else if (form) {
    form.requestSubmit();
  }
}

const ACTIONS = {
  j: () => step(1),
  k: () => step(-1),
  e: () => act("done", document.getElementById("resolve")),
  u: () => document.getElementById("unread")?.requestSubmit(),
  t: () => (document.querySelector("#tags input") ?? document.querySelector("#bulk select[name=tag]"))?.focus(),
  "/": () => document.getElementById("q")?.focus(),
  "?": () => document.getElementById("keys").showModal(),
};

function isWriting(target) {
  return target.closest("input:not([type=checkbox]), select, textarea, dialog, [contenteditable]") !== null;
}

export function useKeys() {
  const open = document.getElementById("keys-open");
  open.hidden = false;
  open.addEventListener("click", ACTIONS["?"]);
  const off = document.getElementById("keys-off");
  off.checked = localStorage.getItem(OFF) === "1";
  off.addEventListener("change", () => localStorage.setItem(OFF, off.checked ? "1" : "0"));
  document.addEventListener("keydown", (event) => {
    const isPlain = !event.ctrlKey && !event.altKey && !event.metaKey && !event.isComposing;
    if (!isPlain || off.checked || isWriting(event.target) || !(event.key in ACTIONS)) return;
    event.preventDefault();
    ACTIONS[event.key]();
  });
}
