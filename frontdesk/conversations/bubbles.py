"""The engine's reply as data: its shape checked before anything of it reaches a visitor."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from django.templatetags.static import static
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

# Only what a browser or a phone may follow without danger; a placeholder is filled in later from clinic.yml.
# A path is a page of our own: a booking's.
Href = Annotated[str, StringConstraints(pattern=r"^(https://|tel:|\[\[[a-z0-9_.]+\]\]$|/booking/[A-Za-z0-9_.:-]+$)")]
# Where the front desk keeps the pictures that answers name.
PICTURES = "chat/pictures/"
PICTURE = re.compile(r"[a-z0-9_]+\.svg")
OwnPath = Annotated[str, StringConstraints(pattern=r"^/[A-Za-z0-9_]")]


class Part(BaseModel):
    """A part of the reply; what we do not know is dropped. A number in a table's cell is its text."""

    model_config = ConfigDict(frozen=True, extra="ignore", coerce_numbers_to_str=True)


class QuickReply(Part):
    title: str
    payload: str


class Link(Part):
    title: str
    href: Href


class Table(Part):
    caption: str | None = None
    columns: list[str]
    rows: list[list[str]]


class Picker(Part):
    kind: Literal["date"]
    min: str
    max: str
    # A client appends ";" and the day that was picked.
    payload: Annotated[str, StringConstraints(pattern=r"^v1;date;[a-z_]+$")]


class Image(Part):
    """A picture; an answer names the `file`, which becomes its address here: `data/` knows no channel."""

    src: OwnPath
    alt: Annotated[str, StringConstraints(min_length=1)]

    @model_validator(mode="before")
    @classmethod
    def _address(cls, found: object) -> object:
        if isinstance(found, dict) and PICTURE.fullmatch(str(found.get("file"))):
            return {**found, "src": static(f"{PICTURES}{found['file']}")}
        return found


class Bubble(Part):
    """One message of the reply; placeholders are not filled in yet."""

    text: str = ""
    quick_replies: list[QuickReply] = []
    links: list[Link] = []
    table: Table | None = None
    urgency: Literal["119", "today", "soon", "crisis"] | None = None
    picker: Picker | None = None
    image: Image | None = None
    source: str | None = None
    # Which of the reply's topics it belongs to, where the engine says so.
    topic: str | None = None
    # What only the visitor may see, by the marks 〔…〕 that stand for it in the text; see private_values.py.
    private: dict[str, str] = Field(default={}, repr=False)


class Topic(Part):
    name: str
    confidence: float


class Form(Part):
    """A form that is open after the turn, and the slot it asks for."""

    name: str
    slot: str


class RedFlag(Part):
    tier: Literal["119", "today", "soon"]
    rule: str


class EngineReply(Part):
    """What the engine answers to a turn."""

    messages: list[Bubble]
    topic: Topic | None = None
    topic_ranking: list[Topic] = []
    also_asked: str | None = None
    entities: list[dict[str, Any]] = []
    red_flag: RedFlag | None = None
    actions: list[str] = []
    form: Form | None = None
    ms: Annotated[float, Field(ge=0)] | None = None
    model: str = ""
