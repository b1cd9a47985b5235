// An element that draws itself with lit-html, once after any number of changes. What LitElement has beyond that would
// be a seventh of the file.

import { render, type TemplateResult } from "lit/html.js";

export abstract class DrawnElement extends HTMLElement {
  /** Settles when the latest change is on the screen. */
  drawn: Promise<void> = Promise.resolve();
  readonly root: ShadowRoot;
  #isWaiting = false;

  constructor(css: string) {
    super();
    this.root = this.attachShadow({ mode: "open" });
    try {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      this.root.adoptedStyleSheets = [sheet];
    } catch {
      // Safari before 16.4; a page whose policy forbids style elements then shows an unstyled chat that works.
      const style = document.createElement("style");
      style.textContent = css;
      this.root.append(style);
    }
  }

  protected abstract view(): TemplateResult;

  /** Draws soon; changes made until then are drawn together. */
  redraw(): Promise<void> {
    if (this.#isWaiting) return this.drawn;
    this.#isWaiting = true;
    return (this.drawn = Promise.resolve().then(() => this.draw()));
  }

  /** Draws now. Never nothing: a fault leaves what the page itself wrote into the element. */
  protected draw(): void {
    this.#isWaiting = false;
    try {
      render(this.view(), this.root);
    } catch (error) {
      this.root.replaceChildren(document.createElement("slot"));
      throw error;
    }
  }

  /** The one element of the view that the selector finds. */
  protected find<Kind extends HTMLElement>(selector: string): Kind {
    return this.root.querySelector<Kind>(selector)!;
  }
}
