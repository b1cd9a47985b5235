// When Enter sends: only where it cannot mean a new line or the end of a conversion from kana to kanji.

const TICK_MS = 30;

/** A device with a mouse, where a keyboard does not cover half the screen. */
export function hasFinePointer(): boolean {
  return matchMedia("(pointer: fine)").matches;
}

/** Characters as the server counts them, not UTF-16 units: an emoji is one. */
export function characters(text: string): number {
  return [...text].length;
}

export class Composition {
  #endedAt = -TICK_MS;

  ended(event: Event): void {
    this.#endedAt = event.timeStamp;
  }

  /** Safari sends the Enter that ends a conversion after compositionend, with code 229 or in the same moment. */
  holds(event: KeyboardEvent): boolean {
    return event.isComposing || event.keyCode === 229 || event.timeStamp - this.#endedAt < TICK_MS;
  }
}
