// What staff do beside the chat: commands of manage.py, and a look into the record.

import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

async function python(...words) {
  const { stdout } = await promisify(execFile)(`${ROOT}.venv/bin/python`, words, { cwd: ROOT });
  return stdout;
}

// The id of the page's conversation, which its signed token holds readably.
export async function conversationOf(page) {
  const { token } = await page.evaluate(() => JSON.parse(sessionStorage.getItem("clinic-chat")));
  return JSON.parse(Buffer.from(token.split(":")[0], "base64url").toString());
}

// One command of staff in the page's conversation: take-over, say, return ...
export const staffDo = async (page, what, ...words) =>
  python("manage.py", "conversation", what, await conversationOf(page), ...words, "--by", "sato");

// What the page's conversation left: its `bookings` with their `history`, and its `turns`.
export const recordOf = async (page) =>
  JSON.parse(await python("-m", "tests.conversations.bookings.rows", process.env.SYSTEM_FOLDER, await conversationOf(page)));
