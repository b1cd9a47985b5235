// Every sentence that the page itself says. What the assistant says comes from the server.

export const SPEAKERS = { bot: "自動案内", staff: "スタッフ", user: "あなた" };
export const SIZES = [
  { name: "standard", label: "標準" },
  { name: "large", label: "大" },
  { name: "largest", label: "特大" },
];
export const URGENCY = { "119": "緊急", today: "緊急", crisis: "緊急", soon: "早めの受診" };
export const SOURCE = "出典:";

export const TYPING = "お答えを準備しています…";
export const SLOW = "時間がかかっています。もう少しお待ちください。";
export const OFFLINE = "インターネットにつながっていません。つながると、自動で送ります。";
export const NOT_SENT = "送信できませんでした。";
export const NOT_CONNECTED = "ただいまチャットにつながりません。お電話でもご相談いただけます。";
export const SEND_AGAIN = "もう一度送る";
export const CONNECT_AGAIN = "もう一度つなぐ";
export const NEW_CONVERSATION = "時間がたったため、新しい会話を始めました";
export const STAFF_ANSWERING = "スタッフが対応しています";
export const ERASED = "消しました。";
export const NOT_ERASED = "消せませんでした。少し時間をおいて、もう一度「この会話を消す」を押してください。";
export const ERASED_HERE_ONLY =
  "時間がたったため、この画面の表示だけを消しました。記録の削除は、お電話でお申し付けください。";

export const remaining = (count) => `あと${count}文字入力できます`;
export const tooLong = (count) => `${count}文字多すぎます。短くしてお送りください`;
