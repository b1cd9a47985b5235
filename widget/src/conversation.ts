// The conversation: opens or resumes a session, sends one message at a time and in order, and never loses a text.

import { type Answer, type Api, ApiFailure, type Content, newId, type Sent } from "./api.js";
import type { Message } from "./message.js";
import type { Entry } from "./storage.js";
import * as strings from "./strings.js";
import { Transcript, type View } from "./transcript.js";

const TYPING_AFTER_MS = 300;
const SLOW_AFTER_MS = 8000;
/** The quick reply under the question that 「履歴を削除」 brings. */
export const ERASE_YES = "v1;erase;yes";

/** A way out of a failure: the button's words and what it does. */
export interface Retry {
  readonly title: string;
  readonly run: () => void;
}

export class Conversation {
  /** One line on how things are; empty when all is well. */
  status = "";
  retry: Retry | null = null;
  readonly transcript: Transcript;
  #isSending = false;

  constructor(
    private readonly api: Api,
    private readonly view: View,
  ) {
    this.transcript = new Transcript(api, view);
  }

  /** Begins, or goes on where a reload broke off. */
  start(): Promise<void> {
    return this.transcript.kept.entries.length ? this.#resume() : this.#begin();
  }

  /** The visitor says something: it stands in the log at once and is sent in its turn. */
  say(content: Content, shown: string): void {
    this.transcript.addOwn(shown);
    this.transcript.remember({ waiting: [...this.transcript.kept.waiting, { id: newId(), ...content }], spokeAt: Date.now() });
    void this.send();
  }

  /** A quick reply is tapped; it cannot be tapped again. */
  choose(entry: Entry, payload: string, title: string, marked = payload): void {
    this.transcript.use(entry, marked);
    if (payload === ERASE_YES) void this.erase(true);
    else this.say({ payload }, title);
  }

  /** Sends what waits; stops at a failure, from which もう一度送る goes on with the same id. */
  async send(): Promise<void> {
    if (this.#isSending) return;
    this.#isSending = true;
    this.retry = null;
    const timers = [
      setTimeout(() => this.tell(strings.TYPING), TYPING_AFTER_MS),
      setTimeout(() => this.tell(strings.SLOW), SLOW_AFTER_MS),
    ];
    const kept = this.transcript.kept;
    try {
      for (let first = kept.waiting[0]; first; first = kept.waiting[0]) {
        const answer = await this.#answerTo(first);
        if (kept !== this.transcript.kept) return; // erased meanwhile
        this.transcript.remember({ waiting: kept.waiting.slice(1) });
        this.transcript.addAnswer(answer);
      }
      this.tell("");
    } catch (failure) {
      if (kept === this.transcript.kept) this.#explain(failure);
    } finally {
      timers.forEach(clearTimeout);
      this.#isSending = false;
    }
  }

  /** Reads what was said meanwhile, by whomever. */
  async poll(): Promise<void> {
    const kept = this.transcript.kept;
    if (this.#isSending || !kept.token) return;
    try {
      const answer = await this.api.messagesAfter(kept.token, kept.cursor);
      if (kept !== this.transcript.kept) return;
      this.transcript.addAnswer(answer);
      this.transcript.remember({ cursor: Math.max(kept.cursor, ...answer.messages.map(({ id }) => id)) });
    } catch {
      // Nothing is lost: the next poll asks again, and the next message opens a new conversation if need be.
    }
  }

  /** The connection is back. */
  async online(): Promise<void> {
    if (this.transcript.kept.token || this.transcript.kept.waiting.length) await this.send();
    else await this.#begin();
  }

  /** Erases here and there. By a message, not by DELETE: its answer says once more what is urgent. */
  async erase(wasAskedInLog = false): Promise<void> {
    let said = strings.ERASED;
    let lastWords: Message[] = [];
    try {
      if (this.transcript.kept.token) {
        const { messages } = await this.api.send(this.transcript.kept.token, { id: newId(), payload: ERASE_YES });
        // The last one says that it is done, which the status does already.
        lastWords = wasAskedInLog ? messages : messages.slice(0, -1);
      }
    } catch (failure) {
      if (!(failure instanceof ApiFailure) || failure.status !== 401) return this.tell(strings.NOT_ERASED);
      said = strings.ERASED_HERE_ONLY;
    }
    this.transcript.forget();
    this.view.returned("");
    this.retry = null;
    this.transcript.add(lastWords, "restored");
    await this.#begin();
    this.tell(this.retry ? said + this.status : said);
  }

  async #begin(): Promise<void> {
    try {
      this.transcript.add(await this.#open(), "opening");
      await this.send();
    } catch {
      this.#fail(navigator.onLine ? strings.NOT_CONNECTED : strings.OFFLINE, strings.CONNECT_AGAIN, () => {
        this.tell("");
        void this.#begin();
      });
    }
  }

  async #resume(): Promise<void> {
    this.view.added("restored", 0);
    if (this.transcript.kept.waiting.length) await this.send();
    else await this.poll();
  }

  async #open(): Promise<Message[]> {
    const { token, messages } = await this.api.openSession();
    this.transcript.remember({ token, cursor: Math.max(0, ...messages.map(({ id }) => id)) });
    return messages;
  }

  async #answerTo(message: Sent): Promise<Answer> {
    try {
      if (!this.transcript.kept.token) this.transcript.add(await this.#open(), "replies");
      return await this.api.send(this.transcript.kept.token, message);
    } catch (failure) {
      if (!(failure instanceof ApiFailure) || failure.status !== 401) throw failure;
      await this.#open();
      this.transcript.forgetNumbers();
      this.transcript.addNote(strings.NEW_CONVERSATION);
      return this.api.send(this.transcript.kept.token, message);
    }
  }

  #explain(failure: unknown): void {
    const { status, message } = failure instanceof ApiFailure ? failure : new ApiFailure();
    if (!navigator.onLine) {
      this.#fail(strings.OFFLINE, strings.SEND_AGAIN, () => void this.send());
    } else if (status === 400 || status === 413) {
      const [refused, ...rest] = this.transcript.kept.waiting;
      this.transcript.remember({ waiting: rest });
      if (refused && "text" in refused && !this.transcript.kept.draft) this.view.returned(refused.text);
      this.tell(message || strings.NOT_SENT);
    } else {
      this.#fail(strings.NOT_SENT + message, strings.SEND_AGAIN, () => void this.send());
    }
  }

  #fail(words: string, title: string, run: () => void): void {
    this.retry = { title, run };
    this.tell(words);
  }

  /** Says how things are, outside the conversation. */
  tell(words: string): void {
    this.status = words;
    this.view.changed();
  }
}
