"""What a cross-check of several reports gives: the findings, and how much was looked at to find no more."""

from __future__ import annotations

from collections.abc import Mapping

from reportparse.model.report import Finding, Frozen


class RelationCount(Frozen):
    """How many relations of one kind were checked, and how many were there but could not be."""

    checked: int = 0
    uncheckable: int = 0


class Checked(Frozen):
    """Findings, gravest first; per kind how many relations were checked, so that silence means something.

    `warnings` says what had to be supposed to hold documents against one another.
    """

    findings: tuple[Finding, ...] = ()
    relations: Mapping[str, RelationCount] = {}
    warnings: tuple[str, ...] = ()
