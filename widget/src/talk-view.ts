// The log: there before its content, additions only, so that a screen reader reads each item once.

import { html, nothing, type TemplateResult } from "lit/html.js";
import { type Choices, entryView } from "./message-view.js";
import type { Below } from "./scrolling.js";
import type { Entry } from "./storage.js";
import { LOG, MORE, NEWER } from "./strings.js";

export interface Talk {
  readonly entries: readonly Entry[];
  /** What stands in the log was there before and is not announced. */
  readonly isQuiet: boolean;
  readonly below: Below;
  readonly further: () => void;
}

// Entries never move, so their places are their keys.
export function talkView({ entries, isQuiet, below, further }: Talk, choices: Choices): TemplateResult {
  return html`<div class="talk"><div class="log" role="log" aria-live=${isQuiet ? "off" : "polite"} aria-label=${LOG} tabindex="0">${entries.map(
    (entry) => entryView(entry, choices),
  )}</div>${below ? html`<button type="button" class="newest" @click=${further}>${below === "reply" ? NEWER : MORE}</button>` : nothing}</div>`;
}
