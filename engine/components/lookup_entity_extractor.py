"""Entities from lookup tables, found whatever their spelling: ＰＲＰ, ぴーあーるぴー, ひあるろん酸."""

from __future__ import annotations

import json
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from engine.analysis.lookups import LookupTable, find_entities

_FILE = "lookups.json"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class LookupEntityExtractor(EntityExtractorMixin, GraphComponent):
    """Finds the values of the `lookup:` tables and their `synonym:` spellings in `data/lookups/`.

    Rasa's RegexEntityExtractor compares letter by letter and would need every width and kana
    form listed; this one compares folded texts and reports offsets into the typed one.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Nothing to set."""
        return {}

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        table: LookupTable | None = None,
    ) -> None:
        """An extractor without words, or one with a trained `table`."""
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._table = table or LookupTable({})

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LookupEntityExtractor:
        """An extractor that knows no words yet."""
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Collects the tables; a value is also a spelling of itself."""
        spellings: dict[str, list[str]] = {}
        for spelling, value in training_data.entity_synonyms.items():
            spellings.setdefault(value, []).append(spelling)
        words: dict[str, dict[str, list[str]]] = {}
        for table in training_data.lookup_tables:
            values = words.setdefault(table["name"], {})
            for value in table["elements"]:
                values[value] = [value, *spellings.get(value, [])]
        self._table = LookupTable(words)
        with self._model_storage.write_to(self._resource) as folder:
            (folder / _FILE).write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> LookupEntityExtractor:
        """The trained extractor."""
        with model_storage.read_from(resource) as folder:
            words = json.loads((folder / _FILE).read_text(encoding="utf-8"))
        return cls(config, model_storage, resource, LookupTable(words))

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds what is found to the message's entities."""
        for message in messages:
            found = find_entities(message.get(TEXT) or "", self._table)
            entities = self.add_extractor_name([e.as_dict() for e in found])
            message.set(ENTITIES, [*message.get(ENTITIES, []), *entities], add_to_output=True)
        return messages
