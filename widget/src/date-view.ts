// A question for a day: the browser's own date field, which old and new phones know, the part of the day, and a button.

import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Picker } from "./message.js";
import type { Choices } from "./message-view.js";
import type { Entry } from "./storage.js";
import { dateBetween, day, PARTS, PICK_DATE, PICK_PART, SEND_DATE } from "./strings.js";

/** `<payload>;<YYYY-MM-DD>` is what it sends, with `T` and the part of the day if one is chosen; it shows both in words. */
export function dateForm(entry: Entry, { min, max, payload }: Picker, choices: Choices): TemplateResult {
  const isUsed = choices.isUsed(entry, payload);
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    if (choices.isUsed(entry, payload)) return;
    const [date, part] = [...new FormData(event.currentTarget as HTMLFormElement).values()] as [string, string];
    if (!date || date < min || date > max) choices.refused(dateBetween(day(min), day(max)));
    else choices.choose(entry, `${payload};${date}${part && `T${part}`}`, day(date) + (part && `の${PARTS[part]}`), payload);
  };
  return html`<form class="choices picker" novalidate @submit=${send}><label>${PICK_DATE}
<input type="date" name="date" min=${min} max=${max} ?disabled=${isUsed}></label><label>${PICK_PART}
<select name="part" ?disabled=${isUsed}>${Object.entries(PARTS).map(([value, words]) => html`<option value=${value}>${words}</option>`)}</select></label><button
type="submit" class="main" aria-disabled=${isUsed ? "true" : nothing}>${SEND_DATE}</button></form>`;
}
