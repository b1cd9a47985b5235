// The component's one style sheet.

import base from "../styles/base.css";
import frame from "../styles/frame.css";
import log from "../styles/log.css";

export const SHEET = base + frame + log;
