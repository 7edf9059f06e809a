"""Decisions as a dataset keeps them: facts in the order in which they were applied, and rows of the table `reviews`.

A folder has them in reviews/decisions.jsonl, one a line; nothing in it is ever changed or taken out. Where there are tables
only, the table of reviews holds everything of them. Which figure each belongs to is worked out anew whenever the tables are made.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from reportparse.decisions.applying import Reviews, mark_of, settled
from reportparse.decisions.placing import Leaf, Placed, by_document, place_in
from reportparse.decisions.quotation import Piece
from reportparse.errors import ReportparseError
from reportparse.model.patch import Decision
from reportparse.store.entries import Entry
from reportparse.store.tables import Row

LOG = "reviews/decisions.jsonl"

Take = Callable[[str], Entry | None]
"""A document of the dataset by its name."""


class DecisionsLost(ReportparseError):
    """Decisions that a dataset holds and that cannot be read: nothing is written over them."""


def log_of(decisions: Iterable[Decision]) -> bytes:
    """The decisions as lines."""
    return "".join(f"{decision.line()}\n" for decision in decisions).encode()


def decisions_of_log(data: bytes, name: str) -> tuple[Decision, ...]:
    """The decisions in some lines."""
    lines = [line for line in data.split(b"\n") if line]
    return tuple(_decision(line, f"{name}, line {number}") for number, line in enumerate(lines, 1))


def decisions_of_rows(rows: Iterable[Mapping[str, Any]], name: str) -> tuple[Decision, ...]:
    """The decisions in the rows of the table of reviews, in the order in which they were applied."""
    ordered = sorted(rows, key=lambda row: int(row["review"]))
    return tuple(_decision(row["decision"], f"{name}, review {row['review']}") for row in ordered)


def _decision(line: str | bytes, where: str) -> Decision:
    try:
        return Decision.model_validate_json(line, strict=True)
    except ValidationError as error:
        raise DecisionsLost(
            f"{where}: this decision cannot be read ({error.errors()[0]['msg']}); "
            "restore the dataset from a copy, so that no decision is lost"
        ) from None


def review_row(placed: Placed) -> Row:
    """A decision as a row: where it stands today, and all of it as it was made."""
    decision = placed.decision
    changes = decision.changes.model_dump(mode="json", exclude_unset=True) if decision.changes else {}
    return {
        "review": placed.number + 1,
        "document": placed.document,
        "statistic": placed.statistic,
        "action": decision.action,
        "changes": json.dumps(changes, ensure_ascii=False) if changes else None,
        "state": placed.state,
        "reason": placed.reason or None,
        "drift": placed.drift,
        "who": decision.who,
        "decided_at": decision.when.isoformat().replace("+00:00", "Z"),
        "note": decision.note,
        "quoted": decision.quotation.exact,
        "decided_document": decision.document,
        "decision": decision.line(),
    }


def review_rows(reviews: Reviews) -> Iterator[tuple[str, Row]]:
    """The table of reviews."""
    for placed in reviews.placed:
        yield "reviews", review_row(placed)


def marks_of(reviews: Reviews, document: str) -> dict[str, str]:
    """What the table of figures says in `reviewed`, by the figure's id."""
    return {id: mark for id, placed in reviews.of(document).items() if (mark := mark_of(placed))}


def reviews_of(decisions: tuple[Decision, ...], documents: Iterable[tuple[str, str]], take: Take) -> Reviews:
    """Every decision at its figure in the documents (name and digest) as they are read now."""
    if not decisions:
        return Reviews()
    of, without = by_document(decisions, documents)
    placed = [Placed(number, decisions[number], *why) for number, why in without.items()]
    totals: dict[str, dict[str, str | None]] = {}
    for document, numbers in of.items():
        entry = take(document)
        if entry is None or entry.report is None:
            gone = "the report of its document is no longer in the dataset"
            placed += [Placed(number, decisions[number], "no_document", gone) for number in numbers]
            continue
        totals[document] = {s.id: s.part_of for s in entry.report.statistics}
        placed += place_in(leaf_of(entry), {number: decisions[number] for number in numbers})
    return settled(placed, totals)


def leaf_of(entry: Entry) -> Leaf:
    """A document as decisions see it. Without its text, what is known is the figures' sentences."""
    assert entry.report is not None
    if entry.text is not None:
        return Leaf.of(entry.document, entry.report, [Piece(0, entry.text, True)])
    known: dict[tuple[int, str], None] = {}
    for s in entry.report.statistics:
        sentence, evidence = entry.sentence(s), s.evidence
        known[evidence.start, evidence.text] = None
        if sentence is not None:
            known[evidence.sentence[0], sentence] = None
    return Leaf.of(entry.document, entry.report, [Piece(start, text, False) for start, text in known])
