"""Figures of merit against values worked out by hand or taken from print."""

from __future__ import annotations

import math

import numpy as np
import pytest

from benchmarks.metrics import (
    Share,
    auroc,
    calibration_error,
    reliability,
    share,
    sign_test,
    threshold_for_share,
    threshold_for_wrong,
    wilson,
)


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"),
    [
        # Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_interval_agrees_with_newcombe(hits: int, total: int, low: float, high: float) -> None:
    assert wilson(hits, total) == pytest.approx((low, high), abs=5e-5)


def test_wilson_interval_of_nothing_is_everything() -> None:
    assert wilson(0, 0) == (0.0, 1.0)


def test_wilson_interval_of_all_hits_ends_at_one() -> None:
    low, high = wilson(20, 20)
    assert high == pytest.approx(1.0)
    assert low == pytest.approx(0.8389, abs=5e-5)


def test_share_counts_flags_and_shows_its_interval() -> None:
    found = share(np.array([True, True, False, True]))
    assert found == Share(3, 4)
    assert str(found) == "0.750 [0.301–0.954]"


def test_share_of_nothing_is_not_a_number() -> None:
    assert math.isnan(share(np.array([], dtype=bool)).value)


@pytest.mark.parametrize(
    ("positive", "negative", "expected"),
    [
        ([0.9, 0.8], [0.1, 0.2], 1.0),
        ([0.1, 0.2], [0.9, 0.8], 0.0),
        ([0.5, 0.5], [0.5], 0.5),
        ([0.3, 0.7], [0.2, 0.5], 0.75),
        ([0.3, 0.5], [0.3], 0.75),
    ],
    ids=["apart", "turned round", "all tied", "one pair wrong", "one tie"],
)
def test_auroc_counts_pairs(positive: list[float], negative: list[float], expected: float) -> None:
    assert auroc(np.array(positive), np.array(negative)) == pytest.approx(expected)


def test_auroc_agrees_with_scikit_learn() -> None:
    sklearn_metrics = pytest.importorskip("sklearn.metrics")
    random = np.random.default_rng(3)
    scores = random.random(200).round(2)
    flags = random.random(200) < 0.3
    expected = sklearn_metrics.roc_auc_score(flags, scores)
    assert auroc(scores[flags], scores[~flags]) == pytest.approx(expected)


def test_auroc_without_one_side_is_not_a_number() -> None:
    assert math.isnan(auroc(np.array([0.4]), np.array([])))


def test_calibration_error_is_zero_for_an_honest_model() -> None:
    confidence = np.array([0.75] * 4)
    assert calibration_error(confidence, np.array([True, True, True, False])) == pytest.approx(0.0)


def test_calibration_error_weighs_bins_by_size() -> None:
    confidence = np.array([0.95, 0.95, 0.95, 0.15])
    right = np.array([True, True, False, True])
    expected = 3 / 4 * abs(0.95 - 2 / 3) + 1 / 4 * abs(0.15 - 1)
    assert calibration_error(confidence, right) == pytest.approx(expected)


def test_reliability_puts_full_confidence_into_the_last_bin() -> None:
    bins = reliability(np.array([1.0, 0.95, 0.05]), np.array([True, False, False]))
    assert [(b.count, b.accuracy) for b in bins] == [(1, 0.0), (2, 0.5)]


def test_threshold_for_share_leaves_that_share_below() -> None:
    values = np.arange(100) / 100
    threshold = threshold_for_share(values, 0.05)
    assert (values < threshold).mean() == pytest.approx(0.05)


def test_threshold_for_wrong_leaves_no_more_than_asked() -> None:
    confidence = np.linspace(0, 1, 100)
    wrong = np.zeros(100, dtype=bool)
    wrong[[10, 50, 90, 95]] = True
    threshold = threshold_for_wrong(confidence, wrong, 0.02)
    assert (wrong & (confidence >= threshold)).sum() == 2
    assert confidence[50] < threshold < confidence[51]


def test_threshold_for_wrong_is_zero_where_nothing_is_wrong() -> None:
    assert threshold_for_wrong(np.array([0.2, 0.9]), np.array([False, False]), 0.02) == 0.0


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [(0, 0, 1.0), (5, 5, 1.0), (0, 5, 0.0625), (5, 0, 0.0625), (1, 9, 0.021484375)],
    ids=["no difference", "even", "all one way", "all the other way", "nine to one"],
)
def test_sign_test_is_the_two_sided_binomial_tail(first: int, second: int, expected: float) -> None:
    assert sign_test(first, second) == pytest.approx(expected)
