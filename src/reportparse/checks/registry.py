"""Which checks there are: the built-in ones and those of installed packages, through one door."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import metadata
from types import MappingProxyType

from reportparse.checks.claim_mismatch import claim_mismatch
from reportparse.checks.completion_mismatch import completion_mismatch
from reportparse.checks.cumulative_decrease import cumulative_decrease
from reportparse.checks.duplicate import duplicate
from reportparse.checks.households_exceed_persons import households_exceed_persons
from reportparse.checks.jump import jump
from reportparse.checks.outcome import Check
from reportparse.checks.restated import restated
from reportparse.checks.share_mismatch import share_mismatch
from reportparse.checks.stale_copy import stale_copy
from reportparse.checks.standard_mismatch import standard_mismatch
from reportparse.checks.stock_identity import stock_identity
from reportparse.checks.sum_mismatch import sum_mismatch
from reportparse.checks.target_missed import target_missed
from reportparse.checks.unit_slip import unit_slip

ENTRY_POINTS = "reportparse.checks"
"""The group under which a package offers a check of its own: the entry's name is the kind of its findings."""

BUILT_IN: tuple[Check, ...] = (
    unit_slip,
    sum_mismatch,
    households_exceed_persons,
    cumulative_decrease,
    share_mismatch,
    completion_mismatch,
    restated,
    claim_mismatch,
    standard_mismatch,
    stock_identity,
    stale_copy,
    jump,
    target_missed,
    duplicate,
)
"""In order of how sharply they name a fault: of two findings about one figure the first is the fault."""

OF_REPORTS: frozenset[Check] = frozenset({duplicate})
"""Checks that look at whole reports of any place, and at no rows."""


def keeps_to_places(check: Check) -> bool:
    """Whether a check holds a figure only against figures of its own report or its own place.

    All of ours do. One of an installed package says so itself, by an attribute `keeps_to_places = True`; else it is
    given all figures at once.
    """
    return check in BUILT_IN or getattr(check, "keeps_to_places", False) is True


def known_checks() -> Mapping[str, Check]:
    """Kind -> check. One of an installed package takes the place of ours where it has the same name."""
    checks = {check.__name__: check for check in BUILT_IN}
    for entry in sorted(metadata.entry_points(group=ENTRY_POINTS), key=lambda e: e.name):
        checks[entry.name] = entry.load()
    return MappingProxyType(checks)
