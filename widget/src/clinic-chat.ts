// <clinic-chat>: a launcher and a dialog on any page, or with layout="page" the whole page.

import { html, type TemplateResult } from "lit/html.js";
import { Api } from "./api.js";
import { Composer } from "./composer.js";
import { Conversation } from "./conversation.js";
import { Dialog } from "./dialog.js";
import { DrawnElement } from "./drawn-element.js";
import { footView } from "./foot-view.js";
import { headerView } from "./header-view.js";
import type { Choices } from "./message-view.js";
import { Polling } from "./polling.js";
import { Screen } from "./screen.js";
import { type Below, Scrolling } from "./scrolling.js";
import { SHEET } from "./sheet.js";
import * as strings from "./strings.js";
import { talkView } from "./talk-view.js";
import { TextSize } from "./text-size.js";
import type { Addition } from "./transcript.js";
import { hasFinePointer } from "./typing.js";

export class ClinicChat extends DrawnElement {
  static readonly observedAttributes = ["endpoint", "tel", "tel-say", "hours", "heading", "layout"];

  #isOpen = false;
  #isErasing = false;
  #isQuiet = false;
  #below: Below = "";
  #conversation: Conversation | null = null;
  #polling: Polling | null = null;
  #scrolling: Scrolling | null = null;
  #size = new TextSize();
  #screen = new Screen();
  #composer = new Composer(
    (text) => this.#conversation?.say({ text }, text),
    (draft) => {
      this.#conversation?.transcript.remember({ draft });
      void this.redraw();
    },
    (words) => this.#choices.refused(words),
  );
  #dialog = new Dialog(() => this.close(), (event) => this.#composer.holds(event));

  constructor() {
    super(SHEET);
  }

  connectedCallback(): void {
    // Without a language, Chinese forms of the characters may be shown.
    if (!this.lang) this.lang = "ja";
    addEventListener("online", this.#online);
    this.draw();
    if (this.#isOpen) this.#polling?.open();
    else if (this.#isPage) void this.open();
  }

  disconnectedCallback(): void {
    removeEventListener("online", this.#online);
    this.#polling?.close();
    this.#screen.leave();
  }

  attributeChangedCallback = (): void => void this.redraw();

  #says(attribute: string, otherwise = ""): string {
    return this.getAttribute(attribute) || otherwise;
  }

  get #isPage(): boolean {
    return this.#says("layout") === "page";
  }

  /** Opens the chat; the first opening begins or resumes the conversation. */
  async open(): Promise<void> {
    if (this.#isOpen) return;
    this.#isOpen = true;
    await this.redraw();
    this.#dialog.open(this.root.querySelector("dialog"));
    const isFirst = !this.#conversation;
    const conversation = (this.#conversation ??= this.#begin());
    if (!this.#isPage) this.#focusInside();
    this.#screen.follow(this.find(".panel"));
    if (isFirst) await conversation.start();
    else void conversation.poll();
    if (this.#isOpen) this.#polling?.open();
  }

  close(): void {
    if (this.#isPage || !this.#isOpen) return;
    this.#isOpen = false;
    this.#isErasing = false;
    this.#dialog.close();
    this.#polling?.close();
    this.#screen.leave();
    void this.redraw().then(() => this.find(".launcher").focus());
  }

  #begin(): Conversation {
    const conversation = new Conversation(new Api(this.#says("endpoint", "/api/chat")), {
      changed: () => void this.redraw(),
      added: (what, first) => void this.#added(what, first),
      returned: (text) => this.#composer.fill(text),
    });
    this.#polling = new Polling(conversation);
    const log = this.find(".log");
    this.#scrolling = new Scrolling(log, (below) => {
      this.#below = below;
      void this.redraw();
    });
    this.#composer.begin(this.find("textarea"), conversation.transcript.kept.draft);
    return conversation;
  }

  readonly #online = (): void => void this.#conversation?.online();

  #focusInside(): void {
    const log = this.find(".log");
    // On touch the box would bring up a keyboard over half the screen.
    (hasFinePointer() ? this.#composer.box : log)?.focus({ preventScroll: true });
  }

  async #added(what: Addition, first: number): Promise<void> {
    const wasNearEnd = this.#scrolling?.isNearEnd() ?? true;
    // What was there before is not announced again.
    if (what === "restored") this.#isQuiet = true;
    await this.redraw();
    if (first === 0 && !this.#conversation?.transcript.kept.spokeAt) this.#scrolling?.toStart();
    else if (what === "replies") this.#scrolling?.toReply(first, wasNearEnd);
    else this.#scrolling?.toEnd();
    if (what !== "restored") return;
    requestAnimationFrame(() => {
      this.#isQuiet = false;
      void this.redraw();
    });
  }

  async #askErasure(isErasing: boolean): Promise<void> {
    this.#isErasing = isErasing;
    await this.redraw();
    this.find(isErasing ? "#erase-no" : ".erase").focus();
  }

  readonly #choices: Choices = {
    isUsed: (entry, payload) => this.#conversation?.transcript.isUsed(entry, payload) ?? false,
    choose: (entry, payload, title, marked) => {
      this.#focusInside();
      this.#conversation?.choose(entry, payload, title, marked);
    },
    refused: (words) => this.#conversation?.tell(words),
  };

  protected view(): TemplateResult {
    const started = this.#conversation?.transcript.kept.spokeAt ? " started" : "";
    const content = [this.#header(), this.#talk(), this.#foot()];
    if (this.#isPage) return html`<main class=${`frame panel page${started}`} aria-labelledby="heading" data-size=${this.#size.name}>${content}</main>`;
    return html`<section class="frame" aria-label=${this.#says("heading", strings.HEADING)} data-size=${this.#size.name}><button type="button" class="launcher"
aria-expanded=${this.#isOpen ? "true" : "false"} aria-controls="panel" @click=${() => void this.open()}>${strings.OPEN}</button><dialog
id="panel" class=${`panel${started}`} aria-labelledby="heading" @keydown=${this.#dialog.pressed} @close=${this.#dialog.closed}
@cancel=${this.#dialog.cancelled}>${content}</dialog></section>`;
  }

  #header(): TemplateResult {
    return headerView({
      heading: this.#says("heading", strings.HEADING),
      tel: this.#says("tel"),
      hours: this.#says("hours"),
      size: this.#size.label,
      isPage: this.#isPage,
      isHuman: this.#conversation?.transcript.kept.mode === "human",
      enlarge: () => {
        this.#size.next();
        void this.redraw();
      },
      erase: () => void this.#askErasure(true),
      close: () => this.close(),
    });
  }

  #talk(): TemplateResult {
    const entries = this.#conversation?.transcript.kept.entries ?? [];
    const further = (): void => (this.#below === "opening" ? this.#scrolling?.further() : this.#scrolling?.toEnd());
    return talkView({ entries, isQuiet: this.#isQuiet, below: this.#below, further }, this.#choices);
  }

  #foot(): TemplateResult {
    return footView({
      conversation: this.#conversation,
      tel: this.#says("tel"),
      telSay: this.#says("tel-say"),
      isErasing: this.#isErasing,
      erase: () => {
        this.#isErasing = false;
        void this.#conversation?.erase();
        this.#focusInside();
      },
      keep: () => void this.#askErasure(false),
      box: this.#composer.view(),
    });
  }
}
