// The chat page: opens or resumes a conversation, sends one message at a time, and never loses a text.

import { Api, ERASE_YES, newId } from "./api.js";
import { Composer, hasFinePointer } from "./composer.js";
import { Log } from "./log.js";
import { markUsed, messageElement, noteElement } from "./rendering.js";
import * as storage from "./storage.js";
import * as strings from "./strings.js";
import { offerTextSizes } from "./textsize.js";

const TYPING_AFTER_MS = 300;
const SLOW_AFTER_MS = 8000;

const by = (id) => document.getElementById(id);
const page = by("chat");
const api = new Api(page.dataset.api);
const log = new Log(by("log"), by("newest"));
const composer = new Composer({
  form: by("composer"),
  box: by("box"),
  counter: by("counter"),
  longest: Number(page.dataset.max),
  onSend: (text) => say({ text }, text),
  onChange: (draft) => remember({ draft }),
});
let conversation = storage.loadConversation();
let isSending = false;

function remember(changes = {}) {
  Object.assign(conversation, changes);
  storage.saveConversation(conversation);
}

const setStatus = (text) => (by("status").textContent = text);

// --- showing
function elementOf(message) {
  if (message.note) return noteElement(message.note);
  const made = messageElement(message, (reply, button) => {
    markUsed(button);
    remember({ used: [...conversation.used, `${message.key} ${reply.payload}`] });
    (hasFinePointer() ? by("box") : by("log")).focus({ preventScroll: true });
    reply.payload === ERASE_YES ? erase("in the log") : say({ payload: reply.payload }, reply.title);
  });
  for (const button of made.querySelectorAll("button[data-payload]")) {
    if (conversation.used.includes(`${message.key} ${button.dataset.payload}`)) markUsed(button);
  }
  return made;
}

function keep(messages) {
  for (const message of messages) {
    message.key = newId();
    conversation.lastId = Math.max(conversation.lastId, Number(message.id ?? 0));
  }
  remember({ messages: [...conversation.messages, ...messages] });
  return messages.map(elementOf);
}

function showMode(mode) {
  if (mode === "human" && conversation.mode !== "human") log.addReplies(keep([{ note: strings.STAFF_ANSWERING }]));
  remember({ mode });
}

function showFailure(words, button, retry) {
  setStatus(words);
  by("again").textContent = button;
  by("again").onclick = () => {
    by("failure").hidden = true;
    setStatus("");
    retry();
  };
  by("failure").hidden = false;
}

// --- the conversation
async function openConversation() {
  const session = await api.openSession();
  remember({ token: session.token, lastId: 0 });
  return session.messages;
}

async function begin() {
  try {
    const opening = await openConversation();
    log.addReplies(keep(opening));
    log.showStart();
    send();
  } catch {
    showFailure(strings.NOT_CONNECTED, strings.CONNECT_AGAIN, begin);
  }
}

async function resume() {
  log.restore(conversation.messages.map(elementOf));
  if (conversation.waiting.length) return send();
  try {
    const { messages, mode } = await api.messagesAfter(conversation.token, conversation.lastId);
    log.addReplies(keep(messages));
    showMode(mode);
  } catch {
    // Nothing is lost: what was said stands on the screen, and the next message opens a new conversation if need be.
  }
}

function say(content, shown) {
  page.dataset.started = "";
  log.addOwn(keep([{ from: "user", text: shown }])[0]);
  remember({ waiting: [...conversation.waiting, { id: newId(), ...content }] });
  send();
}

// Sends what waits, in order; stops at a failure, from which もう一度送る goes on with the same id.
async function send() {
  if (isSending) return;
  isSending = true;
  by("failure").hidden = true;
  const timers = [
    setTimeout(() => setStatus(strings.TYPING), TYPING_AFTER_MS),
    setTimeout(() => setStatus(strings.SLOW), SLOW_AFTER_MS),
  ];
  try {
    while (conversation.waiting.length) {
      const asked = conversation;
      const { messages, mode } = await answerTo(conversation.waiting[0]);
      if (asked !== conversation) return; // erased meanwhile
      remember({ waiting: conversation.waiting.slice(1) });
      log.addReplies(keep(messages));
      showMode(mode);
    }
    setStatus("");
  } catch (failure) {
    explain(failure);
  } finally {
    timers.forEach(clearTimeout);
    isSending = false;
  }
}

async function answerTo(message) {
  try {
    if (!conversation.token) log.addReplies(keep(await openConversation()));
    return await api.send(conversation.token, message);
  } catch (failure) {
    if (failure.status !== 401) throw failure;
    conversation.lastId = Math.max(0, ...(await openConversation()).map(({ id }) => Number(id)));
    log.addReplies(keep([{ note: strings.NEW_CONVERSATION }]));
    return api.send(conversation.token, message);
  }
}

function explain(failure) {
  if (!navigator.onLine) {
    setStatus(strings.OFFLINE);
  } else if (failure.status === 400 || failure.status === 413) {
    const [refused, ...rest] = conversation.waiting;
    remember({ waiting: rest });
    if (refused.text && !composer.text) composer.text = refused.text;
    setStatus(failure.message || strings.NOT_SENT);
  } else {
    showFailure(strings.NOT_SENT + failure.message, strings.SEND_AGAIN, send);
  }
}

// --- erasing: asked for in the log, it is confirmed there too
async function erase(asked) {
  by("erase-question").hidden = true;
  let [said, lastWords] = [strings.ERASED, []];
  try {
    if (conversation.token) lastWords = await api.erase(conversation.token);
  } catch (failure) {
    if (failure.status !== 401) return setStatus(strings.NOT_ERASED);
    said = strings.ERASED_HERE_ONLY;
  }
  conversation = storage.emptyConversation();
  composer.text = "";
  log.restore([]);
  log.addReplies(keep(asked === "in the log" ? lastWords : lastWords.slice(0, -1)));
  await begin();
  setStatus(said);
}

function askErasure(isAsking) {
  by("erase-question").hidden = !isAsking;
  by(isAsking ? "erase-no" : "erase").focus();
}

// --- start
by("erase").addEventListener("click", () => askErasure(true));
by("erase-no").addEventListener("click", () => askErasure(false));
by("erase-yes").addEventListener("click", erase);
window.addEventListener("online", send);

offerTextSizes(page, by("text-size"), by("text-size-now"));
for (const id of ["erase", "foot"]) by(id).hidden = false;
composer.text = conversation.draft;
if (conversation.messages.some(({ from }) => from === "user")) page.dataset.started = "";
if (conversation.messages.length) resume();
else begin();
