"""Tokenizer for Japanese: surfaces as typed, lemmas as Sudachi's normalised forms."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message

from engine import analysis
from engine.analysis.morphemes import Morpheme, dictionary_edition, readable
from engine.analysis.romaji import typed_span
from engine.components.sources import source_digest
from engine.topics import reading
from engine.topics.reading import analyse_any_script

SPLIT_MODE = "split_mode"


class SudachiToken(Token):
    """A token that knows its morpheme."""

    def __init__(self, text: str, start: int, end: int, morpheme: Morpheme) -> None:
        """`text`, `start` and `end` as typed; the lemma is the normalised form."""
        super().__init__(text, start, end=end, lemma=morpheme.normal)
        self.morpheme = morpheme

    def fingerprint(self) -> str:
        """Text of all that distinguishes two tokens.

        Rasa hashes every token after every component; its own hash of nested containers took
        half of the training time.
        """
        m = self.morpheme
        return f"{self.text}\x1f{self.start}\x1f{self.end}\x1f{m.normal}\x1f{m.reading}\x1f{m.pos}"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class SudachiTokenizer(Tokenizer):
    """Splits a text into morphemes.

    `Token.text` is what was typed, `Token.lemma` the normalised form (NFKC, one spelling for
    ひざ, ヒザ and 膝), `SudachiToken.morpheme` the rest. The text itself is never
    rewritten: training examples do not pass the channel. No token is empty.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The split mode, and two keys Rasa's base class reads."""
        return {
            # A: 変形性 膝 関節 症, C: 変形性 膝関節症; measured in docs/adr.
            SPLIT_MODE: "C",
            "intent_tokenization_flag": False,
            "intent_split_symbol": "_",
        }

    @staticmethod
    def required_packages() -> list[str]:
        """Packages whose versions belong to the fingerprint of what was trained."""
        return ["sudachipy", "sudachidict_core", "jaconv"]

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """The dictionary edition and our reading of it: another one may split and normalise differently."""
        return f"{dictionary_edition()} / {source_digest(analysis, reading)}"

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """Tokens of one attribute of `message`; none for a text of blanks only."""
        text = readable(message.get(attribute))
        morphemes, offsets = analyse_any_script(text, self._config[SPLIT_MODE])
        return [_token(text, m, offsets) for m in morphemes]


def _token(text: str, morpheme: Morpheme, offsets: list[int] | None) -> SudachiToken:
    begin, end = morpheme.begin, morpheme.end
    if offsets is not None:
        begin, end = typed_span(text, offsets, begin, end)
    return SudachiToken(text[begin:end], begin, end, morpheme)
