"""The grammar of quick replies: what a client may send instead of text. Plain Python.

`v1;topic;<id>` · `v1;intent;<name>[;<entity>=<value>]` · `v1;date;<slot>;<day>[T<HH:MM>|T<part of the day>]` ·
`v1;rate;up|down;<turn>`, `v1;erase;yes|no` and `v1;staff;ask|back`, which the front desk keeps to itself. A date
picker's message carries `v1;date;<slot>`, to which the client appends the day. Which topics and intents there are, only the engine knows; it
refuses the others.
"""

from __future__ import annotations

import re

# LINE's limit for postback data, 300 characters (Messaging API reference, read 2026-11-22); the same on the web.
LONGEST = 300

_NAME = r"[a-z0-9_]+"
_GRAMMAR = re.compile(
    rf"v1;(?:topic;{_NAME}(?:/{_NAME})?|intent;{_NAME}(?:;{_NAME}=[A-Za-z0-9_:+-]+)?"
    rf"|date;{_NAME};\d{{4}}-\d{{2}}-\d{{2}}(?:T(?:\d{{2}}:\d{{2}}|morning|afternoon|evening))?"
    r"|rate;(?:up|down);\d+|erase;(?:yes|no)|staff;(?:ask|back))",
    re.ASCII,
)


def is_payload(text: str) -> bool:
    """True when the text has the form of a payload."""
    return len(text) <= LONGEST and _GRAMMAR.fullmatch(text) is not None
