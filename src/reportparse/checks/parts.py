"""An archive in parts: reports that name a place in common, which is all that a check holds against one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from reportparse.checks.heads import Head
from reportparse.checks.places import place_of


def parts_of(heads: Sequence[Head], places: Sequence[str]) -> list[list[int]]:
    """The numbers of the reports that belong together, in the order of the reports.

    What a city says of its counties puts all of them in one part. Files of one name are together too, since findings
    name figures by their file, and so are files with the same bytes, which are one report.
    """
    above = list(range(len(heads)))
    first: dict[tuple[str, str], int] = {}
    for number, (head, place) in enumerate(zip(heads, places, strict=True)):
        for mark in _marks(head, place):
            _join(above, first.setdefault(mark, number), number)
    parts: dict[int, list[int]] = defaultdict(list)
    for number in range(len(heads)):
        parts[_top(above, number)].append(number)
    return list(parts.values())


def _marks(head: Head, place: str) -> Iterator[tuple[str, str]]:
    yield "file", head.path
    yield "bytes", head.sha256
    if place:  # the figures of a report without a place are of none either
        yield "place", place
        yield from (("place", other) for region in sorted(head.regions) if (other := place_of(region)))


def _join(above: list[int], a: int, b: int) -> None:
    """Both under the one that comes first."""
    one, other = sorted((_top(above, a), _top(above, b)))
    above[other] = one


def _top(above: list[int], number: int) -> int:
    """The first report of the part; what was passed on the way is brought nearer to it."""
    while above[number] != number:
        above[number] = above[above[number]]
        number = above[number]
    return number
