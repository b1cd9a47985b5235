// What outlives a reload of this tab, in sessionStorage because family devices are shared and the text is about health.
// Only the text size is in localStorage. Where storage throws, memory serves.

import type { Api, Mode, Sent } from "./api.js";
import { newId } from "./api.js";
import type { Message } from "./message.js";

const CONVERSATION = "clinic-chat";
const SIZE = "clinic-chat-size";
const MOST_ENTRIES = 100;

/** One item of the log: a message, or a `note` of the component between messages. */
export interface Entry {
  readonly key: string;
  readonly note: string;
  /** The opening's first message, which is set smaller. */
  readonly isNotice: boolean;
  readonly message: Message | null;
}

export interface Kept {
  token: string;
  /** Every message up to this id has been read from the server. */
  cursor: number;
  entries: Entry[];
  waiting: Sent[];
  /** Quick replies that were chosen, as `<entry> <payload>`. */
  used: string[];
  draft: string;
  mode: Mode;
  /** When the visitor last said something, in ms since 1970; 0 for never. */
  spokeAt: number;
}

export function emptyConversation(): Kept {
  return { token: "", cursor: 0, entries: [], waiting: [], used: [], draft: "", mode: "bot", spokeAt: 0 };
}

/** The conversation of this tab; an empty one when there is none or when it cannot be read. */
export function loadConversation(api: Api): Kept {
  const empty = emptyConversation();
  try {
    const found = JSON.parse(sessionStorage.getItem(CONVERSATION) ?? "{}");
    const kept = { ...empty, ...found } as Kept & { entries: StoredEntry[] };
    kept.entries = kept.entries.map((entry) => restored(entry, api));
    return kept;
  } catch {
    return empty;
  }
}

export function saveConversation(kept: Kept): void {
  const entries = kept.entries.slice(-MOST_ENTRIES).map(stored);
  attempt(() => sessionStorage.setItem(CONVERSATION, JSON.stringify({ ...kept, entries })));
}

export function loadSize(): string | null {
  return attempt(() => localStorage.getItem(SIZE)) ?? null;
}

export function saveSize(name: string): void {
  attempt(() => localStorage.setItem(SIZE, name));
}

type StoredEntry = Omit<Entry, "message"> & { message: unknown };

// In the API's own words, so that one reading serves both.
function stored({ message, ...entry }: Entry): StoredEntry {
  if (!message) return { ...entry, message: null };
  const { quickReplies, picker, ...rest } = message;
  return { ...entry, message: { ...rest, quick_replies: quickReplies, picker: picker && { kind: "date", ...picker } } };
}

function restored(entry: StoredEntry, api: Api): Entry {
  return {
    key: String(entry.key || newId()),
    note: String(entry.note ?? ""),
    isNotice: Boolean(entry.isNotice),
    message: entry.message ? (api.restored([entry.message])[0] ?? null) : null,
  };
}

function attempt<Value>(action: () => Value): Value | undefined {
  try {
    return action();
  } catch {
    return undefined; // private windows and full storage: the chat works on, it only forgets
  }
}
