// A message as the API sends it. Whatever else a field holds is left out here, so that no view has to doubt it.

export interface QuickReply {
  readonly title: string;
  readonly payload: string;
}

export interface Link {
  readonly title: string;
  readonly href: string;
}

export interface Table {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Asks for a day from `min` to `max` (YYYY-MM-DD); what is picked is appended to `payload`. */
export interface Picker {
  readonly min: string;
  readonly max: string;
  readonly payload: string;
}

export interface Image {
  readonly src: string;
  readonly alt: string;
}

export interface Message {
  /** Rises within a conversation; 0 for what only this browser knows. */
  readonly id: number;
  readonly from: "bot" | "staff" | "user";
  readonly text: string;
  readonly quickReplies: readonly QuickReply[];
  readonly links: readonly Link[];
  readonly table: Table | null;
  readonly urgency: string;
  readonly picker: Picker | null;
  readonly image: Image | null;
  readonly source: string;
}

type Fields = Readonly<Record<string, unknown>>;

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DATE_PAYLOAD = /^v1;date;[a-z_]+$/;

/** The messages in an answer of the API; `origin` is the front desk, to which an address without a host belongs. */
export function messagesIn(found: unknown, origin: string): Message[] {
  return list(found).map((one) => message(one, origin));
}

/** What the visitor said, as a message. */
export function ownMessage(text: string): Message {
  return message({ from: "user", text }, "");
}

function message(found: unknown, origin: string): Message {
  const all = fields(found);
  const from = all["from"];
  return {
    id: Number(text(all["id"])) || 0,
    from: from === "user" || from === "staff" ? from : "bot",
    text: text(all["text"]),
    quickReplies: list(all["quick_replies"])
      .map(fields)
      .map((one) => ({ title: text(one["title"]), payload: text(one["payload"]) }))
      .filter(({ title, payload }) => title && payload),
    links: list(all["links"])
      .map(fields)
      .map((one) => ({ title: text(one["title"]), href: linked(text(one["href"]), origin) }))
      .filter(({ title, href }) => title && href),
    table: table(fields(all["table"])),
    urgency: text(all["urgency"]),
    picker: picker(fields(all["picker"])),
    image: image(fields(all["image"]), origin),
    source: text(all["source"]),
  };
}

function table(found: Fields): Table | null {
  const columns = list(found["columns"]).map(text);
  const rows = list(found["rows"]).map((row) => list(row).map(text));
  return columns.length && rows.length ? { caption: text(found["caption"]), columns, rows } : null;
}

function picker(found: Fields): Picker | null {
  const [min, max, payload] = [text(found["min"]), text(found["max"]), text(found["payload"])];
  return found["kind"] === "date" && DATE_PAYLOAD.test(payload) && DAY.test(min) && DAY.test(max) ? { min, max, payload } : null;
}

function image(found: Fields, origin: string): Image | null {
  const alt = text(found["alt"]).trim();
  const src = own(text(found["src"]), origin);
  return alt && src ? { src, alt } : null;
}

/** Where a link may lead: by telephone, to an encrypted page, or to a page of the front desk itself. */
function linked(href: string, origin: string): string {
  return /^(https:\/\/|tel:)/.test(href) ? href : own(href, origin);
}

/** The full address of a file or page of the front desk; empty for any other. */
function own(address: string, origin: string): string {
  try {
    const found = new URL(address, origin);
    return /^(\/|http)/.test(address) && found.origin === origin ? found.href : "";
  } catch {
    return ""; // no address at all
  }
}

function fields(found: unknown): Fields {
  return typeof found === "object" && found !== null ? (found as Fields) : {};
}

function list(found: unknown): unknown[] {
  return Array.isArray(found) ? found : [];
}

function text(found: unknown): string {
  return typeof found === "string" ? found : typeof found === "number" ? String(found) : "";
}
