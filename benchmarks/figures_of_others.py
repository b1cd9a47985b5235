"""Figures of other methods on the public Japanese sets, to print beside ours; read 2026-11-22.

"published": by the named benchmark or paper, with its own protocol. "same protocol": plain methods
measured on exactly these rows and splits.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Figure:
    """One figure of one method, and where it comes from."""

    method: str
    value: float
    source: str


_MTEB = "published, MTEB SIB200Classification"
_SAME = "same protocol"
_NTCIR = "published, NTCIR-13 MedWeb overview (other test rows)"
_CLINC = "published, CLINC150 in English"

OTHERS: Mapping[str, tuple[Figure, ...]] = MappingProxyType(
    {
        "SIB-200, 8 a label": (
            Figure("ruri-v3-310m", 0.776, _MTEB),
            Figure("multilingual-e5-base", 0.752, _MTEB),
            Figure("ruri-v3-30m", 0.748, _MTEB),
            Figure("bge-m3", 0.735, _MTEB),
            Figure("LaBSE", 0.612, _MTEB),
            Figure("multilingual-e5-small, 4 bit", 0.735, _SAME),
            Figure("USE multilingual v3", 0.711, _SAME),
            Figure("TF-IDF characters", 0.416, _SAME),
        ),
        "SIB-200, all": (
            Figure("multilingual-e5-small, 4 bit", 0.882, _SAME),
            Figure("USE multilingual v3", 0.858, _SAME),
            Figure("TF-IDF characters", 0.726, _SAME),
        ),
        "MedWeb, exact match": (
            Figure("best system", 0.880, _NTCIR),
            Figure("mean of systems", 0.720, _NTCIR),
            Figure("USE + e5-small", 0.797, _SAME),
            Figure("USE multilingual v3", 0.780, _SAME),
            Figure("TF-IDF characters", 0.761, _SAME),
            Figure("multilingual-e5-small, 4 bit", 0.748, _SAME),
        ),
        "xSID, all": (
            Figure("multilingual-e5-small, 4 bit", 0.940, _SAME),
            Figure("TF-IDF", 0.936, _SAME),
            Figure("USE multilingual v3", 0.928, _SAME),
        ),
        "xSID, unseen": (Figure("TF-IDF", 0.915, _SAME),),
        "out-of-scope pool, AUROC": (
            Figure("SNGP", 0.969, _CLINC),
            Figure("BERT softmax", 0.942, _CLINC),
        ),
    }
)
