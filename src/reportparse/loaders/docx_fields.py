"""Fields of a .docx: their results are text, their codes are not, and a few print something though they have no result."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from reportparse.loaders.counting import numeral
from reportparse.loaders.docx_names import DEL, FLD_CHAR, MOVE_FROM, Element, W, child, switched, value, whole
from reportparse.loaders.symbols import of_field

# The codes that print something by themselves are short.
MAX_CODE = 400
RAISED = re.compile(r"\\s\s{0,4}\\(?:up|do)\s{0,4}\d{0,3}\s{0,4}\(([^()]{0,40})\)", re.IGNORECASE)
OVERLAID = re.compile(r"\\o\s{0,4}(?:\\a[clr])?\s{0,4}\(([^(),;]{0,40})[,;]([^()]{0,40})\)", re.IGNORECASE)
FRACTION = re.compile(r"\\f\s{0,4}\(([^(),;]{0,40})[,;]([^()]{0,40})\)", re.IGNORECASE)
RINGS = frozenset("○◯〇oO")


@dataclass(slots=True)
class Field:
    """A field that has begun: in its code until its result comes. `form`: what a form field says of itself."""

    form: Element | None
    codes: list[str] = field(default_factory=list)
    in_code: bool = True


def well_formed(root: Element) -> bool:
    """Whether every field that begins also ends. If not, codes and text cannot be told apart by the fields' marks."""
    depth = 0
    for mark in root.iter(FLD_CHAR):
        if next(mark.iterancestors(DEL, MOVE_FROM), None) is not None:
            continue
        kind = mark.get(W + "fldCharType")
        depth += {"begin": 1, "end": -1}.get(kind, 0)
        if depth < 0:
            return False
    return depth == 0


def printed_by(code: str, form: Element | None) -> str:
    """What a field prints that has no result: a ringed number, a box to tick, a choice, a sign."""
    code = code.strip()
    kind = code[:16].split("\\")[0].split(" ")[0].upper()
    if kind == "EQ" and len(code) <= MAX_CODE:
        return _equation(code)
    if kind == "FORMCHECKBOX":
        box = child(form, W + "checkBox")
        state = switched(box, W + "checked")
        return "☑" if (switched(box, W + "default") if state is None else state) else "☐"
    if kind == "FORMDROPDOWN":
        choices = child(form, W + "ddList")
        entries = [] if choices is None else [e.get(W + "val") or "" for e in choices.iterchildren(W + "listEntry")]
        at = whole(value(choices, W + "result")) or 0
        return entries[at] if at < len(entries) else ""
    if kind == "SYMBOL":
        return of_field(code)
    return ""


def _equation(code: str) -> str:
    code = RAISED.sub(r"\1", code)
    parts = [(match.start(), _overlaid(match[1].strip(), match[2].strip())) for match in OVERLAID.finditer(code)] + [
        (match.start(), f"{match[1].strip()}/{match[2].strip()}") for match in FRACTION.finditer(code)
    ]
    return "".join(text for _, text in sorted(parts))


def _overlaid(under: str, over: str) -> str:
    """Two signs printed on one another: a number in a ring is one sign; of others what is written inside counts."""
    if under in RINGS and over.isdecimal() and len(over) < 3 and 0 < int(over) <= 20:
        return numeral(int(over), "decimalEnclosedCircle")
    return over or under
