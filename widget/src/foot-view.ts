// What stands below the conversation: how things are, ways out of a failure, the question before erasing, the box.

import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Conversation } from "./conversation.js";
import { telHref } from "./header-view.js";
import * as strings from "./strings.js";

export interface Foot {
  readonly conversation: Conversation | null;
  readonly tel: string;
  readonly telSay: string;
  readonly isErasing: boolean;
  readonly erase: () => void;
  readonly keep: () => void;
  readonly box: TemplateResult;
}

/** One status region for everything that is not said in the conversation; its place stays, its words change. */
export function footView({ conversation, tel, telSay, isErasing, erase, keep, box }: Foot): TemplateResult {
  const retry = conversation?.retry;
  return html`<div class="foot"><p class="status" role="status">${conversation?.status}${retry && telSay ? ` ${strings.say(telSay)}` : ""}</p>${
    retry
      ? html`<div class="choices"><button type="button" class="main" @click=${retry.run}>${retry.title}</button>${
          tel ? html`<a class="link" href=${telHref(tel)}>${strings.CALL_US}<span class="number">(${tel})</span></a>` : nothing
        }</div>`
      : nothing
  }${isErasing ? question(erase, keep) : nothing}${box}</div>`;
}

function question(erase: () => void, keep: () => void): TemplateResult {
  return html`<div class="choices" role="group" aria-labelledby="erase-words"><p id="erase-words">${strings.ERASE_QUESTION}</p><button
type="button" class="main" @click=${erase}>${strings.ERASE_YES}</button><button type="button" id="erase-no" @click=${keep}>${strings.ERASE_NO}</button></div>`;
}
