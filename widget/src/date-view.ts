// A question for a day: the browser's own date field, which old and new phones know, and a button that sends it.

import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Picker } from "./message.js";
import type { Choices } from "./message-view.js";
import type { Entry } from "./storage.js";
import { dateBetween, day, PICK_DATE, SEND_DATE } from "./strings.js";

/** `v1;date;<slot>;<YYYY-MM-DD>` is what it sends, as the day in words. */
export function dateForm(entry: Entry, { slot, min, max }: Picker, choices: Choices): TemplateResult {
  const payload = `v1;date;${slot}`;
  const isUsed = choices.isUsed(entry, payload);
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    if (choices.isUsed(entry, payload)) return;
    const { value } = (event.currentTarget as HTMLFormElement).elements.namedItem("date") as HTMLInputElement;
    if (!value || value < min || value > max) choices.refused(dateBetween(day(min), day(max)));
    else choices.choose(entry, `${payload};${value}`, day(value), payload);
  };
  return html`<form class="choices picker" novalidate @submit=${send}><label>${PICK_DATE}
<input type="date" name="date" min=${min} max=${max} ?disabled=${isUsed}></label><button type="submit" class="main" aria-disabled=${
    isUsed ? "true" : nothing
  }>${SEND_DATE}</button></form>`;
}
