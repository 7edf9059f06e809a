"""Decisions -> the figures they are about, found again in documents that may have been read anew or changed.

A figure is found by its quotation; of several equal ones by what the machine read there, then by its place, then by how
far its neighbours have moved. Never by its id alone: ids count figures, and a figure more or less above moves them all.
What cannot be told for sure stays without a place, with the reason.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from reportparse.decisions.quotation import Occurrence, Piece, occurrence_at, occurrences
from reportparse.model.patch import Decision, Fields, Quotation, Total
from reportparse.model.report import Report, Statistic

State = Literal["stands", "replaced", "ambiguous", "lost", "no_document"]

NEAR = 16
"""Where the words around a figure have changed, so many characters next to it must be as quoted."""

_TOLD = ("value", "unit", "program", "subject")
"""What the machine must read as before where the words around a figure have changed."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A document as decisions see it: its figures in the order of the text, and what is known of that text."""

    document: str
    sha256: str
    figures: tuple[Statistic, ...]
    pieces: tuple[Piece, ...]
    longest: int

    @staticmethod
    def of(document: str, report: Report, pieces: Iterable[Piece]) -> Leaf:
        """A report as a leaf."""
        figures = tuple(sorted(report.statistics, key=lambda s: s.evidence.start))
        longest = max((s.evidence.end - s.evidence.start for s in figures), default=0)
        return Leaf(document, report.source.sha256, figures, tuple(pieces), longest)

    def at(self, start: int, end: int) -> list[Statistic]:
        """The figures that overlap a stretch of the text."""
        first = bisect_left(self.figures, start - self.longest, key=lambda s: s.evidence.start)
        last = bisect_left(self.figures, end, key=lambda s: s.evidence.start)
        return [s for s in self.figures[first:last] if s.evidence.end > start]


@dataclass(frozen=True, slots=True)
class Placed:
    """A decision and where it stands today: `document` and `statistic` are empty where it has no place.

    `total` is the figure that an edit makes it a part of; `drift` names the fields that the machine reads otherwise now.
    """

    number: int
    decision: Decision
    state: State
    reason: str = ""
    document: str | None = None
    statistic: str | None = None
    total: str | None = None
    drift: tuple[str, ...] = ()


class Anchor(NamedTuple):
    """A figure whose place is sure: where it stood in a document of these bytes, and how far it has moved since."""

    sha256: str
    start: int
    shift: int


class Spot(NamedTuple):
    """A figure that may be the one that is quoted."""

    statistic: Statistic
    place: Occurrence


def fields_of(s: Statistic) -> dict[str, object]:
    """The fields of a figure that can be decided on, `part_of` aside; its program by the code."""
    told: dict[str, object] = {name: getattr(s, name) for name in Fields.model_fields}
    return told | {"program": s.program.code if s.program else None, "region": s.region or None, "per": s.per or None}


def drift_of(decision: Decision, s: Statistic) -> tuple[str, ...]:
    """The fields that the machine reads otherwise than when it was decided."""
    now = fields_of(s)
    return tuple(name for name, was in (decision.read.given() if decision.read else {}).items() if now[name] != was)


def by_document(
    decisions: Sequence[Decision], documents: Iterable[tuple[str, str]]
) -> tuple[dict[str, list[int]], dict[int, tuple[State, str]]]:
    """The decisions (by their number in the sequence) of each document; and those without one, with the reason.

    The bytes say which document it is, its name chooses between copies; a document with other bytes is the same one
    where it has the same name.
    """
    named = dict(documents)
    bytes_of: dict[str, list[str]] = defaultdict(list)
    for name, sha256 in named.items():
        bytes_of[sha256].append(name)
    found: dict[str, list[int]] = defaultdict(list)
    without: dict[int, tuple[State, str]] = {}
    for number, decision in enumerate(decisions):
        same = bytes_of.get(decision.sha256, [])
        if decision.document in named and (decision.document in same or not same):
            found[decision.document].append(number)
        elif len(same) == 1:
            found[same[0]].append(number)
        elif same:
            without[number] = ("ambiguous", f"{len(same)} documents have the same content under other names")
        else:
            without[number] = ("no_document", "no document of the dataset has this name or this content")
    return found, without


def place_in(leaf: Leaf, decisions: Mapping[int, Decision]) -> list[Placed]:
    """Each decision of one document at its figure, or without a place. Numbers stay what they are."""
    anchors: list[Anchor] = []
    found: dict[int, Placed] = {}
    unsure: dict[int, list[Spot]] = {}
    for number, decision in decisions.items():
        spots = narrowed(leaf, decision, decision.quotation, decision.read)
        if len(spots) == 1:
            was = decision.quotation.start
            anchors.append(Anchor(decision.sha256, was, spots[0].place.start - was))
            found[number] = _placed(leaf, number, decision, spots[0].statistic)
        elif spots:
            unsure[number] = spots
        else:
            found[number] = Placed(number, decision, "lost", _why_lost(leaf, decision.quotation))
    for number, spots in unsure.items():
        decision = decisions[number]
        shift = shift_at(decision.quotation.start, [one for one in anchors if one.sha256 == decision.sha256])
        there = [spot for spot in spots if spot.place.start - decision.quotation.start == shift]
        if len(there) == 1:
            found[number] = _placed(leaf, number, decision, there[0].statistic)
        else:
            found[number] = Placed(
                number, decision, "ambiguous", f"{len(spots)} figures fit the quotation equally well"
            )
    return [found[number] for number in sorted(found)]


