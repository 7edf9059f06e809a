"""What recognition makes of figures: invented pages in several fonts, spoiled the ways that scanners and copiers do.

    python benchmarks/scans.py [--pages 1] [--first 0] [--dpi 150,200] [--spoil clean,scan,jpeg,rough,copy] [--slips 12]

Every page goes the way of a picture through the library; then each printed figure is held against what stands in its
place, as it was read and as it is after the repairs. Tables: figures right by spoiling and resolution, and by how they are
written; how many of the signs and figures are wrong by how sure the recognition was; the slips met most. Half-width and
full-width signs count as the same, since many fonts show them alike. Fonts that know Chinese are taken from the machine.

The tables go to standard output, the figures behind them to benchmarks/results/scans.json.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import NamedTuple

from reportparse.cleaning import clean
from reportparse.loaders import image
from reportparse.model.document import Document
from reportparse.model.report import Source
from scan_pages import SPOILS, STYLES, Page, pages

RESULTS = Path(__file__).resolve().parent / "results" / "scans.json"
ALIKE = str.maketrans("，。；：（）％．～—–－", ",.;:()%.~---") | {0xFF10 + i: 48 + i for i in range(10)}
STEPS = (0.0, 0.5, 0.7, 0.9, 0.99, 1.01)

Pairs = list[tuple[int | None, int | None]]


class Figure(NamedTuple):
    """A printed figure and what became of it."""

    kind: str
    spoil: str
    dpi: int
    printed: str
    read: str
    repaired: str
    sure: float


def aligned(a: str, b: str) -> Pairs:
    """The places of two texts side by side, with the fewest changes; None where one has a sign that the other lacks."""
    last, back = [float(n) for n in range(len(b) + 1)], []
    for i, sign in enumerate(a, 1):
        row, ways = [float(i)], [1]
        for j, other in enumerate(b, 1):
            best = min((last[j - 1] + _cost(sign, other), 0), (last[j] + 1, 1), (row[j - 1] + 1, 2))
            row.append(best[0])
            ways.append(best[1])
        last = row
        back.append(ways)
    i, j, pairs = len(a), len(b), Pairs()
    while i or j:
        way = 2 if not i else 1 if not j else back[i - 1][j]
        i, j = i - (way != 2), j - (way != 1)
        pairs.append((i if way != 2 else None, j if way != 1 else None))
    return pairs[::-1]


def _cost(sign: str, other: str) -> float:
    """A sign read as another; ‰ read as % is no full stop left out beside it."""
    return 0.0 if sign == other else 0.6 if {sign, other} == {"%", "‰"} else 1.0


class Held:
    """A page's printed text held against what was read."""

    def __init__(self, printed: str, read: str, sure: Sequence[float]) -> None:
        kept = [i for i, sign in enumerate(read) if not sign.isspace()]
        self.printed, self.read = printed.translate(ALIKE), "".join(read[i] for i in kept).translate(ALIKE)
        self.sure = [sure[i] for i in kept]
        self.pairs = aligned(self.printed, self.read)
        self.at = {i: n for n, (i, _) in enumerate(self.pairs) if i is not None}

    def stretch(self, start: int, end: int) -> Pairs:
        """The pairs of a stretch of the printed text, with what was read too much right behind it."""
        first, last = self.at[start], self.at[end - 1] + 1
        while last < len(self.pairs) and self.pairs[last][0] is None:
            last += 1
        return self.pairs[first:last]

    def in_place_of(self, start: int, end: int) -> tuple[str, float]:
        """What was read for a stretch, and the least sureness of its signs (0 where nothing was)."""
        places = [j for _, j in self.stretch(start, end) if j is not None]
        return "".join(self.read[j] for j in places), min((self.sure[j] for j in places), default=0.0)

    def signs(self) -> Iterable[tuple[bool, float]]:
        """For each digit and each sign of a figure that was read: whether it is the printed one, and how sure."""
        for i, j in self.pairs:
            if j is not None and self.read[j] in "0123456789.,%‰":
                yield i is not None and self.printed[i] == self.read[j], self.sure[j]


