// Every sentence that the component itself says, in Japanese. What the assistant says comes from the server.

export const SPEAKERS = { bot: "自動案内", staff: "スタッフ", user: "あなた" } as const;
export const SIZES = [
  { name: "standard", label: "標準" },
  { name: "large", label: "大" },
  { name: "largest", label: "特大" },
] as const;
export const URGENCY: Readonly<Record<string, string>> = {
  "119": "緊急",
  today: "緊急",
  crisis: "緊急",
  soon: "早めの受診",
};

export const HEADING = "膝・足首の痛み 相談チャット";
export const OPEN = "チャットで質問する";
export const CLOSE = "閉じる";
export const CALL = "電話";
export const CALL_US = "電話する";
export const HOURS = "電話の受付時間:";
/** In parts between which a line may break. */
export const EMERGENCY = ["緊急のときは", "119番へ", "電話してください。"];
export const TEXT_SIZE = "文字の大きさ";
export const TEXT_SIZE_SHORT = "文字";
export const ERASE = "この会話を消す";
export const ERASE_SHORT = "会話を消す";
export const ERASE_QUESTION = "この会話の記録を削除します(履歴を削除)。よろしいですか?";
export const ERASE_YES = "削除する";
export const ERASE_NO = "やめる";
export const LOG = "会話";
export const SOURCE = "出典:";
export const OTHER_SCREEN = "(別の画面)";
export const NEWER = "新しい返信 ↓";
export const MORE = "つづきを見る ↓";
export const BOX = "質問やお返事を書いてください";
export const BOX_SHORT = "質問・お返事";
export const SEND = "送信";
export const PICK_DATE = "日にち";
export const PICK_PART = "時間帯";
/** By what the server calls them; the first leaves the time open. */
export const PARTS: Readonly<Record<string, string>> = { "": "指定なし", morning: "午前", afternoon: "午後", evening: "夕方" };
export const SEND_DATE = "この日で送る";

export const TYPING = "お答えを準備しています…";
export const SLOW = "時間がかかっています。もう少しお待ちください。";
export const NOTHING_WRITTEN = "文字がありません。会話の中のボタンか、文字でお答えください。";
export const OFFLINE = "インターネットにつながっていません。つながると、自動で送ります。";
export const NOT_SENT = "送信できませんでした。";
export const NOT_CONNECTED = "ただいまチャットにつながりません。お電話でもご相談いただけます。";
export const SEND_AGAIN = "もう一度送る";
export const CONNECT_AGAIN = "もう一度つなぐ";
export const NEW_CONVERSATION = "時間がたったため、新しい会話を始めました";
export const STAFF_ANSWERING = "スタッフが対応しています";
export const BOT_ANSWERING = "自動案内にもどりました";
export const ERASED = "消しました。";
export const NOT_ERASED = "消せませんでした。少し時間をおいて、もう一度「この会話を消す」を押してください。";
export const ERASED_HERE_ONLY =
  "時間がたったため、この画面の表示だけを消しました。記録の削除は、お電話でお申し付けください。";

export const say = (words: string): string => `お電話では「${words}」とお伝えください。`;
export const remaining = (count: number): string => `あと${count}文字入力できます`;
export const tooLong = (count: number): string => `${count}文字多すぎます。短くしてお送りください`;
export const dateBetween = (first: string, last: string): string => `${first}から${last}までの日付を選んでください。`;

const DAY = new Intl.DateTimeFormat("ja-JP", { month: "long", day: "numeric", weekday: "short", timeZone: "UTC" });

/** A day as people write it, 11月25日(水); the text itself when it is no day. */
export function day(date: string): string {
  const found = new Date(`${date}T00:00:00Z`);
  return Number.isNaN(found.getTime()) ? date : DAY.format(found);
}