def shift_at(start: int, anchors: Sequence[Anchor]) -> int | None:
    """How far the text around a place has moved, as the nearest figures before and behind say whose place is sure.

    Where both say otherwise nobody knows; where there is none the text is taken to be where it was.
    """
    before = max((one for one in anchors if one.start <= start), key=_where, default=None)
    behind = min((one for one in anchors if one.start > start), key=_where, default=None)
    shifts = {one.shift for one in (before, behind) if one is not None} or {0}
    return shifts.pop() if len(shifts) == 1 else None


def _where(anchor: Anchor) -> tuple[int, int]:
    return anchor.start, anchor.shift


def narrowed(leaf: Leaf, decision: Decision, quotation: Quotation, read: Fields | None) -> list[Spot]:
    """The figures that a quotation may mean: one where it is sure, none where it is lost."""
    spots = _in_its_place(leaf, quotation, read) if leaf.sha256 == decision.sha256 else []
    spots = spots or [s for place in occurrences(quotation, leaf.pieces) for s in _spots(leaf, place, read)]
    whole = [spot for spot in spots if spot.place.all_agrees]
    if whole:
        most = max(spot.place.agreed for spot in whole)  # they differ only where the text is not known on all sides
        spots = [spot for spot in whole if spot.place.agreed == most]
    else:
        spots = [spot for spot in spots if spot.place.agreed >= NEAR and _reads(spot.statistic, read, _TOLD)]
    spots = _those(spots, lambda spot: _reads(spot.statistic, read, tuple(Fields.model_fields)))
    if len({spot.place for spot in spots}) == 1:  # two figures of the same words: one that has the id
        spots = _those(spots, lambda spot: spot.statistic.id == decision.statistic)
    return spots


def _those(spots: list[Spot], fit: Callable[[Spot], bool]) -> list[Spot]:
    """The ones that fit, where there is more than one and any does."""
    return ([spot for spot in spots if fit(spot)] or spots) if len(spots) > 1 else spots


def _in_its_place(leaf: Leaf, quotation: Quotation, read: Fields | None) -> list[Spot]:
    """The figures where the quotation says, in a document of the same bytes: nothing has moved in that."""
    place = occurrence_at(quotation, leaf.pieces)
    return _spots(leaf, place, read) if place is not None and place.all_agrees else []


def _spots(leaf: Leaf, place: Occurrence, read: Fields | None) -> list[Spot]:
    """The figures at some words: those of the very stretch. Where the machine now takes in a word more or less (约72万元),
    those that overlap it, if they read the same; 72 within 172 does not."""
    over = leaf.at(place.start, place.end)
    same = [s for s in over if (s.evidence.start, s.evidence.end) == (place.start, place.end)]
    told = read is not None and "value" in read.model_fields_set
    return [Spot(s, place) for s in same or over if same or (told and _reads(s, read, _TOLD[:2]))]


def _reads(s: Statistic, read: Fields | None, names: Sequence[str]) -> bool:
    """Whether the machine reads these fields as it did, as far as it is told how it did."""
    was, now = read.given() if read else {}, fields_of(s)
    return all(now[name] == was[name] for name in names if name in was)


def _why_lost(leaf: Leaf, quotation: Quotation) -> str:
    places = occurrences(quotation, leaf.pieces)
    if not places:
        return "its words are no longer in the document"
    if any(place.all_agrees for place in places):
        return "its words are still there, but no figure is read in them"
    return "its words are there, but not where they were quoted"


def _placed(leaf: Leaf, number: int, decision: Decision, s: Statistic) -> Placed:
    """A decision at its figure; one whose total is not found has no place either, since half of it would be said."""
    told: Total | None = decision.changes.part_of if decision.changes else None
    total = None
    if told is not None:
        named = decision.model_copy(update={"statistic": told.statistic})
        totals = _those(
            narrowed(leaf, named, told.quotation, None), lambda spot: spot.place.start == told.quotation.start
        )
        if len(totals) != 1:
            state: State = "ambiguous" if totals else "lost"
            return Placed(number, decision, state, f"the total that it is a part of: {_of_total(leaf, told, totals)}")
        total = totals[0].statistic.id
    return Placed(number, decision, "stands", "", leaf.document, s.id, total, drift_of(decision, s))


def _of_total(leaf: Leaf, told: Total, totals: Sequence[Spot]) -> str:
    if totals:
        return f"{len(totals)} figures fit the quotation equally well"
    return _why_lost(leaf, told.quotation)
