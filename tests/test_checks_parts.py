"""Checks part by part and from a file: the same findings, in the same order, with the same counts, as all at once."""

from __future__ import annotations

import errno
import gc
import hashlib
import sys
import weakref
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from io import BytesIO
from itertools import combinations
from pathlib import Path
from random import Random
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

import reportparse as rp
from reportparse.checks import Archive, Check, Outcome, Spool, keeps_to_places, spool
from reportparse.checks.duplicate import ALIKE, COMMON, FEWEST, Press, pairs
from reportparse.checks.heads import head_of
from reportparse.checks.names import load_names
from reportparse.checks.parts import parts_of
from reportparse.checks.places import places_of
from reportparse.checks.registry import BUILT_IN
from reportparse.checks.rows import _words_of
from reportparse.checks.series import archive_of
from reportparse.cli import app
from reportparse.errors import ReportparseError
from reportparse.rulebook import load_rulebook

ROOT = Path(__file__).resolve().parent.parent


@cache
def planted() -> ModuleType:
    """benchmarks/planted.py, which is in no package."""
    sys.path.append(str(ROOT / "benchmarks"))
    try:
        import planted
    finally:
        sys.path.remove(str(ROOT / "benchmarks"))
    return planted


def nothing(archive: Archive) -> Outcome:
    """A check that does not say that it keeps to places."""
    return Outcome((), 0, 0)


def with_check(name: str, check: Check) -> rp.Toolkit:
    tools = rp.Toolkit.default()
    return replace(tools, checks={**tools.checks, name: check})


def all_at_once(reports: Sequence[rp.Report]) -> rp.Checked:
    """One part of all reports: what checks did before there were parts."""
    checked = rp.check(reports, toolkit=with_check("nothing", nothing))
    return checked.model_copy(update={"relations": {k: n for k, n in checked.relations.items() if k != "nothing"}})


def as_text(checked: rp.Checked) -> str:
    return checked.model_dump_json(indent=1)


def same_both_ways(reports: Sequence[rp.Report]) -> rp.Checked:
    checked = all_at_once(reports)
    assert as_text(rp.check(reports)) == as_text(checked)
    assert as_text(rp.check(Spool(reports))) == as_text(checked)
    return checked


def renamed(report: rp.Report, path: str, **fields: object) -> rp.Report:
    sha256 = fields.pop("sha256", hashlib.sha256(path.encode()).hexdigest())
    source = report.source.model_copy(update={"path": path, "sha256": sha256})
    return report.model_copy(update={"source": source, **fields})


def quoting(city: str, reports: Sequence[rp.Report]) -> rp.Report:
    """A city's report that repeats figures of counties, one of them wrong."""
    told: list[rp.Statistic] = []
    for report in reports:
        for s in report.statistics[:6]:
            value = s.value * 10 if len(told) == 1 else s.value
            told.append(s.model_copy(update={"id": f"c{len(told)}", "value": value, "part_of": None}))
    return renamed(reports[0], f"{city}.txt", region=city, title=f"{city}工作总结", statistics=tuple(told))


def thinned(report: rp.Report) -> rp.Report:
    """A report of half as many figures: enough to hold against one another, and quick."""
    return report.model_copy(update={"statistics": report.statistics[:21]})


@cache
def archive_of_places() -> tuple[rp.Report, ...]:
    """Three counties with faults, a city over two of them, and whatever else an archive has."""
    made = planted()
    found: list[rp.Report] = []
    for seed, place in enumerate(("青溪县", "白岭县", "丹川县")):
        found += made.plant(made.clean_series(seed, place), made.FAULTS[seed], Random(seed))[0]
    first, second, third = found[3], found[9], found[15]
    found = [thinned(r) for r in found]
    return (
        *found,
        quoting("墨湖市", [first, second]),
        renamed(third, "无名2018.txt", region=None),
        renamed(third, "某县2018.txt", region="某县"),
        renamed(third, "同一文件.txt", sha256=third.source.sha256),
        renamed(first, "修订.txt", statistics=first.statistics[3:]),
        renamed(second, third.source.path),
    )


def test_the_county_series_says_the_same_in_parts() -> None:
    reports = [rp.parse(path) for path in sorted((ROOT / "corpus" / "series").glob("*.txt"))]
    checked = same_both_ways(reports)
    assert sum(f.severity != "hint" for f in checked.findings) >= 10


