"""All answers of the assistant, rendered for LINE and shown to LINE for validation. Nothing is sent to anybody."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from linebot.v3.messaging import ApiClient
from linebot.v3.messaging.models import ValidateMessageRequest

from clinic.current import current_profile
from clinic.placeholders import fill_bubbles
from frontdesk.conversations import engine
from frontdesk.line import sentences
from frontdesk.line.limits import Message, problems
from frontdesk.line.platform import messaging, platform
from frontdesk.line.render import rendered
from frontdesk.line.verdicts import Verdict

_RAW: dict[str, Any] = {"_preload_content": False, "_request_timeout": (3, 10)}


def answers() -> Iterator[tuple[str, list[Message]]]:
    """Every topic and dialogue answer by name, as the engine gives it now. Raises EngineSilent."""
    profile = current_profile()
    yield "greeting", rendered(sentences.greeting(profile, is_back=True), settings.LINE.public_url)
    for payload in _payloads():
        turn = {"conversation": f"rehearsal-{uuid.uuid4()}", "id": "1", "payload": payload, "mode": "bot"}
        try:
            reply = engine.ask(turn, settings.LINE.engine_wait_s)
        except engine.PayloadRefused:
            continue  # a file that is no topic of its own
        bubbles = fill_bubbles((bubble.model_dump(exclude_none=True) for bubble in reply.messages), profile)
        if bubbles:
            yield payload, rendered(bubbles, settings.LINE.public_url)


def refused(messages: list[Message]) -> list[str]:
    """What our limits, or LINE itself, would refuse in these messages; at LINE as a reply and as a push."""
    found = problems(messages)
    for kind in ("reply", "push"):
        outcome = platform().call("validate", _validation(kind, messages))
        if outcome.verdict is not Verdict.ACCEPTED:
            found.append(f"{kind}: {outcome.status or outcome.verdict} {', '.join(outcome.properties)}")
    return found


def _validation(kind: str, messages: list[Message]) -> Callable[[ApiClient], Any]:
    request = ValidateMessageRequest.from_dict({"messages": messages})
    return lambda client: getattr(messaging(client), f"validate_{kind}_with_http_info")(request, **_RAW)


def _payloads() -> Iterator[str]:
    data = settings.BASE_DIR / "data"
    for file in sorted((data / "faq").glob("*/*.yml")):
        yield f"v1;topic;{file.parent.name}/{file.stem}"
    for file in sorted((data / "conversation").glob("*.yml")):
        yield f"v1;intent;{file.stem}"
