// What outlives a reload of this tab: token, messages, draft and unsent messages, in sessionStorage because family
// devices are shared. Only the text size is in localStorage. Where storage throws, memory serves.

const CONVERSATION = "clinic-chat";
const SIZE = "clinic-chat-size";
const LAST_MESSAGES = 100;

export function emptyConversation() {
  return { token: null, messages: [], lastId: 0, waiting: [], used: [], draft: "", mode: "bot" };
}

export function loadConversation() {
  try {
    return { ...emptyConversation(), ...JSON.parse(sessionStorage.getItem(CONVERSATION) ?? "{}") };
  } catch {
    return emptyConversation();
  }
}

export function saveConversation(conversation) {
  conversation.messages = conversation.messages.slice(-LAST_MESSAGES);
  attempt(() => sessionStorage.setItem(CONVERSATION, JSON.stringify(conversation)));
}

export function loadSize() {
  return attempt(() => localStorage.getItem(SIZE));
}

export function saveSize(name) {
  attempt(() => localStorage.setItem(SIZE, name));
}

function attempt(action) {
  try {
    return action();
  } catch {
    return null; // private windows and full storage: the page works on, it only forgets
  }
}
