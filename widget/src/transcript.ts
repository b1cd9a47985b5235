// What stands in the log, and what of it outlives a reload: additions only, each message once.

import type { Answer, Api } from "./api.js";
import { newId } from "./api.js";
import { type Message, ownMessage } from "./message.js";
import { emptyConversation, type Entry, type Kept, loadConversation, saveConversation } from "./storage.js";
import { BOT_ANSWERING, STAFF_ANSWERING } from "./strings.js";

/** What came into the log: the visitor's words, replies, a conversation's opening, or what stood there before a reload. */
export type Addition = "own" | "replies" | "opening" | "restored";

/** What a conversation tells its view. */
export interface View {
  changed(): void;
  /** Entries from `first` on are new. */
  added(what: Addition, first: number): void;
  /** A refused text goes back into the box. */
  returned(text: string): void;
}

export class Transcript {
  #kept: Kept;

  constructor(
    api: Api,
    private readonly view: View,
  ) {
    this.#kept = loadConversation(api);
  }

  /** The same object until the conversation is erased. */
  get kept(): Readonly<Kept> {
    return this.#kept;
  }

  remember(changes: Partial<Kept>): void {
    Object.assign(this.#kept, changes);
    saveConversation(this.#kept);
  }

  forget(): void {
    this.#kept = emptyConversation();
    this.remember({});
  }

  isUsed(entry: Entry, payload: string): boolean {
    return this.#kept.used.includes(`${entry.key} ${payload}`);
  }

  use(entry: Entry, payload: string): void {
    this.remember({ used: [...this.#kept.used, `${entry.key} ${payload}`] });
  }

  addOwn(text: string): void {
    this.add([ownMessage(text)], "own");
  }

  add(messages: readonly Message[], what: Addition): void {
    const isNotice = (index: number): boolean => what === "opening" && index === 0 && messages.length > 1;
    this.#append(messages.map((message, index) => ({ key: newId(), note: "", isNotice: isNotice(index), message })), what);
  }

  addNote(note: string): void {
    this.#append([{ key: newId(), note, isNotice: false, message: null }], "replies");
  }

  /** Adds what is new in an answer, and says who answers from now on. */
  addAnswer({ messages, mode }: Answer): void {
    const known = new Set(this.#kept.entries.map(({ message }) => message?.id));
    const before = this.#kept.mode;
    this.remember({ mode });
    if (mode === "human" && before === "bot") this.addNote(STAFF_ANSWERING);
    // The visitor's own words stand already; under the number of the server they would come a second time.
    this.add(messages.filter(({ id, from }) => from !== "user" && !(id && known.has(id))), "replies");
    if (mode === "bot" && before === "human") this.addNote(BOT_ANSWERING);
  }

  /** A new conversation numbers its messages anew; the old numbers must not hide them. */
  forgetNumbers(): void {
    const entries = this.#kept.entries.map((entry) =>
      entry.message ? { ...entry, message: { ...entry.message, id: 0 } } : entry,
    );
    this.remember({ entries });
  }

  #append(entries: readonly Entry[], what: Addition): void {
    const first = this.#kept.entries.length;
    this.remember({ entries: [...this.#kept.entries, ...entries] });
    if (entries.length) this.view.added(what, first);
    this.view.changed();
  }
}
