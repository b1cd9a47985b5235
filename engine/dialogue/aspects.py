"""A treatment named together with what is asked about it: 「ヒアルロン酸いくら」 asks for the cost, not for the treatment."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

# In the order in which they decide: 「1回いくら」 is about money.
_ASPECT_WORDS = (
    (
        "treatment/cost",
        re.compile(
            r"いくら|なんぼ|値段|ねだん|費用|ひよう|料金|金額|価格|総額|何円|何万|(?:治療|薬|湿布|検査)代|治療費|高[いか額]|安[いく]"
        ),
    ),
    (
        "treatment/side_effects",
        re.compile(r"副作用|ふくさよう|リスク|危な[いく]|危険|あぶな[いく]|後遺症|こういしょう|害[はが]|安全|合併症"),
    ),
    (
        "treatment/duration",
        re.compile(
            r"何日|なんにち|何週|なんしゅう|何[かヶカケ]?月|日数|[1一]日で(?:終|でき|済)|何回(?:くらい|ぐらい)?(?:通|打|受|や)"
        ),
    ),
)


# A longer message is a story, in which such a word may stand for something else.
_LONGEST = 40
_TWO = 2
_LEAST_OF_BOTH = 0.9


def named_aspect(text: str, topic: str | None, treatments: Sequence[str]) -> str | None:
    """The aspect `text` asks of a named treatment, if it was taken for a question about the treatment itself."""
    if len(text) > _LONGEST or topic not in {f"treatment/{treatment}" for treatment in treatments}:
        return None
    return next((aspect for aspect, words in _ASPECT_WORDS if words.search(text)), None)


def doubted_aspect(ranking: Sequence[Mapping[str, Any]], entities: Sequence[Mapping[str, Any]]) -> str | None:
    """The aspect that a message asks of the treatment it names, where the classifier wavers between just these two.

    「BMEの費用は」 is both about BME and about the cost: neither is wrong, and nothing need be asked back.
    """
    named = {f"treatment/{entity['value']}" for entity in entities if entity.get("entity") == "treatment"}
    if len(named) != 1 or len(ranking) < _TWO:
        return None
    first, second = (candidate["name"] for candidate in ranking[:_TWO])
    sure = sum(candidate["confidence"] for candidate in ranking[:_TWO])
    is_aspect = any(first == aspect for aspect, _ in _ASPECT_WORDS)
    return first if is_aspect and second in named and sure >= _LEAST_OF_BOTH else None
