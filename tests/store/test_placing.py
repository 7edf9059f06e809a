"""A quotation finds its figure again in a text that has changed, or says that it cannot; never another figure."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import reportparse as rp
from reportparse.decisions.placing import NEAR, Anchor, Leaf, place_in, shift_at
from reportparse.decisions.quotation import Piece, occurrences
from reportparse.model.patch import CONTEXT, Decision, Quotation, Reading

FIGURE = rp.parse(text="石塘县2021年民政工作总结\n全年救助45人次。\n").statistics[0]
OLD, NEW = "0" * 64, "1" * 64
WORDS = ("全县共救助", "同比增长", "本年度在各乡镇党委政府的大力支持下共救助", "其中", "发放", "。\n")
PRINTED = ("45人次", "145人次", "5人次", "72万元")


class Part(NamedTuple):
    """A stretch of a made-up text: words, and behind them a figure of its own."""

    words: str
    printed: str
    number: int


def leaf_of(parts: list[Part], sha256: str, whole: bool = True) -> tuple[Leaf, dict[int, Any]]:
    """A document of such parts, and its figures by the parts' numbers."""
    text, figures = "", {}
    for n, part in enumerate(parts, 1):
        start = len(text) + len(part.words)
        text += part.words + part.printed
        place = FIGURE.evidence.model_copy(update={"start": start, "end": len(text), "text": part.printed})
        value = {"value": rp.quantities(part.printed)[0].value}
        figures[part.number] = FIGURE.model_copy(update={"id": f"s{n}", "evidence": place, **value})
    source = rp.Source(path="a", sha256=sha256, format="txt", bytes=1)
    report = rp.Report(source=source, statistics=tuple(figures.values()))
    pieces = [Piece(0, text, True)]
    if not whole:  # as where only sentences are known, some long, some short
        around = [(s.evidence, 2 + 9 * (n % 4)) for n, s in enumerate(figures.values())]
        pieces = [Piece(max(0, e.start - w), text[max(0, e.start - w) : e.end + w], False) for e, w in around]
    return Leaf.of("a", report, pieces), figures


def decision_on(s: Any, text: str, when: int = 0) -> Decision:
    start, end = s.evidence.start, s.evidence.end
    return Decision(
        document="a",
        sha256=OLD,
        statistic=s.id,
        quotation=Quotation(
            exact=text[start:end],
            prefix=text[max(0, start - CONTEXT) : start],
            suffix=text[end : end + CONTEXT],
            start=start,
            end=end,
        ),
        action="accept",
        read=Reading(value=str(s.value), unit=s.unit, program=s.program and s.program.code, subject=s.subject),
        when=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
    )


parts = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(PRINTED)), min_size=1, max_size=14).map(
    lambda told: [Part(words, printed, n) for n, (words, printed) in enumerate(told)]
)


@st.composite
def changed(draw: st.DrawFn) -> tuple[list[Part], list[Part]]:
    """Parts, and the same with some taken out and others put in."""
    before = draw(parts)
    after = [part for part in before if draw(st.integers(0, 4))]
    for n in range(draw(st.integers(0, 3))):
        new = Part(draw(st.sampled_from((*WORDS, "新的一段话"))), draw(st.sampled_from(PRINTED)), 100 + n)
        after.insert(draw(st.integers(0, len(after))), new)
    return before, after


@settings(max_examples=400, deadline=None)
@given(changed())
def test_a_decision_is_at_its_figure_or_at_one_that_nobody_could_tell_from_it(
    texts: tuple[list[Part], list[Part]],
) -> None:
    before, after = texts
    old, was = leaf_of(before, OLD)
    new, now = leaf_of(after, NEW)
    text = new.pieces[0].text if new.pieces else ""
    decisions = {n: decision_on(s, old.pieces[0].text) for n, s in was.items()}
    number_of = {s.id: number for number, s in now.items()}
    for placed in place_in(new, decisions):
        if placed.statistic is None:
            assert placed.reason and placed.state in ("lost", "ambiguous")
            continue
        found = now[number_of[placed.statistic]]
        quotation = placed.decision.quotation
        assert text[found.evidence.start : found.evidence.end] == quotation.exact
        if number_of[placed.statistic] != placed.number:
            (there,) = [o for o in occurrences(quotation, new.pieces) if o.start == found.evidence.start]
            assert there.all_agrees or there.agreed >= NEAR


