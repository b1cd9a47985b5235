// Defines <clinic-chat>, once, however often a page loads the script.

import { ClinicChat } from "./clinic-chat.js";

if (!customElements.get("clinic-chat")) customElements.define("clinic-chat", ClinicChat);
