// The text size: 標準, 大, 特大 in turn, remembered on this device.

import { loadSize, saveSize } from "./storage.js";
import { SIZES } from "./strings.js";

export class TextSize {
  #index = Math.max(0, SIZES.findIndex(({ name }) => name === loadSize()));

  get name(): string {
    return SIZES[this.#index]!.name;
  }

  get label(): string {
    return SIZES[this.#index]!.label;
  }

  next(): void {
    this.#index = (this.#index + 1) % SIZES.length;
    saveSize(this.name);
  }
}
