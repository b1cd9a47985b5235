// The chat API. A message is tried three times under the same id, so that it is answered once however often it is sent.

import { type Message, messagesIn } from "./message.js";

const TRY_MS = 15_000;
const ALL_TRIES_MS = 30_000;
const PAUSES_MS = [800, 1600];
const LONGEST_WAIT_S = 10;

export type Mode = "bot" | "human";

export interface Answer {
  readonly messages: Message[];
  readonly mode: Mode;
}

/** What the visitor sends: typed `text`, or the `payload` of a quick reply. */
export type Content = { readonly text: string } | { readonly payload: string };
export type Sent = Content & { readonly id: string };

/** Raised for every answer but a good one; status 0 means that no answer came. `message` is the server's, in Japanese. */
export class ApiFailure extends Error {
  constructor(
    readonly status = 0,
    message = "",
    readonly retryAfterS = 0,
  ) {
    super(message);
  }

  get mayPass(): boolean {
    return this.status === 0 || this.status >= 500 || (this.status === 429 && this.retryAfterS <= LONGEST_WAIT_S);
  }
}

/** The API at `address`, for example https://desk.example/api/chat. */
export class Api {
  readonly #address: string;
  readonly #origin: string;

  constructor(address: string) {
    const url = new URL(address, document.baseURI);
    this.#address = url.href.replace(/\/$/, "");
    this.#origin = url.origin;
  }

  async openSession(): Promise<{ token: string; messages: Message[] }> {
    const found = await this.#call("POST", "/session", "");
    return { token: String(found["token"]), messages: messagesIn(found["messages"], this.#origin) };
  }

  async messagesAfter(token: string, id: number): Promise<Answer> {
    return this.#answer(await this.#call("GET", `/messages?after=${id}`, token));
  }

  /** The answer to the message, tried again where that may help. Raises ApiFailure. */
  async send(token: string, message: Sent): Promise<Answer> {
    const giveUpAt = Date.now() + ALL_TRIES_MS;
    for (const pause of [...PAUSES_MS, -1]) {
      try {
        const limitMs = Math.min(TRY_MS, giveUpAt - Date.now());
        return this.#answer(await this.#call("POST", "/messages", token, message, limitMs));
      } catch (failure) {
        if (!(failure instanceof ApiFailure) || pause < 0 || !failure.mayPass || !navigator.onLine) throw failure;
        const wait = failure.status === 429 ? Math.max(pause, failure.retryAfterS * 1000) : pause;
        if (Date.now() + wait >= giveUpAt) throw failure;
        await new Promise((resolve) => setTimeout(resolve, wait));
      }
    }
    throw new ApiFailure();
  }

  /** What was said in stored form, checked again: another script of the page may have written it. */
  restored(found: unknown): Message[] {
    return messagesIn(found, this.#origin);
  }

  #answer(found: Readonly<Record<string, unknown>>): Answer {
    return {
      messages: messagesIn(found["messages"], this.#origin),
      mode: found["mode"] === "human" ? "human" : "bot",
    };
  }

  async #call(
    method: string,
    path: string,
    token: string,
    body?: Sent,
    limitMs = TRY_MS,
  ): Promise<Readonly<Record<string, unknown>>> {
    const headers: Record<string, string> = {};
    if (token) headers["Authorization"] = `Bearer ${token}`;
    if (body) headers["Content-Type"] = "application/json";
    let status = 0;
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), limitMs);
    try {
      const response = await fetch(this.#address + path, {
        method,
        headers,
        body: body ? JSON.stringify(body) : null,
        credentials: "omit",
        cache: "no-store",
        signal: stop.signal,
      });
      status = response.ok ? 0 : response.status;
      const content = await response.json();
      if (response.ok) return content;
      const wait = Number(response.headers.get("Retry-After")) || 0;
      throw new ApiFailure(status, String(content.error?.message ?? ""), wait);
    } catch (failure) {
      throw failure instanceof ApiFailure ? failure : new ApiFailure(status);
    } finally {
      clearTimeout(timer);
    }
  }
}

/** A random UUID; pages on plain http have no crypto.randomUUID. */
export function newId(): string {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
