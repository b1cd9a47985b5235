"""The rules stay fast and linear, and no text, however odd, breaks them.

Limits: 5 ms for 500 characters, 50 ms for 10,000, 2 ms for an ordinary message. The median of a round of
runs counts, in processor time, and of the rounds the best: what else the machine does is not ours.
"""

from __future__ import annotations

import random
import statistics
import time

import pytest

from engine.redflags.detector import assess

ORDINARY = "階段を下りるときに膝の内側が痛むのですが、何が考えられますか。"
LONG = (
    "六十を過ぎてから膝と足首が痛み、整形外科でヒアルロン酸を打っています。朝の一歩目がつらく、歩き出すと楽になります。"
    "ふくらはぎの張りも気になりますが、腫れや熱はありません。靴はどんなものがよいでしょうか。"
)


def milliseconds(text: str) -> float:
    """Processor time of one assessment: the median of seven runs, the best of five such rounds."""
    assess(text)
    return min(statistics.median(_run(text) for _ in range(7)) for _ in range(5))


def _run(text: str) -> float:
    started = time.process_time()
    assess(text)
    return (time.process_time() - started) * 1000


@pytest.mark.parametrize(("text", "limit_ms"), [(ORDINARY, 2), ((LONG * 10)[:500], 5), ((LONG * 200)[:10_000], 50)])
def test_an_assessment_keeps_its_time(text: str, limit_ms: float) -> None:
    assert milliseconds(text) < limit_ms


@pytest.mark.parametrize(
    "piece", ["あ", "いたい", "膝が痛くて", "ー", "息", "去年", "もし", "。", "腫れて熱が", "( ", "たり"]
)
def test_time_grows_with_the_length_and_no_faster(piece: str) -> None:
    short, long = piece * (1000 // len(piece)), piece * (8000 // len(piece))
    assert milliseconds(long) < 20 * max(milliseconds(short), 1)


def test_random_texts_never_raise() -> None:
    letters = random.Random(8)
    pools = [
        "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをんぁっゃー",
        "膝足首息胸腫熱痛転歩手術注射死生血冷白紫骨折血栓",
        "、。!?\n …・「」()〜~-#＃％🦵😱①㌔ｱｲﾞ\u3099\ufe0f\u200d\x00\ud800",
        "abcXYZ0123456789.℃度分歳",
    ]
    for _ in range(3000):
        pool = "".join(letters.choices(pools, k=letters.randint(1, 4)))
        text = "".join(letters.choices(pool, k=letters.randint(0, 80)))
        assess(text, [text[::-1]] * letters.randint(0, 2))
