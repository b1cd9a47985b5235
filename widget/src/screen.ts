// The part of a phone's screen that the keyboard leaves: its height and place, as CSS variables of an element.

export class Screen {
  #element: HTMLElement | null = null;

  follow(element: HTMLElement): void {
    this.#element = element;
    visualViewport?.addEventListener("resize", this.#changed);
    visualViewport?.addEventListener("scroll", this.#changed);
    this.#changed();
  }

  leave(): void {
    visualViewport?.removeEventListener("resize", this.#changed);
    visualViewport?.removeEventListener("scroll", this.#changed);
  }

  readonly #changed = (): void => {
    const view = visualViewport;
    // Pinched larger, the screen is a magnifying glass over the page and must not change it.
    if (!view || view.scale > 1.01) return;
    this.#element?.style.setProperty("--height", `${view.height}px`);
    this.#element?.style.setProperty("--top", `${view.offsetTop}px`);
  };
}
