// Answers in place of the front desk, for what the real one cannot be brought to say: faults of the network, staff who
// write, fields that hold what they should not. Everything else goes through to the real one.

const MESSAGES = /\/api\/chat\/messages/;

// The sent messages are answered by `answers` in turn: a status, "abort", "never", a reply, or "real". What was sent
// comes back.
export async function answerWith(page, ...answers) {
  const sent = [];
  await page.route(MESSAGES, (route) => {
    if (route.request().method() !== "POST") return route.fallback();
    sent.push(route.request().postDataJSON());
    const answer = answers.shift() ?? "real";
    if (answer === "real") return route.fallback();
    if (answer === "abort") return route.abort();
    if (answer === "never") return undefined;
    return fulfil(route, answer);
  });
  return sent;
}

// What the front desk has to say when it is asked for news; `news` may be changed while the page runs.
export async function withNews(page, news) {
  const asked = [];
  await page.route(MESSAGES, (route) => {
    if (route.request().method() !== "GET") return route.fallback();
    asked.push(new URL(route.request().url()).searchParams.get("after"));
    return fulfil(route, { messages: news.messages ?? [], mode: news.mode ?? "bot" });
  });
  return asked;
}

export const reply = (...messages) => ({
  messages: messages.map((message, index) => ({ id: String(100 + index), from: "bot", ...message })),
  mode: "bot",
});

async function fulfil(route, answer) {
  await new Promise((resolve) => setTimeout(resolve, answer.delayMs ?? 0));
  const status = typeof answer === "number" ? answer : (answer.status ?? 200);
  const refused = { error: { code: "x", message: answer.message ?? "ただいまご利用いただけません。" } };
  return route.fulfill({
    status,
    contentType: "application/json",
    headers: { "Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "Retry-After", ...(answer.headers ?? {}) },
    body: JSON.stringify(status === 200 ? answer : refused),
  });
}
