"""Bytes of a patch file -> a Patch, or one line that says what is wrong with it. All of it is taken, or nothing."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from typing import Any

from pydantic import ValidationError

from reportparse.errors import ReportparseError
from reportparse.model.patch import Decision, Patch

MAX_PATCH_BYTES = 32 * 1024 * 1024
"""A decision takes about a kilobyte: thirty thousand of them."""

MOST_SHOWN = 60
AGAIN = "save the patch once more from the review page"

_WAYS_OUT = {
    "extra_forbidden": "there is no such field; take it out or check its spelling",
    "missing": "the field is missing; add it",
    "string_type": "it is no text; put it between quotation marks",
    "string_pattern_mismatch": "it is not written as it should be",
    "string_too_long": "it is too long",
    "timezone_aware": "the time has no zone; write it like 2026-01-31T09:00:00Z",
    "datetime_from_date_parsing": "it is no time; write it like 2026-01-31T09:00:00Z",
    "datetime_parsing": "it is no time; write it like 2026-01-31T09:00:00Z",
    "date_from_datetime_parsing": "it is no date; write it like 2026-01-31",
    "date_parsing": "it is no date; write it like 2026-01-31",
}
_PATTERNS = {
    "value": "plain digits between quotation marks, like \"45.60\"",
    "sha256": "64 hexadecimal digits in small letters",
}  # fmt: skip

_BRANCHES = ("constrained-str", "Total")
"""What pydantic calls the branches of a union on the way to a field."""


class PatchError(ReportparseError):
    """A patch that is refused as a whole: names the file, the decision, the field and the way out."""


def read_patch(data: bytes, name: str) -> Patch:
    """The patch in some bytes; PatchError says what is wrong with it."""
    if len(data) > MAX_PATCH_BYTES:
        raise PatchError(
            f"{name}: it has {len(data):,} bytes, more than {MAX_PATCH_BYTES // 1024**2} MB; split it into several"
        )
    text = _json_text(data, name)
    try:
        return Patch.model_validate_json(text, strict=True)
    except ValidationError as error:
        raise PatchError(f"{name}: {_told(error.errors()[0])}") from None


def with_who(patch: Patch, who: str) -> Patch:
    """The same patch, with a name where it names nobody."""
    signed = (d if d.who or not who else d.model_copy(update={"who": who}) for d in patch.decisions)
    return patch.model_copy(update={"decisions": tuple(signed)})


def check_programs(patch: Patch, name: str, codes: Collection[str]) -> None:
    """PatchError where an edit names a program that the lexicon does not have."""
    for number, decision in enumerate(patch.decisions, 1):
        code = decision.changes.program if decision.changes else None
        if code is not None and code not in codes:
            raise PatchError(
                f"{name}: decision {number}, changes.program: there is no program {shown(code)}; "
                "write a code of the lexicon, or give your own lexicon with --lexicon"
            )


def shown(text: object) -> str:
    """A text from outside for a message: short, and with no sign that a terminal would obey."""
    told = str(text)
    cut = told if len(told) <= MOST_SHOWN else told[: MOST_SHOWN - 1] + "…"
    return "'" + "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in cut) + "'"


def _json_text(data: bytes, name: str) -> str:
    """The text of a JSON file in which no field stands twice: of two values nobody knows which one was meant."""
    try:
        text = data.decode("utf-8-sig")
        json.loads(text, object_pairs_hook=_no_twins, parse_constant=_no_constant)
    except _Refused as error:
        raise PatchError(f"{name}: {error}; {AGAIN}") from None
    except RecursionError:
        raise PatchError(f"{name}: it is nested too deeply to be a patch; {AGAIN}") from None
    except UnicodeDecodeError as error:
        raise PatchError(f"{name}: it is no UTF-8 (byte {error.start + 1}); {AGAIN}") from None
    except ValueError as error:
        raise PatchError(f"{name}: it is no valid JSON ({error}); {AGAIN}") from None
    return text


class _Refused(ValueError):
    pass


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    told = dict(pairs)
    if len(told) != len(pairs):
        twin = next(key for at, (key, _) in enumerate(pairs) if key in dict(pairs[:at]))
        raise _Refused(f"the field {shown(twin)} stands twice in one object")
    return told


def _no_constant(word: str) -> Any:
    raise _Refused(f"{word} is no JSON")


def _told(error: Any) -> str:
    """The first mistake: which decision, which field, what to do."""
    *_, last = error["loc"] or ("",)
    reason = _WAYS_OUT.get(error["type"]) or f"{_first_small(error['msg'])}; mend it, or {AGAIN}"
    if error["type"] == "string_pattern_mismatch":
        reason += f": {_PATTERNS.get(str(last), 'see the documents')}"
    if error["type"] == "json_invalid":  # lone surrogates pass Python's reader
        return f"it is no valid JSON ({error['ctx']['error']}); {AGAIN}"
    return f"{_place(error['loc'])}: {reason}"


def _place(loc: Iterable[int | str]) -> str:
    parts = list(loc)
    number = ""
    if len(parts) > 1 and parts[0] == "decisions" and isinstance(parts[1], int):
        number, parts = f"decision {parts[1] + 1}", parts[2:]
    field = ".".join(str(part) for part in parts if str(part).isidentifier() and part not in _BRANCHES)
    odd = [part for part in parts if not str(part).isidentifier() and part not in _BRANCHES]
    field = ".".join(filter(None, [field, *(shown(part) for part in odd)]))
    return ", ".join(filter(None, [number, field[: 2 * MOST_SHOWN]])) or "the whole"


def _first_small(message: str) -> str:
    told = message.removeprefix("Value error, ")
    return told[:1].lower() + told[1:]


def newly(decisions: Iterable[Decision], known: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions that are not among the known ones, each once, in their order."""
    seen = {decision.line() for decision in known}
    fresh = {line: decision for decision in decisions if (line := decision.line()) not in seen}
    return tuple(fresh.values())
