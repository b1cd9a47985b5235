// The box: grows with its text, counts near the end, and sends on Enter only when Enter cannot mean anything else.

import { remaining, tooLong } from "./strings.js";

const COUNT_FROM_LEFT = 50;

export class Composer {
  #composedUntil = 0;

  constructor({ form, box, counter, longest, onSend, onChange }) {
    Object.assign(this, { box, counter, longest, onSend, onChange });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
    box.addEventListener("input", () => this.#changed());
    box.addEventListener("compositionend", (event) => (this.#composedUntil = event.timeStamp));
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || !hasFinePointer() || this.#isComposing(event)) return;
      event.preventDefault();
      this.#send();
    });
  }

  get text() {
    return this.box.value;
  }

  set text(value) {
    this.box.value = value;
    this.#changed();
  }

  // Safari sends the Enter that ends a conversion after compositionend, with code 229 or in the same moment.
  #isComposing(event) {
    return event.isComposing || event.keyCode === 229 || event.timeStamp - this.#composedUntil < 30;
  }

  #send() {
    const text = this.box.value.trim();
    if (!text || length(text) > this.longest) {
      this.box.focus();
      return;
    }
    this.text = "";
    this.onSend(text);
  }

  #changed() {
    const left = this.longest - length(this.box.value.trim());
    this.counter.textContent = left < 0 ? tooLong(-left) : left <= COUNT_FROM_LEFT ? remaining(left) : "";
    this.box.style.height = "auto";
    this.box.style.height = `${this.box.scrollHeight + 4}px`; // 4: the two borders
    this.onChange(this.box.value);
  }
}

export function hasFinePointer() {
  return matchMedia("(pointer: fine)").matches;
}

// Characters as the server counts them, not UTF-16 units: an emoji is one.
function length(text) {
  return [...text].length;
}
