// What always stands above the conversation: name, phone, text size, erasing, closing; and the emergency line.

import { html, nothing, type TemplateResult } from "lit/html.js";
import * as strings from "./strings.js";

export interface Header {
  readonly heading: string;
  readonly tel: string;
  readonly hours: string;
  readonly size: string;
  readonly isPage: boolean;
  readonly isHuman: boolean;
  readonly enlarge: () => void;
  readonly erase: () => void;
  readonly close: () => void;
}

export function headerView(header: Header): TemplateResult {
  const { heading, tel, hours, size, isPage, isHuman } = header;
  return html`<div class="head">${isPage ? html`<h1 id="heading">${heading}</h1>` : html`<h2 id="heading">${heading}</h2>`}${
    tel ? html`<a class="call" href=${telHref(tel)}>${strings.CALL} <span class="number">${tel}</span></a>` : nothing
  }<button type="button" class="size" @click=${header.enlarge}><span class="long">${strings.TEXT_SIZE}</span><span class="short">${
    strings.TEXT_SIZE_SHORT
  }</span>:${size}</button><button type="button" class="erase" @click=${header.erase}><span class="long">${
    strings.ERASE
  }</span><span class="short">${strings.ERASE_SHORT}</span></button>${
    isPage ? nothing : html`<button type="button" class="close" @click=${header.close}>${strings.CLOSE}</button>`
  }</div>${isHuman ? html`<p class="line human">${strings.STAFF_ANSWERING}</p>` : nothing}${
    hours ? html`<p class="line hours">${strings.HOURS}${hours}</p>` : nothing
  }<a class="line emergency" href="tel:119">${strings.EMERGENCY.map((part) => html`${part}<wbr>`)}</a>`;
}

/** The number as a link, or no link when it has no digits. */
export function telHref(tel: string): string {
  return `tel:${tel.replace(/[^\d+#]/g, "")}`;
}
