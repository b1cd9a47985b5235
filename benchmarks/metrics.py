"""Figures of merit: intervals, areas under curves, calibration. Plain numpy."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[Any]

# 95 % of a normal distribution lie within this many standard deviations.
Z_95 = 1.959964


@dataclass(frozen=True)
class Share:
    """A share with its Wilson 95 % interval: `hits` of `total`."""

    hits: int
    total: int

    @property
    def value(self) -> float:
        """The share itself; not a number if nothing was counted."""
        return self.hits / self.total if self.total else math.nan

    @property
    def interval(self) -> tuple[float, float]:
        """Lower and upper end; (0, 1) if nothing was counted."""
        return wilson(self.hits, self.total)

    def __str__(self) -> str:
        """As `0.913 [0.894–0.929]`."""
        low, high = self.interval
        return f"{self.value:.3f} [{low:.3f}–{high:.3f}]"

    def as_dict(self) -> dict[str, float]:
        """The form written to JSON."""
        low, high = self.interval
        return {"value": self.value, "low": low, "high": high, "hits": self.hits, "total": self.total}


def share(flags: Numbers) -> Share:
    """The share of true entries in `flags`."""
    return Share(int(np.count_nonzero(flags)), len(flags))


def wilson(hits: int, total: int, z: float = Z_95) -> tuple[float, float]:
    """Wilson's score interval for `hits` of `total` (J. Am. Stat. Assoc. 22, 1927); (0, 1) for none at all."""
    if total == 0:
        return 0.0, 1.0
    p = hits / total
    middle = p + z * z / (2 * total)
    reach = z * math.sqrt(p * (1 - p) / total + z * z / (4 * total * total))
    scale = 1 + z * z / total
    return max(0.0, (middle - reach) / scale), min(1.0, (middle + reach) / scale)


def sign_test(first: int, second: int) -> float:
    """Two-sided probability that chance alone splits `first` + `second` at least as unevenly."""
    total = first + second
    tail = sum(math.comb(total, k) for k in range(min(first, second) + 1))
    return min(1.0, float(2 * tail / 2**total))


def auroc(positive: Numbers, negative: Numbers) -> float:
    """Probability that a positive scores above a negative, ties counting half; not a number if either is empty."""
    if not len(positive) or not len(negative):
        return math.nan
    ordered = np.sort(np.asarray(negative, dtype=np.float64))
    below = np.searchsorted(ordered, positive, side="left")
    not_above = np.searchsorted(ordered, positive, side="right")
    return float((below + not_above).mean() / 2 / len(ordered))


@dataclass(frozen=True)
class Bin:
    """Messages of similar confidence: how many, their mean confidence, the share that was right."""

    count: int
    confidence: float
    accuracy: float


def reliability(confidence: Numbers, right: Numbers, bins: int = 10) -> list[Bin]:
    """The non-empty ones of `bins` equally wide bins over [0, 1], lowest first."""
    places = np.minimum((np.asarray(confidence) * bins).astype(int), bins - 1)
    found = []
    for place in range(bins):
        chosen = places == place
        if chosen.any():
            found.append(Bin(int(chosen.sum()), float(confidence[chosen].mean()), float(right[chosen].mean())))
    return found


def calibration_error(confidence: Numbers, right: Numbers, bins: int = 10) -> float:
    """Expected calibration error: mean distance of confidence and accuracy over the bins, weighted by their size."""
    found = reliability(confidence, right, bins)
    total = sum(b.count for b in found)
    return sum(b.count * abs(b.confidence - b.accuracy) for b in found) / total if total else math.nan


def threshold_for_share(values: Numbers, wanted: float) -> float:
    """The threshold below which the share `wanted` of `values` lies (to the nearest value)."""
    return float(np.quantile(np.asarray(values, dtype=np.float64), wanted, method="higher"))


def threshold_for_wrong(confidence: Numbers, wrong: Numbers, most: float) -> float:
    """The lowest threshold that leaves at most the share `most` of all messages both wrong and at or above it."""
    above = np.sort(np.asarray(confidence, dtype=np.float64)[np.asarray(wrong, dtype=bool)])[::-1]
    allowed = math.floor(most * len(confidence))
    return float(np.nextafter(above[allowed], 1)) if len(above) > allowed else 0.0
