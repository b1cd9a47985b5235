"""What a person typed, without what LINE puts between the words: its own emoji and mentions of us. Plain Python."""

from __future__ import annotations

import re

from frontdesk.line.events import Event

_EMOJI = re.compile(r"\([^()]*\)")
_MENTION = re.compile(r"@.+", re.DOTALL)


def typed_text(event: Event) -> str:
    """The event's text; `(love)` for an emoji of LINE's and `@clinic` are cut out.

    LINE does not say whether the places count UTF-16 units or code points, so a part is cut only where it looks like
    what it is said to be.
    """
    text = event.text
    parts = [(place, _EMOJI) for place in event.emojis] + [(place, _MENTION) for place in event.own_mentions]
    for place, looks in sorted(parts, key=lambda part: part[0], reverse=True):
        text = _without(text, place, looks)
    return text.strip()


def _without(text: str, place: tuple[int, int], looks: re.Pattern[str]) -> str:
    index, length = place
    if index < 0 or length < 1:
        return text
    in_units = text.encode("utf-16-le", "surrogatepass")
    cut = in_units[2 * index : 2 * (index + length)].decode("utf-16-le", "replace")
    if looks.fullmatch(cut):
        rest = in_units[: 2 * index] + in_units[2 * (index + length) :]
        return rest.decode("utf-16-le", "replace")
    if looks.fullmatch(text[index : index + length]):
        return text[:index] + text[index + length :]
    return text
