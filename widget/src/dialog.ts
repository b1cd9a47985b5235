// The chat's window: the full screen on a phone, where the page behind must not be reached; beside the page elsewhere.

const NARROW = matchMedia("(max-width: 30em)");

export class Dialog {
  #element: HTMLDialogElement | null = null;

  /** `left` is called when it is left; `holds` says whether a key belongs to a conversion from kana to kanji. */
  constructor(
    private readonly left: () => void,
    private readonly holds: (event: KeyboardEvent) => boolean,
  ) {}

  open(element: HTMLDialogElement | null): void {
    if (!element) return;
    this.#element = element;
    this.#show();
    NARROW.addEventListener("change", this.#resized);
  }

  close(): void {
    NARROW.removeEventListener("change", this.#resized);
    this.#element?.close();
  }

  readonly pressed = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || this.holds(event)) return;
    event.preventDefault();
    this.left();
  };

  /** The browser closes it: by Esc, or by the back key of a phone. */
  readonly cancelled = (event: Event): void => {
    event.preventDefault();
    this.left();
  };

  /** It is closed, by whomever; a change of its kind closes it for a moment only. */
  readonly closed = (): void => {
    if (!this.#element?.open) this.left();
  };

  #show(): void {
    if (NARROW.matches) this.#element?.showModal();
    else this.#element?.show();
  }

  readonly #resized = (): void => {
    this.#element?.close();
    this.#show();
  };
}
