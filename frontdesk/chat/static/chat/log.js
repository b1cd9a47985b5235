// The log: additions only, announced by the browser, scrolled to where a reply begins.

const NEAR_END_PX = 120;

export class Log {
  constructor(log, newest) {
    this.log = log;
    this.newest = newest;
    newest.addEventListener("click", () => this.scrollToEnd());
    this.isAtEnd = true;
    log.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    // The lines below the log come and go: a reader at its end stays there.
    new ResizeObserver(() => this.isAtEnd && this.scrollToEnd()).observe(log);
  }

  // What was there before a reload is not announced again.
  restore(elements) {
    this.log.setAttribute("aria-live", "off");
    this.log.replaceChildren(...elements);
    this.scrollToEnd();
    requestAnimationFrame(() => this.log.removeAttribute("aria-live"));
  }

  addOwn(element) {
    this.log.append(element);
    this.scrollToEnd();
  }

  // A long reply is shown from its start; a reader who has scrolled up is not moved.
  addReplies(elements) {
    if (!elements.length) return;
    const wasNearEnd = this.#isNearEnd();
    this.log.append(...elements);
    this.isAtEnd = false;
    if (wasNearEnd) this.log.scrollTop = elements[0].offsetTop - this.log.offsetTop - 8;
    else this.newest.hidden = false;
  }

  showStart() {
    this.isAtEnd = false;
    this.log.scrollTop = 0;
  }

  scrollToEnd() {
    this.isAtEnd = true;
    this.log.scrollTop = this.log.scrollHeight;
    this.newest.hidden = true;
  }

  #scrolled() {
    this.isAtEnd = this.#distanceToEnd() < 2;
    if (this.#isNearEnd()) this.newest.hidden = true;
  }

  #isNearEnd() {
    return this.#distanceToEnd() < NEAR_END_PX;
  }

  #distanceToEnd() {
    return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight;
  }
}
