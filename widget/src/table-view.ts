// A table; where it would be too narrow, each row is a card that says 「項目:値」.

import { html, nothing, type TemplateResult } from "lit/html.js";
import type { Table } from "./message.js";

/** The roles say again what the elements are: laid out as cards, a table would lose its meaning for screen readers. */
export function tableView({ caption, columns, rows }: Table): TemplateResult {
  return html`<table role="table">${caption ? html`<caption>${caption}</caption>` : nothing}<thead role="rowgroup"><tr role="row">${columns.map(
    (column) => html`<th role="columnheader" scope="col">${column}</th>`,
  )}</tr></thead><tbody role="rowgroup">${rows.map((row) => html`<tr role="row">${row.map((text, index) => cell(text, index, columns))}</tr>`)}</tbody></table>`;
}

function cell(text: string, index: number, columns: readonly string[]): TemplateResult {
  return index === 0
    ? html`<th role="rowheader" scope="row">${text}</th>`
    : html`<td role="cell"><span class="column" aria-hidden="true">${columns[index] ?? ""}:</span>${text}</td>`;
}
