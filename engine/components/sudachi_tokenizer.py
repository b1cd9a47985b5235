"""Tokenizer for Japanese: surfaces as typed, lemmas as Sudachi's normalised forms."""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Text

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message

from engine.analysis.morphemes import Morpheme, dictionary_edition, readable
from engine.topics.reading import analyse_any_script

SPLIT_MODE = "split_mode"


class SudachiToken(Token):
    """A token that knows its morpheme."""

    def __init__(self, text: str, start: int, end: int, morpheme: Morpheme) -> None:
        """`text`, `start` and `end` as typed; the lemma is the normalised form."""
        super().__init__(text, start, end=end, lemma=morpheme.normal)
        self.morpheme = morpheme

    def fingerprint(self) -> Text:
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
    def get_default_config() -> Dict[Text, Any]:
        """The split mode, and two keys Rasa's base class reads."""
        return {
            # A: 変形性 膝 関節 症, C: 変形性 膝関節症; measured in docs/adr.
            SPLIT_MODE: "C",
            "intent_tokenization_flag": False,
            "intent_split_symbol": "_",
        }

    @staticmethod
    def required_packages() -> List[Text]:
        """Packages whose versions belong to the fingerprint of what was trained."""
        return ["sudachipy", "sudachidict_core", "jaconv"]

    @classmethod
    def fingerprint_addon(cls, config: Dict[str, Any]) -> Optional[str]:
        """The dictionary edition: another one may split and normalise differently."""
        return dictionary_edition()

    def tokenize(self, message: Message, attribute: Text) -> List[Token]:
        """Tokens of one attribute of `message`; none for a text of blanks only."""
        text = readable(message.get(attribute))
        morphemes, offsets = analyse_any_script(text, self._config[SPLIT_MODE])
        return [_token(text, m, offsets) for m in morphemes]


def _token(text: str, morpheme: Morpheme, offsets: Optional[List[int]]) -> SudachiToken:
    begin, end = morpheme.begin, morpheme.end
    if offsets is not None:
        begin, end = offsets[begin], max(offsets[end], offsets[begin] + 1)
    return SudachiToken(text[begin:end].strip() or morpheme.surface, begin, end, morpheme)