@pytest.mark.parametrize("seed", range(5))
def test_a_planted_fault_is_told_the_same_in_parts(seed: int) -> None:
    made = planted()
    others = [r for n in range(3) for r in made.clean_series(seed + 1 + n, f"{'松竹梅'[n]}原县")]
    reports, fault = made.plant(made.clean_series(seed), made.FAULTS[seed], Random(seed))
    checked = same_both_ways([*others[:7], *reports, *others[7:]])
    about = {(s.document, s.id) for f in checked.findings for s in f.statistics}
    assert (reports[fault.report].source.path, fault.statistic) in about


@settings(deadline=None, max_examples=12)
@given(st.data())
def test_whatever_the_order_parts_say_the_same(data: st.DataObject) -> None:
    reports = data.draw(st.permutations(archive_of_places()))
    kept = data.draw(st.integers(2, len(reports)))
    same_both_ways(reports[:kept])


def test_what_a_city_quotes_ties_its_counties_and_finds_the_fault() -> None:
    checked = same_both_ways(archive_of_places())
    assert any({"墨湖市.txt", "青溪县2018.txt"} <= {s.document for s in f.statistics} for f in checked.findings)


def names_of_parts(reports: Sequence[rp.Report]) -> list[set[str]]:
    heads = [head_of(r) for r in reports]
    return [{reports[n].source.path for n in part} for part in parts_of(heads, places_of(heads)[0])]


def test_parts_are_what_shares_a_place_a_name_or_bytes() -> None:
    made = planted()
    a, b, c = (made.clean_series(n, place)[0] for n, place in enumerate(("青溪县", "白岭县", "丹川县")))
    assert len(names_of_parts([a, b, c])) == 3
    assert names_of_parts([a, b, c, quoting("墨湖市", [c, a])])[0] == {"青溪县2015.txt", "丹川县2015.txt", "墨湖市.txt"}
    assert len(names_of_parts([a, b, renamed(c, b.source.path)])) == 2
    assert len(names_of_parts([a, b, renamed(c, "c.txt", sha256=a.source.sha256)])) == 2
    nameless = [renamed(r, f"{n}.txt", region=None) for n, r in enumerate((a, b))]
    assert len(names_of_parts(nameless)) == 2, "a report without a place stands alone"


def test_a_check_of_ones_own_sees_all_unless_it_says_that_it_keeps_to_places() -> None:
    seen: list[int] = []

    def look(archive: Archive) -> Outcome:
        seen.append(len(archive.reports))
        return Outcome((), len(archive.rows), 0)

    reports = archive_of_places()[:18]
    rows = rp.check(reports, toolkit=with_check("look", look)).relations["look"].checked
    assert seen == [18]
    assert not keeps_to_places(look)
    look.keeps_to_places = True  # type: ignore[attr-defined]
    seen.clear()
    assert rp.check(reports, toolkit=with_check("look", look)).relations["look"].checked == rows
    assert seen == [6, 6, 6]
    assert all(map(keeps_to_places, BUILT_IN))


def test_a_spool_gives_back_what_went_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(spool, "IN_MEMORY", 100)  # a file from the first report on
    reports = archive_of_places()
    odd = reports[0].statistics[0].model_copy(update={"value": Decimal("12E+1")})
    told = (renamed(reports[0], "a.txt", statistics=(odd,)), *reports[1:])
    kept = Spool(iter(told), tmp_path)
    assert len(kept) == len(told)
    assert [r.model_dump() for r in kept] == [r.model_dump() for r in told]
    assert kept[0].statistics[0].value.as_tuple() == odd.value.as_tuple(), "the exponent says how exactly it is known"
    assert kept[-1] == told[-1]
    assert list(kept[2:9:3]) == list(told[2:9:3])
    with pytest.raises(IndexError):
        kept[len(told)]
    assert list(tmp_path.iterdir()) == [], "the file has no name"
    del kept
    gc.collect()  # an unclosed file would be a warning, and warnings are errors
    assert not Spool(())