@settings(max_examples=200, deadline=None)
@given(parts, st.booleans())
def test_in_an_unchanged_document_every_decision_is_at_its_own_figure(told: list[Part], whole: bool) -> None:
    leaf, figures = leaf_of(told, OLD, whole)
    text = "".join(part.words + part.printed for part in told)
    decisions = {n: decision_on(s, text) for n, s in figures.items()}
    assert {p.number: p.statistic for p in place_in(leaf, decisions)} == {n: s.id for n, s in figures.items()}


@settings(max_examples=200, deadline=None)
@given(parts, st.text("甲乙丙", min_size=1, max_size=99))
def test_all_figures_together_follow_a_text_that_is_put_in_above(told: list[Part], above: str) -> None:
    """The first figure has other words before it; the rest are found by their words, or as their neighbours moved."""
    old, was = leaf_of(told, OLD)
    new, now = leaf_of([told[0]._replace(words=above + told[0].words), *told[1:]], NEW)
    placed = {p.number: p for p in place_in(new, {n: decision_on(s, old.pieces[0].text) for n, s in was.items()})}
    for number, one in placed.items():
        assert one.statistic in (None, now[number].id)


@settings(max_examples=100, deadline=None)
@given(changed())
def test_the_order_of_asking_does_not_matter(texts: tuple[list[Part], list[Part]]) -> None:
    old, was = leaf_of(texts[0], OLD)
    new, _ = leaf_of(texts[1], NEW)
    decisions = {n: decision_on(s, old.pieces[0].text) for n, s in was.items()}
    assert place_in(new, decisions) == place_in(new, dict(reversed(decisions.items())))


def test_the_smaller_number_is_not_found_within_the_larger() -> None:
    _, was = leaf_of([Part("共救助", "45人次", 0)], OLD)
    new, _ = leaf_of([Part("共救助1", "45人次", 0)], NEW)
    wide, _ = leaf_of([Part("共救助", "145人次", 0)], NEW)
    told = decision_on(was[0], "共救助45人次").model_copy(
        update={"quotation": Quotation(exact="45人次", start=3, end=7)}  # a sloppy one, with nothing around
    )
    assert [p.state for p in place_in(wide, {0: told})] == ["lost"]
    assert [p.state for p in place_in(new, {0: told})] == ["stands"]


def test_only_neighbours_of_the_same_version_tell_how_far_it_moved() -> None:
    twins = [Part("全县共救助", "45人次", n) for n in range(12)]
    old, was = leaf_of([*twins, Part("新建敬老院", "72万元", 20)], OLD)
    new, now = leaf_of([Part("其中", "5人次", 30), *twins, Part("新建敬老院", "72万元", 20)], NEW)
    text = old.pieces[0].text
    twin, sure = decision_on(was[6], text), decision_on(was[20], text)
    assert [p.statistic for p in place_in(new, {0: twin, 1: sure})] == [now[6].id, now[20].id]
    later = sure.model_copy(update={"sha256": "2" * 64})
    assert [p.state for p in place_in(new, {0: twin, 1: later})] == ["ambiguous", "stands"]


@pytest.mark.parametrize(
    ("start", "anchors", "shift"),
    [
        (5, [], 0),
        (5, [(1, 3)], 3),
        (5, [(9, -2)], -2),
        (5, [(1, 3), (9, 3)], 3),
        (5, [(1, 3), (9, 4)], None),
        (5, [(1, 7), (4, 3), (6, 3), (9, 8)], 3),
    ],
)
def test_how_far_a_place_has_moved(start: int, anchors: list[tuple[int, int]], shift: int | None) -> None:
    assert shift_at(start, [Anchor(OLD, *anchor) for anchor in anchors]) == shift
