// The box: grows with its text, counts near the end, keeps what a failure returns.

import { html, type TemplateResult } from "lit/html.js";
import * as strings from "./strings.js";
import { characters, Composition, hasFinePointer } from "./typing.js";

const LONGEST = 500;
const COUNT_FROM = 450;
const BORDERS_PX = 4;

export class Composer {
  #composition = new Composition();
  #box: HTMLTextAreaElement | null = null;
  #count = "";

  constructor(
    private readonly send: (text: string) => void,
    private readonly changed: (draft: string) => void,
    private readonly refused: (words: string) => void,
  ) {}

  get box(): HTMLTextAreaElement | null {
    return this.#box;
  }

  /** The box is on the screen, with the draft of before. */
  begin(box: HTMLTextAreaElement, draft: string): void {
    this.#box = box;
    this.fill(draft);
  }

  fill(text: string): void {
    if (!this.#box) return;
    this.#box.value = text;
    this.#measure();
  }

  view(): TemplateResult {
    return html`<form class="composer" novalidate @submit=${this.#submitted}><label for="box">${strings.BOX}</label><textarea
id="box" rows="1" placeholder=${strings.BOX_SHORT} enterkeyhint="enter" autocomplete="off" aria-describedby="counter"
@input=${this.#measure} @compositionend=${(event: Event) => this.#composition.ended(event)} @keydown=${this.#pressed}></textarea><button
type="submit" class="main">${strings.SEND}</button><p id="counter" class="counter">${this.#count}</p></form>`;
  }

  /** True while a key belongs to the conversion from kana to kanji. */
  holds(event: KeyboardEvent): boolean {
    return this.#composition.holds(event);
  }

  readonly #pressed = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || event.shiftKey || !hasFinePointer() || this.holds(event)) return;
    event.preventDefault();
    this.#try();
  };

  readonly #submitted = (event: SubmitEvent): void => {
    event.preventDefault();
    this.#try();
  };

  #try(): void {
    const text = this.#box?.value.trim() ?? "";
    this.#box?.focus();
    // Who means a button of the conversation, such as 「送信する」, is not left without an answer.
    if (!text) return this.refused(strings.NOTHING_WRITTEN);
    if (characters(text) > LONGEST) return;
    this.fill("");
    this.send(text);
  }

  readonly #measure = (): void => {
    const box = this.#box;
    if (!box) return;
    const used = characters(box.value.trim());
    this.#count = used > LONGEST ? strings.tooLong(used - LONGEST) : used >= COUNT_FROM ? strings.remaining(LONGEST - used) : "";
    box.style.height = "auto";
    box.style.height = `${box.scrollHeight + BORDERS_PX}px`;
    this.changed(box.value);
  };
}