def test_a_full_disk_is_told_with_the_way_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    class Full(BytesIO):
        def write(self, data: object) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(spool.tempfile, "SpooledTemporaryFile", lambda *_, **__: Full())
    with pytest.raises(ReportparseError, match=r"No space left on device.*TMPDIR"):
        Spool(archive_of_places())
    path = tmp_path / "one.jsonl"
    path.write_text(archive_of_places()[0].model_dump_json(by_alias=True), encoding="utf-8")
    done = CliRunner().invoke(app, ["check", str(path)])
    assert done.exit_code == 2
    assert "TMPDIR" in done.stderr
    assert "Traceback" not in done.output


def test_reports_of_a_stored_archive_are_not_kept_in_memory() -> None:
    """Only those of one part are there at the same time, and nobody keeps a report that he has seen."""
    given: list[weakref.ref[rp.Report]] = []
    alive: list[int] = []

    class Watched(Spool):
        def __getitem__(self, index):  # type: ignore[no-untyped-def]
            report = super().__getitem__(index)
            given.append(weakref.ref(report))
            alive.append(sum(ref() is not None for ref in given))
            return report

    rp.check(Watched(archive_of_places()[:18]))
    assert len(given) == 2 * 18, "once for the figures of its part, once for what two reports share"
    assert max(alive) <= 7, "six reports of a county and the one that was read last"


figures = st.lists(st.tuples(st.integers(1, 12), st.sampled_from(["人", "户"])), min_size=0, max_size=16)


def report_with(number: int, told: Sequence[tuple[int, str]]) -> rp.Report:
    like = planted().clean_series(0)[0]
    s = like.statistics[0]
    return renamed(
        like,
        f"{number}.txt",
        statistics=tuple(
            s.model_copy(update={"id": f"s{n}", "value": Decimal(value), "unit": unit})
            for n, (value, unit) in enumerate(told)
        ),
    )


def by_looking_at_all(reports: Sequence[rp.Report]) -> Iterator[tuple[int, int, Decimal]]:
    """What `pairs` has to find, with nothing left out."""
    prints = [Counter((str(s.value), s.unit) for s in r.statistics) for r in reports]
    often = Counter(mark for p in prints if p.total() >= FEWEST for mark in p)
    for (i, a), (j, b) in combinations(enumerate(prints), 2):
        most = max(a.total(), b.total())
        rare = any(often[mark] <= COMMON for mark in a.keys() & b.keys())
        if min(a.total(), b.total()) >= FEWEST and rare and Decimal((a & b).total()) / most >= ALIKE:
            yield i, j, Decimal((a & b).total()) / most


@settings(deadline=None, max_examples=60)
@given(st.lists(figures, max_size=8), st.lists(st.tuples(st.integers(0, 7), figures), max_size=30))
def test_reports_that_are_one_are_found_by_their_rare_figures(
    first: list[list[tuple[int, str]]], like: list[tuple[int, list[tuple[int, str]]]]
) -> None:
    told = list(first)
    for number, more in like:  # most of another report, and something of its own
        old = first[number] if number < len(first) else []
        told.append([*old[: len(old) - len(more) // 4], *more[: len(more) // 4]])
    reports = [report_with(n, figures) for n, figures in enumerate(told)]
    press = Press()
    prints = [press.print_of(r) for r in reports]
    assert sorted(pairs(prints, press)) == sorted(by_looking_at_all(reports))


def test_words_of_one_length_are_taken_out_in_a_fixed_order() -> None:
    """Two of them may overlap in a subject, and what is left must not depend on how a set was stirred."""
    rules = load_rulebook()
    for program in rules.programs:
        words = _words_of(program, rules)
        assert list(words) == sorted(words, key=lambda word: (-len(word), word))


def test_what_stands_beside_a_figure_is_all_that_can_be_near_it() -> None:
    """Prose and tables, with cells that lie in a sentence of the text around them."""
    reports = [rp.parse(path) for path in sorted((ROOT / "corpus").glob("*.txt"))[:30]]
    archive = archive_of(reports, load_names(), load_rulebook())
    assert any(r.statistic.evidence.table for r in archive.rows)
    for rows in archive.by_document.values():
        for row in rows:
            near = [r for r in rows if r.near(row, 80)]
            assert [r for r in archive.beside(row) if r.near(row, 80)] == near
            assert row in near
