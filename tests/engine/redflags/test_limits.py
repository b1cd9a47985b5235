"""The rules stay fast and linear, and no text, however odd, breaks them.

Limits of safety.md: 5 ms for 500 characters, 50 ms for 10,000, 2 ms for an ordinary message. The
best of several runs counts, in processor time: what else the machine does is not ours.
"""

from __future__ import annotations

import random
import time

import pytest

from engine.redflags.detector import assess

ORDINARY = "階段を下りるときに膝の内側が痛むのですが、何が考えられますか。"
LONG = (
    "六十を過ぎてから膝と足首が痛み、整形外科でヒアルロン酸を打っています。朝の一歩目がつらく、歩き出すと楽になります。"
    "ふくらはぎの張りも気になりますが、腫れや熱はありません。靴はどんなものがよいでしょうか。"
)


def best_ms(text: str) -> float:
    """Processor time of one assessment, the best of ten."""
    assess(text)
    times = []
    for _ in range(10):
        started = time.process_time()
        assess(text)
        times.append(time.process_time() - started)
    return min(times) * 1000


@pytest.mark.parametrize(("text", "limit_ms"), [(ORDINARY, 2), ((LONG * 10)[:500], 5), ((LONG * 200)[:10_000], 50)])
def test_an_assessment_keeps_its_time(text: str, limit_ms: float) -> None:
    # Shared runners are up to twice as slow as the machine the limits were set for.
    assert best_ms(text) < 2 * limit_ms


@pytest.mark.parametrize(
    "piece", ["あ", "いたい", "膝が痛くて", "ー", "息", "去年", "もし", "。", "腫れて熱が", "( ", "たり"]
)
def test_time_grows_with_the_length_and_no_faster(piece: str) -> None:
    short, long = piece * (1000 // len(piece)), piece * (8000 // len(piece))
    assert best_ms(long) < 20 * max(best_ms(short), 1)


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
