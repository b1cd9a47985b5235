// Messages as elements. All text goes in as text nodes; addresses only where they are harmless.

import { SOURCE, SPEAKERS, URGENCY } from "./strings.js";

export function messageElement(message, onReply) {
  const speaker = SPEAKERS[message.from] ? message.from : "bot";
  const mark = URGENCY[message.urgency];
  const item = element("div", `item ${speaker}${mark ? " urgent" : ""}`);
  item.append(element("p", "who", SPEAKERS[speaker]));

  const bubble = element("div", "bubble");
  if (mark) bubble.append(element("p", "urgent-mark", mark));
  if (message.text) bubble.append(textElement(message.text));
  if (message.table) bubble.append(tableElement(message.table));
  if (message.image && isOwnPath(message.image.src)) bubble.append(imageElement(message.image));
  if (message.source) bubble.append(element("p", "source", SOURCE + message.source));
  item.append(bubble);

  const links = (message.links ?? []).filter((link) => /^(https:|tel:)/.test(link.href)).map(linkElement);
  if (links.length) item.append(choices(links));
  const replies = (message.quick_replies ?? []).map((reply) => replyElement(reply, onReply));
  if (replies.length) item.append(choices(replies));
  return item;
}

export function noteElement(text) {
  return element("p", "note", text);
}

export function markUsed(button) {
  button.setAttribute("aria-disabled", "true");
}

function element(name, className, text = "") {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

// A phone number is never broken over two lines.
function textElement(text) {
  const made = element("p", "");
  for (const part of text.split(/([((]?\d{2,4}-\d{2,4}-\d{3,4}[))]?)/)) {
    made.append(/\d-\d+-\d/.test(part) ? element("span", "number", part) : part);
  }
  return made;
}

function choices(children) {
  const box = element("div", "choices");
  box.append(...children);
  return box;
}

function linkElement({ title, href }) {
  const link = element("a", "link", title);
  link.href = href;
  link.rel = "noopener noreferrer";
  return link;
}

function replyElement(reply, onReply) {
  const button = element("button", "", reply.title);
  button.type = "button";
  button.dataset.payload = reply.payload;
  button.addEventListener("click", () => {
    if (button.getAttribute("aria-disabled") !== "true") onReply(reply, button);
  });
  return button;
}

function imageElement({ src, alt }) {
  const image = element("img", "");
  image.src = src;
  image.alt = alt;
  return image;
}

function isOwnPath(src) {
  return new URL(src, location.origin).origin === location.origin;
}

// The roles say again what the elements are: shown as cards, a table would lose its meaning for screen readers.
function tableElement({ caption, columns, rows }) {
  const table = element("table", "");
  table.setAttribute("role", "table");
  if (caption) table.createCaption().textContent = caption;
  const head = table.createTHead().insertRow();
  for (const column of columns) head.append(cell("th", column, "columnheader", "col"));
  const body = table.createTBody();
  for (const row of rows) {
    const line = body.insertRow();
    line.setAttribute("role", "row");
    row.forEach((text, index) => {
      const made = index === 0 ? cell("th", text, "rowheader", "row") : cell("td", text, "cell");
      made.dataset.column = columns[index] ?? "";
      line.append(made);
    });
  }
  return table;
}

function cell(name, text, role, scope = "") {
  const made = element(name, "", text);
  made.setAttribute("role", role);
  if (scope) made.scope = scope;
  return made;
}
