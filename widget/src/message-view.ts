// One item of the log. All text goes in as text nodes.

import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Image, Link, Message, QuickReply } from "./message.js";
import { dateForm } from "./date-view.js";
import type { Entry } from "./storage.js";
import { OTHER_SCREEN, SOURCE, SPEAKERS, URGENCY } from "./strings.js";
import { tableView } from "./table-view.js";

/** What a message needs of the chat around it. */
export interface Choices {
  isUsed(entry: Entry, payload: string): boolean;
  choose(entry: Entry, payload: string, title: string, marked?: string): void;
  /** A day that cannot be sent, with the sentence that says why. */
  refused(words: string): void;
}

export function entryView(entry: Entry, choices: Choices): TemplateResult {
  const { message } = entry;
  if (!message) return html`<p class="note">${entry.note}</p>`;
  const mark = URGENCY[message.urgency];
  const kind = `item ${message.from}${mark ? " urgent" : ""}${entry.isNotice ? " notice" : ""}`;
  return html`<div class=${kind}><p class="who">${SPEAKERS[message.from]}</p>${bubble(message, mark)}${below(entry, message, choices)}</div>`;
}

function bubble(message: Message, mark: string | undefined): TemplateResult | typeof nothing {
  const { text, table, image, source } = message;
  if (!(mark || text || table || image || source)) return nothing;
  return html`<div class="bubble">${mark ? html`<p class="mark">${mark}</p>` : nothing}${
    text ? html`<p>${unbroken(text)}</p>` : nothing
  }${table ? tableView(table) : nothing}${image ? picture(image) : nothing}${
    source ? html`<p class="source">${SOURCE}${source}</p>` : nothing
  }</div>`;
}

// An urgent number comes before everything; where there is something to choose, the phone is the last resort.
function below(entry: Entry, message: Message, choices: Choices): unknown {
  const links = message.links.length ? html`<div class="choices">${message.links.map(link)}</div>` : nothing;
  const replies = message.quickReplies.length
    ? html`<div class="choices">${message.quickReplies.map((reply) => button(entry, reply, choices))}</div>`
    : nothing;
  const picker = message.picker ? dateForm(entry, message.picker, choices) : nothing;
  const isQuestion = !message.urgency && (message.picker || (!message.source && message.quickReplies.some(isTopic)));
  return isQuestion ? [picker, replies, links] : [links, picker, replies];
}

const isTopic = ({ payload }: QuickReply): boolean => payload.startsWith("v1;topic;");

// Phone numbers, short words in brackets and a booking's number are not broken over two lines.
function unbroken(text: string): unknown[] {
  return text
    .split(/([((]?#?\d{2,4}-\d{2,4}-\d{3,4}[))]?|#\d{4}|[A-Z\d]{2}-[A-Z\d]{4})/)
    .map((part, index) => (index % 2 ? html`<span class="number">${part}</span>` : part));
}

// A page opens beside the conversation, which nobody should have to look for again.
function link({ title, href }: Link): TemplateResult {
  const kind = href === "tel:119" ? "link emergency-call" : "link";
  const isPage = !href.startsWith("tel:");
  return html`<a class=${kind} href=${href} target=${isPage ? "_blank" : nothing} rel="noopener noreferrer">${unbroken(title)}${
    isPage ? OTHER_SCREEN : nothing
  }</a>`;
}

function button(entry: Entry, { title, payload }: QuickReply, choices: Choices): TemplateResult {
  const isUsed = choices.isUsed(entry, payload);
  return html`<button type="button" aria-disabled=${isUsed ? "true" : nothing} @click=${() =>
    choices.isUsed(entry, payload) || choices.choose(entry, payload, title)}>${title}</button>`;
}

function picture({ src, alt }: Image): TemplateResult {
  return html`<img src=${src} alt=${alt} width="640" height="420">`;
}
