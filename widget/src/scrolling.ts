// Where the log stands: at the start of a reply, not at its end; and nowhere else than a reader has scrolled to.

const NEAR_END_PX = 120;
const GAP_PX = 8;
const OPENING_LEFT = 0.4;

/** What lies below the fold and has not been seen: a reply, or the rest of the opening. */
export type Below = "" | "reply" | "opening";

export class Scrolling {
  #isAtEnd = true;
  #below: Below = "";

  constructor(
    private readonly log: HTMLElement,
    private readonly tell: (below: Below) => void,
  ) {
    log.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    // The lines below the log come and go: a reader at its end stays there.
    new ResizeObserver(() => this.#isAtEnd && this.toEnd()).observe(log);
  }

  toEnd(): void {
    this.#isAtEnd = true;
    this.log.scrollTop = this.log.scrollHeight;
    this.#set("");
  }

  /** To the first line of a conversation. */
  toStart(): void {
    this.log.scrollTop = 0;
    this.#isAtEnd = this.#distanceToEnd() < 2;
    this.#set(this.#showsChoices() ? "" : "opening");
  }

  /** A screen further, so that nothing is passed over. */
  further(): void {
    this.log.scrollTop += this.log.clientHeight - 3 * GAP_PX;
  }

  /** A reply begins with the item of this index; `wasNearEnd` is what isNearEnd() said before it was there. */
  toReply(index: number, wasNearEnd: boolean): void {
    this.#isAtEnd = false;
    const item = this.log.children[index];
    if (!item) return;
    if (!wasNearEnd) return this.#set("reply");
    const distance = item.getBoundingClientRect().top - this.log.getBoundingClientRect().top;
    this.log.scrollTop += distance - GAP_PX;
  }

  isNearEnd(): boolean {
    return this.#distanceToEnd() < NEAR_END_PX;
  }

  #scrolled(): void {
    this.#isAtEnd = this.#distanceToEnd() < 2;
    if (this.isNearEnd() || (this.#below === "opening" && this.#showsChoices())) this.#set("");
  }

  // The opening ends with its quick replies; when most of a screen is left below, none of them is seen yet.
  #showsChoices(): boolean {
    return this.#distanceToEnd() < this.log.clientHeight * OPENING_LEFT;
  }

  #distanceToEnd(): number {
    return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight;
  }

  #set(below: Below): void {
    if (below !== this.#below) this.tell((this.#below = below));
  }
}
