"""Forms that recognition of pictures is known to confuse, and how much less sure they make a figure.

The shares are rounded from what was measured on scans of our own (benchmarks/scans.py); everything else that makes a
figure more or less sure is weighed in reportparse.surety.
"""

from __future__ import annotations

SHARES = {
    "quantity.ocr_per_mille": 0.9,
    "quantity.ocr_thousands": 0.9,
    "quantity.ocr_whole": 0.4,
    "quantity.ocr_lost_sign": 0.5,
    "quantity.ocr_alone": 0.7,
}


def doubted(*rules: str) -> float:
    """The shares of the named doubts multiplied: 1.0 where there is none."""
    value = 1.0
    for rule in rules:
        value *= SHARES[rule]
    return value
