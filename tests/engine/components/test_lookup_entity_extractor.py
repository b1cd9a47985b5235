"""The extractor: it learns the tables of the training data and finds the same after a restart."""

from __future__ import annotations

from pathlib import Path

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.formats.rasa_yaml import RasaYAMLReader
from rasa.shared.nlu.training_data.message import Message

from engine.components.lookup_entity_extractor import LookupEntityExtractor
from tests.engine.small_assistant import LOOKUPS

RESOURCE = Resource("lookups")
CONTEXT = ExecutionContext(GraphSchema({}))


@pytest.fixture(params=["just trained", "loaded"])
def extractor(request: pytest.FixtureRequest, tmp_path: Path) -> LookupEntityExtractor:
    storage = LocalModelStorage.create(tmp_path)
    trained = LookupEntityExtractor.create({}, storage, RESOURCE, CONTEXT)
    trained.train(RasaYAMLReader().reads(LOOKUPS))
    if request.param == "just trained":
        return trained
    return LookupEntityExtractor.load({}, storage, RESOURCE, CONTEXT)


def found(extractor: LookupEntityExtractor, message: Message) -> list[tuple[str, str, str]]:
    extractor.process([message])
    return [(e["entity"], e["value"], e["extractor"]) for e in message.get(ENTITIES)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("ひざに", [("body_part", "knee", "LookupEntityExtractor")], id="synonym"),
        pytest.param("prpは", [("treatment", "prp", "LookupEntityExtractor")], id="the value itself"),
        pytest.param("ぴーあーるぴー", [("treatment", "prp", "LookupEntityExtractor")], id="kana variant"),
        pytest.param("肩", [], id="a word of no table"),
    ],
)
def test_values_and_their_synonyms_are_found(
    extractor: LookupEntityExtractor, text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert found(extractor, Message({TEXT: text})) == expected


def test_entities_of_others_stay(extractor: LookupEntityExtractor) -> None:
    message = Message({TEXT: "膝", ENTITIES: [{"entity": "time", "value": "1", "extractor": "X"}]})
    assert [entity for entity, _, _ in found(extractor, message)] == ["time", "body_part"]


def test_a_message_without_text_has_no_entities(extractor: LookupEntityExtractor) -> None:
    assert found(extractor, Message({})) == []


def test_an_untrained_extractor_finds_nothing(tmp_path: Path) -> None:
    untrained = LookupEntityExtractor.create({}, LocalModelStorage.create(tmp_path), RESOURCE, CONTEXT)
    assert found(untrained, Message({TEXT: "膝"})) == []
