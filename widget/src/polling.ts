// When to ask for news: often while a person answers, seldom otherwise, never while nobody looks.

import type { Conversation } from "./conversation.js";

const HUMAN_EVERY_MS = 5000;
const BOT_EVERY_MS = 20_000;
const BOT_FOR_MS = 30 * 60_000;

export class Polling {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isOpen = false;

  constructor(private readonly conversation: Conversation) {}

  /** The chat is open: asks from now on, at once whenever the visitor comes back to the page. */
  open(): void {
    this.#isOpen = true;
    document.addEventListener("visibilitychange", this.#seen);
    this.#plan();
  }

  close(): void {
    this.#isOpen = false;
    document.removeEventListener("visibilitychange", this.#seen);
    clearTimeout(this.#timer);
  }

  readonly #seen = (): void => {
    if (document.visibilityState === "visible" && this.#waitMs() !== null) void this.#ask();
    else clearTimeout(this.#timer);
  };

  #plan(): void {
    clearTimeout(this.#timer);
    if (!this.#isOpen || document.visibilityState !== "visible") return;
    // Without a reason to ask, the reason is looked for again later: a message may be sent at any time.
    this.#timer = setTimeout(() => void (this.#waitMs() === null ? this.#plan() : this.#ask()), this.#waitMs() ?? BOT_EVERY_MS);
  }

  async #ask(): Promise<void> {
    clearTimeout(this.#timer);
    await this.conversation.poll();
    this.#plan();
  }

  /** How long until the next question; `null` when a take-over is not to be expected any more. */
  #waitMs(): number | null {
    const { mode, spokeAt } = this.conversation.transcript.kept;
    if (mode === "human") return HUMAN_EVERY_MS;
    return Date.now() - spokeAt < BOT_FOR_MS ? BOT_EVERY_MS : null;
  }
}
