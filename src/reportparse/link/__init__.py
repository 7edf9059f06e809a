"""Mentions -> statistics: each stage looks at all figures left to right and gives each one answer with its rule.

Order matters once: roles need only the words around a figure; parts need roles; programs need parts and 分别 lists;
periods need all three. The stages are pure functions of a `Scene`; nothing is changed after it is made.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from reportparse.link.answers import Choice, Dated, Linked, Part, Role
from reportparse.link.bare_words import bare_doing
from reportparse.link.bounds_told import bounded
from reportparse.link.build import build_ledger, build_statistics, figure_spans
from reportparse.link.dates import Calendar
from reportparse.link.frames import Scene, frames_of, prose_text, starts_of
from reportparse.link.headings import heading_programs, of_student_aid, title_program
from reportparse.link.lists import shares_of
from reportparse.link.parts import assign_parts
from reportparse.link.parts_by_program import with_children
from reportparse.link.plan_stretches import plan_stretches
from reportparse.link.plans import planned_sections
from reportparse.link.programs import Walk
from reportparse.link.roles import assign_roles, with_totals
from reportparse.link.select import Selection, select
from reportparse.link.subjects import assign_subjects
from reportparse.link.tables import table_figures
from reportparse.model.mentions import PeriodMention, PlaceMention, ProgramMention, QuantityMention
from reportparse.model.outline import Outline
from reportparse.model.reading import Reading
from reportparse.model.report import LedgerEntry, ReportPeriod, Statistic
from reportparse.rulebook import Rulebook

__all__ = ["Found", "link"]


@dataclass(frozen=True, slots=True)
class Found:
    """Everything the recognisers found in one reading."""

    quantities: tuple[QuantityMention, ...]
    periods: tuple[PeriodMention, ...]
    programs: tuple[ProgramMention, ...]
    title_programs: tuple[ProgramMention, ...]
    report: ReportPeriod
    publisher: str | None
    region: str | None
    places: tuple[PlaceMention, ...] = ()


def link(
    reading: Reading,
    outline: Outline,
    found: Found,
    rules: Rulebook,
    units: Mapping[str, tuple[str, str]],
    cut: Callable[[str], str],
) -> tuple[tuple[Statistic, ...], tuple[LedgerEntry, ...]]:
    """The statistics of a document and the ledger of all its other numerals."""
    found = replace(
        found, programs=of_student_aid(title_program(outline.title or "", rules, found.title_programs), found.programs)
    )
    selection = select(reading, outline, found.quantities, found.periods, rules)
    linked = prose(reading, outline, found, selection, rules, cut)
    if outline.tables:
        linked += tables(reading, outline, found, selection, rules, units)
        linked.sort(key=lambda x: x.quantity.start)
    spans = figure_spans(reading, linked)
    statistics = build_statistics(reading, outline, linked, spans, rules, found.region, found.places)
    return statistics, build_ledger(reading, selection, spans)


def prose(
    reading: Reading, outline: Outline, found: Found, selection: Selection, rules: Rulebook, cut: Callable[[str], str]
) -> list[Linked]:
    """The figures of sentences, linked."""
    text = prose_text(reading.folded)
    scene = Scene(
        text=text,
        outline=outline,
        frames=frames_of(text, outline, selection.figures, found.periods),
        programs=found.programs,
        program_starts=starts_of(found.programs),
        periods=found.periods,
        period_starts=tuple([p.start for p in found.periods]),
        plans=plan_stretches(text, outline, found.periods, rules),
    )
    title = title_program(outline.title or "", rules, found.title_programs)
    roles = assign_roles(scene, rules)
    shares = shares_of(scene, roles)
    parts = assign_parts(scene, roles)
    roles = with_totals(scene, roles, parts)
    choices = Walk(scene, roles, shares, parts, rules, title).run()
    parts = with_children(scene, roles, [c.code for c in choices], parts, rules)
    dates = Calendar(scene, roles, choices, parts, rules, found.report).run()
    doing = bare_doing(rules.activity, rules.activity_starts, rules.activity_ends)
    subjects = assign_subjects(scene, reading.text, roles, choices, parts, shares, cut, doing)
    return linked_in_prose(scene, rules, choices, subjects, roles, dates, parts)


def linked_in_prose(
    scene: Scene,
    rules: Rulebook,
    choices: Sequence[Choice],
    subjects: Sequence[str],
    roles: Sequence[Role],
    dates: Sequence[Dated],
    parts: Sequence[Part | None],
) -> list[Linked]:
    """The figures with all that the stages answered about them."""
    text, frames, new = scene.text, scene.frames, tuple.__new__  # past a call in Python for each of them
    found: list[Linked] = []
    for frame, choice, subject, role, dated, part in zip(frames, choices, subjects, roles, dates, parts, strict=True):
        sentence = frame.sentence
        quantity, total = bounded(text, frame, role), None if part is None else (frames[part[0]].start, part[1])
        span, sure = (sentence.start, sentence.end), confidence(rules, frame.quantity, choice, role, dated, subject)
        found.append(new(Linked, (quantity, choice, subject, role, dated, total, span, sentence.section, sure, None)))
    return found


def confidence(
    rules: Rulebook, quantity: QuantityMention, choice: Choice, role: Role, dated: Dated, subject: str
) -> float:
    """How sure a figure is, by what was found and by which rules."""
    found = bool(choice.code)
    # a program's own name says it all: only own words are judged by their length
    length = 0 if found else len(subject)
    ruled, measure, kind = choice.rule, quantity.measure, dated.kind
    return rules.sure_of(
        (quantity.rule, ruled, found, role.rule, dated.rule, kind, measure, length, dated.leaning, choice.leaning)
    )


def tables(
    reading: Reading,
    outline: Outline,
    found: Found,
    selection: Selection,
    rules: Rulebook,
    units: Mapping[str, tuple[str, str]],
) -> list[Linked]:
    """The figures of tables, linked."""
    text = reading.folded
    scene = Scene(text, outline, (), found.programs, starts_of(found.programs), found.periods, ())
    headings, planned = heading_programs(scene, rules), planned_sections(scene, rules)
    title = title_program(outline.title or "", rules, found.title_programs)
    out: list[Linked] = []
    for index, table in enumerate(outline.tables):
        heading = headings[table.section] if table.section >= 0 else title
        if heading.rule == "program.none":
            heading = title
        rows = table_figures(
            text,
            outline,
            index,
            selection.figures,
            found.programs,
            found.periods,
            rules,
            found.report,
            units.get,
            heading,
            planned[table.section],
        )
        for x in rows:
            row = table.rows[x.row]
            out.append(
                Linked(
                    quantity=x.quantity,
                    choice=x.choice,
                    subject=x.subject,
                    role=x.role,
                    dated=x.dated,
                    total=(rows[x.total[0]].quantity.start, x.total[1]) if x.total else None,
                    sentence=(row[0].start, row[-1].end),
                    section=table.section,
                    confidence=confidence(rules, x.quantity, x.choice, x.role, x.dated, x.subject),
                    cell=(index, x.row, x.column),
                )
            )
    return out
