"""The same complaint said otherwise keeps its tier; the same words denied, past, general or told of others fire nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

import pytest

from engine.analysis.folding import to_hiragana
from engine.analysis.morphemes import analyse
from engine.redflags.combination import TIERS
from engine.redflags.detector import detect

SEEDS = [
    "息が苦しいです",
    "胸が締め付けられるように痛い",
    "意識がもうろうとしています",
    "ふくらはぎが急に腫れて熱いです",
    "膝が真っ赤に腫れて熱が38度あります",
    "転んで足首が変な方向に曲がっています",
    "昨日転んで膝を打ち、歩けません",
    "ギプスの足の指がしびれて感覚がありません",
    "急に右の手足が動かなくなりました",
    "おしっこが出なくて足もしびれています",
    "膝が引っかかって急に伸びなくなりました",
    "アキレス腱がブチッと切れた感じです",
    "足先が急に冷たくなって真っ白です",
    "注射のあと膝が腫れて熱いです",
    "血液サラサラの薬を飲んでいて転びました",
    "死にたいです",
    "急に膝が激痛で立てません",
    "子どもが足を引きずって熱があります",
]


def in_kana(text: str) -> str:
    return "".join(m.surface if m.surface.isdigit() else to_hiragana(m.reading) or m.surface for m in analyse(text))


def in_katakana(text: str) -> str:
    return "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ん" else c for c in in_kana(text))


def half_width(text: str) -> str:
    narrow = {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(0xFF66, 0xFF9E)}
    marks = {"\u3099": "ﾞ", "\u309a": "ﾟ"}
    return "".join(narrow.get(c) or marks.get(c, c) for c in unicodedata.normalize("NFD", in_katakana(text)))


def without_punctuation(text: str) -> str:
    return re.sub("[、。]", "", text)


SAID_OTHERWISE: dict[str, Callable[[str], str]] = {
    "perhaps imagined": lambda t: f"気のせいかもしれませんが、{t}",
    "a little": lambda t: f"ちょっと{t}",
    "surely all right": lambda t: f"{t}。たぶん大丈夫だと思うけど",
    "bearable": lambda t: f"{t}。我慢できますし年のせいかも",
    "the family is calm": lambda t: f"家族は平気と言うのですが{t}",
    "busy": lambda t: f"{t}。忙しいので様子見中です",
    "another question before": lambda t: f"駐車場はありますか? {t}",
    "a knee question before": lambda t: f"膝の内側が痛いのはなぜですか。{t}",
    "another question after": lambda t: f"{t}。診療時間は何時までですか",
    "in kana": in_kana,
    "in katakana": in_katakana,
    "in half-width katakana": half_width,
    "without punctuation": without_punctuation,
    "with blanks": lambda t: " ".join(m.surface for m in analyse(t)),
    "in lines": lambda t: t.replace("、", "\n"),
    "with pictures": lambda t: f"{t}😭🚑",
    "drawled": lambda t: f"{t}ーー!!",
    "of the mother": lambda t: f"母のことです。{t}",
    "asked what to do": lambda t: f"{t}。どうすればいいですか",
    "with thanks": lambda t: f"いつもありがとうございます。{t}",
}


@pytest.mark.parametrize("relation", SAID_OTHERWISE)
@pytest.mark.parametrize("text", SEEDS)
def test_a_complaint_said_otherwise_keeps_its_tier(text: str, relation: str) -> None:
    plain, varied = detect(text), detect(SAID_OTHERWISE[relation](text))
    assert plain is not None
    assert varied is not None
    assert TIERS.index(varied.tier) >= TIERS.index(plain.tier)


@pytest.mark.parametrize(
    "text",
    [
        "いきくるしい",
        "いきが くるしぃ",
        "むねがいだい",
        "むねかいたい",
        "いぎぐるしい",
        "膝が晴れて熱が38度あります",
        "足首が張れて寒気がします",
        "膝が貼れて熱が出ています",
        "ひざがはれで熱がある",
        "三十八度五分の熱で膝が腫れています",
        "iki ga kurushii",
        "ashi ga makka ni harete netsu ga aru",
        "膝でーれー腫れとって熱もあるんじゃ",
        "ひざがばり腫れて熱のあるとよ",
        "膝がえらい腫れてまって熱もあるがや",
        "ひざ腫れで熱あるっぺ",
        "痛うて歩かれん、さっき転んだ",
        "こけてから歩けへんねん",
        "転んで歩けねえべ",
        "ころんで立たれんとです",
    ],
)
def test_slips_and_dialects_are_understood(text: str) -> None:
    assert detect(text) is not None


NOT_NOW = {
    "breath": [
        "息は苦しくありません",
        "去年息が苦しくなったことがあります",
        "息が苦しくなることはありますか",
        "知り合いが息が苦しくなったそうです",
        "息の長い付き合いです",
    ],
    "calf": [
        "ふくらはぎは腫れていません",
        "昔ふくらはぎが腫れたことがあります",
        "ふくらはぎが腫れることはありますか",
        "祖母はふくらはぎが腫れて血栓で亡くなりました",
    ],
    "hot joint": [
        "膝は腫れてないし熱もないです",
        "三年前に膝が腫れて熱が出ました",
        "膝が腫れて熱が出ることはありますか",
        "同僚が膝が腫れて熱が出たと聞きました",
    ],
    "injury": [
        "転んではいません",
        "学生の頃転んで歩けなくなりました",
        "もし転んで歩けなくなったらどうすればいいですか",
        "隣の奥さんが転んで歩けなくなったらしいです",
    ],
    "numbness": [
        "足はしびれていません",
        "以前足がしびれたことがあります",
        "足がしびれることはありますか",
        "叔父は足がしびれて入院したと聞きました",
    ],
    "cold foot": [
        "足先は冷たくないし色も普通です",
        "昔足が急に冷たくなったことがあります",
        "足が急に冷たくなることはありますか",
        "友人の足が冷たくなったそうです",
    ],
    "injection": [
        "注射のあとも腫れていません",
        "五年前の注射のあとに腫れました",
        "注射すると腫れますか",
        "母が去年注射のあと腫れたそうです",
    ],
    "walking": [
        "歩けないわけではありません",
        "去年は歩けませんでした",
        "歩けなくなることはありますか",
        "祖父は歩けなくなって亡くなりました",
    ],
}


@pytest.mark.parametrize("text", [text for texts in NOT_NOW.values() for text in texts])
def test_what_is_denied_past_general_or_told_of_others_fires_nothing(text: str) -> None:
    assert detect(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "昔折った足が今朝から真っ赤に腫れた",
        "胸が痛いのは血栓ですか",
        "母が転んで歩けない",
        "痛くないわけではなく、急に歩けなくなりました",
        "10年前に手術した膝が急に腫れて熱い",
        "捻挫はもう治りましたが、今日は息が苦しいです",
        "腫れはないけど息が苦しい",
        "熱はありませんが、足に力が入りません",
        "祖母は血栓で亡くなりました。昨日から私も片足が腫れて痛いです",
        "副作用はありますか。注射のあと腫れて熱いんです",
    ],
)
def test_what_stands_beside_a_cancelled_sign_still_fires(text: str) -> None:
    assert detect(text) is not None