class Outcome:
    """All that was measured."""

    def __init__(self) -> None:
        self.figures: list[Figure] = []
        self.signs: list[tuple[bool, float]] = []
        self.slips: Counter[tuple[str, str]] = Counter()
        self.seconds: list[float] = []

    def add(self, page: Page) -> None:
        """Read one page."""
        began = perf_counter()
        contents = image.read(page.data, "page.png")
        self.seconds.append(perf_counter() - began)
        sure = contents.sureness or [0.0] * len(contents.text)
        reading = clean(Document(contents, Source(path="page.png", sha256="", format="png", bytes=len(page.data))))
        read = Held(page.text, contents.text, sure)
        mended = Held(page.text, reading.text, [sure[i] for i in reading.origin[:-1]])
        self.signs += read.signs()
        for start, end, kind in page.figures:
            was, least = read.in_place_of(start, end)
            now, _ = mended.in_place_of(start, end)
            self.figures.append(Figure(kind, page.spoil, page.dpi, read.printed[start:end], was, now, round(least, 3)))
            for i, j in mended.stretch(start, end):
                pair = (mended.printed[i] if i is not None else "", mended.read[j] if j is not None else "")
                if pair[0] != pair[1]:
                    self.slips[pair] += 1


def share(figures: Sequence[Figure]) -> str:
    """Right as read -> right after the repairs, of all."""
    read = sum(f.read == f.printed for f in figures)
    return f"{read:4d} ->{sum(f.repaired == f.printed for f in figures):4d} of{len(figures):4d}"


def table(title: str, rows: dict[Hashable, list[Figure]]) -> None:
    """One line a row."""
    print(f"\n{title}")
    for name, figures in rows.items():
        print(f"  {name!s:24} {share(figures)}")


def sureness_table(title: str, items: Sequence[tuple[bool, float]]) -> None:
    """Right and wrong by steps of sureness."""
    print(f"\n{title}")
    for low, high in pairwise(STEPS):
        here = [right for right, sure in items if low <= sure < high]
        wrong = len(here) - sum(here)
        print(
            f"  {low:.2f} to {min(high, 1):.2f}: {sum(here):6d} right {wrong:5d} wrong ({wrong / max(len(here), 1):.1%})"
        )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--pages", type=int, default=1, help="pages a font")
    parser.add_argument("--first", type=int, default=0, help="the number of the first page, for pages not seen before")
    parser.add_argument("--dpi", default="150,200")
    parser.add_argument("--spoil", default=",".join(SPOILS))
    parser.add_argument("--slips", type=int, default=12)
    given = parser.parse_args()
    outcome = Outcome()
    numbers = range(given.first, given.first + given.pages)
    for page in pages(numbers, tuple(STYLES), [int(d) for d in given.dpi.split(",")], given.spoil.split(",")):
        outcome.add(page)
    by_page: dict[Hashable, list[Figure]] = defaultdict(list)
    by_kind: dict[Hashable, list[Figure]] = defaultdict(list)
    for figure in outcome.figures:
        by_page[f"{figure.spoil} {figure.dpi} dpi"].append(figure)
        by_kind[figure.kind].append(figure)
    table("figures right: as read -> after the repairs", by_page)
    table("by writing", by_kind)
    sureness_table("digits and signs of figures, as read", outcome.signs)
    sureness_table(
        "figures after the repairs, by their least sure sign",
        [(f.repaired == f.printed, f.sure) for f in outcome.figures],
    )
    print("\nslips that remain (printed, read, times)")
    for (printed, read), times in outcome.slips.most_common(given.slips):
        print(f"  {printed or '-':3} {read or '-':3} {times}")
    print(
        f"\n{share(outcome.figures)} in all; {1000 * median(outcome.seconds):.0f} ms a page (median of {len(outcome.seconds)})"
    )
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps([f._asdict() for f in outcome.figures], ensure_ascii=False, indent=0), "utf-8")


if __name__ == "__main__":
    main()
