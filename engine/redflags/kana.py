"""Kana as the rules compare them: what a slip of the finger, an accent or a drawl changes is folded away.

Two strengths. `shrunk` drops what carries no meaning (small っ, long marks, drawled vowels) and
keeps voicing, on which grammar hangs (か asks, が goes on). `unvoiced` drops voicing too, in which
typing (むねがいだい) and the accent of the north-east (いでえ) differ; it keeps every position.
"""

from __future__ import annotations

import unicodedata

from engine.analysis.folding import to_hiragana

_ROWS = {
    "あ": "ぁあかがさざただなはばぱまやゃらわ",
    "い": "ぃいきぎしじちぢにひびぴみり",
    "う": "ぅうくぐすずつづぬふぶぷむゆゅる",
    "え": "ぇえけげせぜてでねへべぺめれ",
    "お": "ぉおこごそぞとどのほぼぽもよょろを",
}
_VOWEL = {kana: vowel for vowel, row in _ROWS.items() for kana in row}
_SMALL_VOWELS = dict(zip("ぁぃぅぇぉ", "あいうえお", strict=False))
_PLAIN = str.maketrans("ゃゅょゎづぢ", "やゆよわずじ", "っー〜～")
# を is typed as お by some; that is as loose a reading as a missing voicing mark.
_VOICED = "がぎぐげござじずぜぞだぢづでどばびぶべぼぱぴぷぺぽを"
_UNVOICED = "かきくけこさしすせそたちつてとはひふへほはひふへほお"
_UNVOICE = str.maketrans(_VOICED, _UNVOICED)


def hiragana(text: str) -> str:
    """`text` in NFKC and lower case with katakana as hiragana."""
    return to_hiragana(unicodedata.normalize("NFKC", text).lower())


def shrunk(text: str) -> str:
    """Hiragana `text` without small っ, long marks and drawled small vowels; other small kana are made large."""
    if _SMALL_VOWELS.keys().isdisjoint(text):
        return text.translate(_PLAIN)
    kept: list[str] = []
    for char in text:
        if char in _SMALL_VOWELS:
            # いてぇ is いて with a drawl, ふぁ is a syllable of its own.
            if kept and _VOWEL.get(kept[-1]) == _SMALL_VOWELS[char]:
                continue
            char = _SMALL_VOWELS[char]
        kept.append(char)
    return "".join(kept).translate(_PLAIN)


def unvoiced(text: str) -> str:
    """`text` with が as か, ば and ぱ as は, character for character."""
    return text.translate(_UNVOICE)


def is_kana(char: str) -> bool:
    """Whether `char` is hiragana."""
    return "ぁ" <= char <= "ん"


def is_kanji(char: str) -> bool:
    """Whether `char` is a Chinese character or its repetition mark."""
    return "一" <= char <= "鿿" or char == "々"
