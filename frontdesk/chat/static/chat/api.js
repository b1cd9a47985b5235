// The chat API. A message is tried three times under the same id, so that it is answered once however often it is sent.

const TRY_MS = 15_000;
const ALL_TRIES_MS = 30_000;
const PAUSES_MS = [800, 1600];
const LONGEST_WAIT_S = 10;
// The quick reply under the question that 「履歴を削除」 brings.
export const ERASE_YES = "v1;erase;yes";

// Raised for every answer but a good one; status 0 means that no answer came.
export class ApiFailure extends Error {
  constructor(status, message, retryAfterS = null) {
    super(message);
    this.status = status;
    this.retryAfterS = retryAfterS;
  }

  get mayPass() {
    return this.status === 0 || this.status >= 500 || (this.status === 429 && this.retryAfterS <= LONGEST_WAIT_S);
  }
}

export class Api {
  constructor(address) {
    this.address = address;
  }

  openSession() {
    return this.#call("POST", "/session", null);
  }

  // Not by DELETE: this answer says once more what is urgent before the conversation is forgotten.
  async erase(token) {
    return (await this.send(token, { id: newId(), payload: ERASE_YES })).messages;
  }

  messagesAfter(token, id) {
    return this.#call("GET", `/messages?after=${id}`, token);
  }

  async send(token, message) {
    const giveUpAt = Date.now() + ALL_TRIES_MS;
    for (const pause of [...PAUSES_MS, null]) {
      try {
        return await this.#call("POST", "/messages", token, message, Math.min(TRY_MS, giveUpAt - Date.now()));
      } catch (failure) {
        const wait = Math.max(pause ?? 0, (failure.retryAfterS ?? 0) * 1000);
        if (pause === null || !failure.mayPass || Date.now() + wait >= giveUpAt) throw failure;
        await new Promise((resolve) => setTimeout(resolve, wait));
      }
    }
  }

  async #call(method, path, token, body = null, limitMs = TRY_MS) {
    const headers = {};
    if (token) headers.Authorization = `Bearer ${token}`;
    if (body) headers["Content-Type"] = "application/json";
    let response;
    let content;
    try {
      response = await fetch(this.address + path, {
        method,
        headers,
        body: body && JSON.stringify(body),
        credentials: "omit",
        cache: "no-store",
        signal: AbortSignal.timeout(limitMs),
      });
      content = response.status === 204 ? {} : await response.json();
    } catch {
      throw new ApiFailure(response?.ok === false ? response.status : 0, "");
    }
    if (response.ok) return content;
    const retryAfter = Number.parseInt(response.headers.get("Retry-After") ?? "", 10);
    throw new ApiFailure(response.status, content.error?.message ?? "", Number.isNaN(retryAfter) ? null : retryAfter);
  }
}

// Pages on plain http have no randomUUID.
export function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
