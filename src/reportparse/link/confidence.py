"""How sure a statistic is: the product of how often each rule on its trail was right on annotated reports, roughly.

The shares are set by hand in steps; a later calibration measures them.
"""

from __future__ import annotations

from functools import lru_cache

SURE = 0.99
"""For a rule that is not listed."""

SHARES = {
    "program.title": 0.6,
    "program.none": 0.75,
    "program.heading": 0.9,
    "program.paragraph": 0.88,
    "program.carried": 0.93,
    "program.siblings": 0.85,
    "program.clause_before": 0.85,
    "program.object": 0.9,
    "program.refined": 0.9,
    "role.plan_section": 0.93,
    "role.change_pair": 0.95,
    "period.paragraph": 0.85,
    "period.report": 0.92,
    "period.heading": 0.9,
    "period.clause_after": 0.85,
    "part.done": 0.85,
    "part.bracket": 0.9,
    "quantity.bare_one": 0.8,
    "quantity.money_without_unit": 0.9,
    "quantity.ocr_per_mille": 0.9,
    "quantity.ocr_thousands": 0.9,
    "quantity.ocr_whole": 0.4,
    "quantity.ocr_lost_sign": 0.5,
    "quantity.ocr_alone": 0.7,
}


@lru_cache(maxsize=4096)
def confidence_of(*rules: str) -> float:
    """The shares of a trail's rules multiplied: 0..1, rounded to two places. Trails are few and repeat."""
    value = 1.0
    for rule in rules:
        value *= SHARES.get(rule, SURE if rule else 1.0)
    return round(value, 2)
