"""Patches that are not as they should be: refused whole, in one line that says which decision, which field, what to do."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from archive import build_at, files_of, make_archive
from hypothesis import given, settings
from hypothesis import strategies as st
from patches import decide, entry_of, figure, patch, quotation_of, write_patch
from typer.testing import CliRunner

import reportparse as rp
from reportparse.cli import app
from reportparse.decisions import patch as reading
from reportparse.decisions.patch import PatchError, read_patch, shown
from reportparse.model.patch import Decision

Told = dict[str, Any]


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> rp.Dataset:
    place = tmp_path_factory.mktemp("refused")
    build_at(place / "dataset", make_archive(place / "archive"))
    return rp.Dataset.open(place / "dataset")


@pytest.fixture(scope="module")
def good(dataset: rp.Dataset) -> Told:
    """A patch of two decisions, as text so that nobody spoils it."""
    entry = entry_of(dataset, "2020.txt")
    s, total = figure(entry, "951人"), figure(entry, "598户")
    changes = {
        "value": "-12.50", "unit": "人", "measure": "persons", "program": "urban_dibao", "subject": "对象", "region": None,
        "period": {"start": None, "end": "2020-12-31", "kind": "as_of"}, "role": "actual", "bound": "about",
        "direction": None, "compare": None, "per": None,
        "part_of": {"statistic": total.id, "quotation": quotation_of(entry.text or "", total)},
    }  # fmt: skip
    return patch(decide(entry, total, "accept"), decide(entry, s, "edit", changes))


def second(told: Told) -> Told:
    found: Told = told["decisions"][1]
    return found


def change(**fields: Any) -> Callable[[Told], None]:
    return lambda told: second(told)["changes"].update(fields)


def field(**fields: Any) -> Callable[[Told], None]:
    return lambda told: second(told).update(fields)


def quoted(**fields: Any) -> Callable[[Told], None]:
    return lambda told: second(told)["quotation"].update(fields)


def top(**fields: Any) -> Callable[[Told], None]:
    return lambda told: told.update(fields)


def without(name: str) -> Callable[[Told], None]:
    def spoil(told: Told) -> None:
        del second(told)[name]

    return spoil


DECISIVE: list[tuple[Callable[[Told], None], str]] = [
    (change(value=455), "decision 2, changes.value: it is no text"),
    (change(value=4.5), "decision 2, changes.value: it is no text"),
    (change(value=None), "decision 2, changes.value: it is no text"),
    (change(value=True), "decision 2, changes.value: it is no text"),
    (change(value="1e999999999"), "decision 2, changes.value: it is not written as it should be: plain digits"),
    (change(value="NaN"), "decision 2, changes.value"),
    (change(value="Infinity"), "decision 2, changes.value"),
    (change(value=""), "decision 2, changes.value"),
    (change(value=" 1"), "decision 2, changes.value"),
    (change(value="1\n"), "decision 2, changes.value"),
    (change(value="1,000"), "decision 2, changes.value"),
    (change(value="1."), "decision 2, changes.value"),
    (change(value="四十五"), "decision 2, changes.value"),
    (change(value="４５"), "decision 2, changes.value"),
    (change(value="9" * 401), "decision 2, changes.value"),
    (change(valeu="1"), "decision 2, changes.valeu: there is no such field"),
    (change(confidence="1"), "decision 2, changes.confidence: there is no such field"),
    (change(id="s1"), "decision 2, changes.id: there is no such field"),
    (change(evidence={}), "decision 2, changes.evidence: there is no such field"),
    (change(amount_wan="1"), "decision 2, changes.amount_wan: there is no such field"),
    (change(**{"\x1b[31m红\u202e": 1}), "decision 2, changes.'\\x1b[31m红\\u202e': there is no such field"),
    (change(measure="wealth"), "decision 2, changes.measure: input should be 'households'"),
    (change(role=None), "decision 2, changes.role"),
    (change(bound=[]), "decision 2, changes.bound"),
    (change(direction="sideways"), "decision 2, changes.direction"),
    (change(program="no_such_program"), "decision 2, changes.program: there is no program 'no_such_program'"),
    (change(program={"code": "urban_dibao"}), "decision 2, changes.program: it is no text"),
    (change(program=""), "decision 2, changes.program"),
    (change(subject="长" * 10_001), "decision 2, changes.subject: it is too long"),
    (change(period=None), "decision 2, changes.period"),
    (change(period={"kind": "flow", "start": "2021-02-30", "end": None}), "decision 2, changes.period.start: it is no date"),
    (change(period={"kind": "flow", "start": "2021-12-31", "end": "2021-01-01"}), "the period ends before it starts"),
    (change(period={"kind": "flow", "start": 20210101, "end": None}), "decision 2, changes.period.start"),
    (change(period={"kind": "year"}), "decision 2, changes.period.kind"),
    (change(period={"kind": "flow", "from": None}), "decision 2, changes.period.from: there is no such field"),
    (change(part_of="s1"), "decision 2, changes.part_of: input should be an object"),
    (change(part_of={"statistic": "s1"}), "decision 2, changes.part_of.quotation: the field is missing"),
    (field(changes={}), "decision 2: an edit has no changes"),
    (field(changes=None), "decision 2: an edit has no changes"),
    (field(changes=[]), "decision 2, changes: input should be an object"),
    (field(action="accept"), "decision 2: action accept has changes"),
    (field(action="delete"), "decision 2, action: input should be 'accept', 'edit' or 'reject'"),
    (field(action="EDIT"), "decision 2, action"),
    (field(document=3), "decision 2, document: it is no text"),
    (field(sha256="0" * 63), "decision 2, sha256: it is not written as it should be: 64 hexadecimal digits"),
    (field(sha256="G" * 64), "decision 2, sha256"),
    (field(statistic=None), "decision 2, statistic: it is no text"),
    (field(read={"value": 3}), "decision 2, read.value: it is no text"),
    (field(read={"sentence": "x"}), "decision 2, read.sentence: there is no such field"),
    (field(read={"part_of": 3}), "decision 2, read.part_of: it is no text"),
    (field(note=None), "decision 2, note: it is no text"),
    (field(who="王" * 10_001), "decision 2, who: it is too long"),
    (field(when="2026-01-31"), "decision 2, when: it is no time; write it like 2026-01-31T09:00:00Z"),
    (field(when="2026-01-31T09:00:00"), "decision 2, when: the time has no zone"),
    (field(when="2026-02-30T09:00:00Z"), "decision 2, when: it is no time"),
    (field(when="0001-01-01T00:00:00+14:00"), "decision 2, when: the year is not between 2000 and 2199"),
    (field(when="9999-12-31T23:59:59-14:00"), "decision 2, when: the year is not between 2000 and 2199"),
    (field(when=1_800_000_000), "decision 2, when"),
    (field(when=""), "decision 2, when"),
    (field(extra=1), "decision 2, extra: there is no such field"),
    (quoted(exact=""), "decision 2, quotation.exact"),
    (quoted(prefix="一" * 33), "decision 2, quotation.prefix: it is too long"),
    (quoted(end=3), "decision 2, quotation: start and end are not as far apart as exact is long"),
    (quoted(start=-1), "decision 2, quotation.start"),
    (quoted(start="1"), "decision 2, quotation.start"),
    (quoted(start=1.0), "decision 2, quotation.start"),
    (quoted(start=True), "decision 2, quotation.start"),
    (quoted(start=10**30), "decision 2, quotation.start"),
    (quoted(page=1), "decision 2, quotation.page: there is no such field"),
    *((without(name), f"decision 2, {name}: the field is missing")
      for name in ("document", "sha256", "statistic", "quotation", "action", "when")),
    (top(schema="reportparse-patch/2"), "schema: input should be 'reportparse-patch/1'"),
    (top(schema=None), "schema"),
    (top(made="yesterday"), "made: it is no time"),
    (top(decisions=None), "decisions: input should be a valid array"),
    (top(decisions={}), "decisions"),
    (top(decisions=[1]), "decision 1: input should be an object"),
    (top(more=1), "more: there is no such field"),
]  # fmt: skip


@pytest.mark.parametrize(("spoil", "told"), DECISIVE)
def test_a_mistake_is_told_with_its_place_and_nothing_is_applied(
    dataset: rp.Dataset, good: Told, tmp_path: Path, spoil: Callable[[Told], None], told: str
) -> None:
    bad = json.loads(json.dumps(good))
    spoil(bad)
    path = tmp_path / "复核.json"
    path.write_text(json.dumps(bad, ensure_ascii=False), encoding="utf-8")
    fine = write_patch(tmp_path / "fine.json", good["decisions"][0])
    before = files_of(dataset.path)
    result = CliRunner().invoke(app, ["apply", str(dataset.path), str(fine), str(path)])  # the good one comes first
    assert (result.exit_code, result.stdout) == (2, "")
    (line,) = result.stderr.splitlines()
    place, _, reason = told.rpartition(": ")  # the reason may have its Chinese before it
    parted = bool(place) and f"{path}: {place}: " in line and reason in line
    assert parted or f"{path}: {told}" in line or (told in line and f"{path}: decision 2" in line)
    assert ";" in line or ":" in line
    assert line.isprintable() and len(line) < 600
    assert files_of(dataset.path) == before


NO_PATCH = [
    (b"", "it is no valid JSON"), (b"{", "it is no valid JSON"), (b"[]", "the whole: input should be an object"),
    (b"null", "the whole"), (b'"x"', "the whole"), (b"NaN", "NaN is no JSON"), (b"\xff\xfe", "it is no UTF-8 (byte 1)"),
    (b"\xcd\xf5", "it is no UTF-8"), ("{}".encode("utf-16"), "it is no UTF-8"), (b"[" * 200_000, "nested too deeply"),
    (b'{"a":' * 200_000, "nested too deeply"), (b"1" * 5000, "it is no valid JSON"), (b"{} {}", "it is no valid JSON"),
    (b'{"schema": "x", "schema": "reportparse-patch/1"}', "the field 'schema' stands twice in one object"),
    (b'{"schema": "\\ud800"}', "it is no valid JSON"), (b"PK\x03\x04", "it is no"), (b"<html>", "it is no valid JSON"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "told"), NO_PATCH)
def test_what_is_no_patch_is_told(data: bytes, told: str) -> None:
    with pytest.raises(PatchError) as error:
        read_patch(data, "p.json")
    assert str(error.value).startswith("p.json: ") and told in str(error.value)
    assert "\n" not in str(error.value)


def test_a_file_that_cannot_be_opened_is_told(dataset: rp.Dataset, tmp_path: Path) -> None:
    for path in (tmp_path / "nothing.json", tmp_path):
        result = CliRunner().invoke(app, ["apply", str(dataset.path), str(path)])
        assert result.exit_code == 2 and "it cannot be opened" in result.stderr


def test_a_patch_that_is_too_large_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_PATCH_BYTES", 10)
    with pytest.raises(PatchError, match="11 bytes"):
        read_patch(b" " * 11, "p.json")


def test_a_byte_order_mark_and_absent_fields_are_no_mistake(good: Told) -> None:
    told = json.loads(json.dumps(good))
    for name in ("changes", "read", "note", "who"):
        del told["decisions"][0][name]
    del told["decisions"][0]["quotation"]["prefix"]
    patch_ = read_patch(b"\xef\xbb\xbf" + json.dumps(told).encode(), "p.json")
    assert patch_.decisions[0].note == "" and patch_.decisions[0].changes is None


def test_a_program_of_ones_own_lexicon_can_be_decided(dataset: rp.Dataset, tmp_path: Path) -> None:
    entry = entry_of(dataset, "2020.txt")
    told = write_patch(tmp_path / "p.json", decide(entry, figure(entry, "46张"), "edit", {"program": "winter_fuel"}))
    own = tmp_path / "own.toml"
    own.write_text('[winter_fuel]\nname = "冬季取暖补助"\nwords = ["取暖补贴"]\n', encoding="utf-8")
    copy = dataset.save(tmp_path / "copy")
    assert "give your own lexicon" in CliRunner().invoke(app, ["apply", str(copy.path), str(told)]).stderr
    assert CliRunner().invoke(app, ["apply", str(copy.path), str(told), "--lexicon", str(own)]).exit_code == 0
    tools = rp.Toolkit.with_lexicon(own)
    (row,) = [r for r in copy.reviewed_statistics(toolkit=tools) if r["reviewed"]]
    assert (row["program_code"], row["program"]) == ("winter_fuel", "冬季取暖补助")
    (row,) = [r for r in copy.reviewed_statistics() if r["reviewed"]]
    assert (row["program_code"], row["program"]) == ("winter_fuel", "winter_fuel")  # nobody told its name


def test_a_signature_fills_only_what_is_empty(dataset: rp.Dataset, good: Told, tmp_path: Path) -> None:
    copy = dataset.save(tmp_path / "copy")
    good["decisions"][0]["who"] = "李"
    copy.apply(write_patch(tmp_path / "p.json", *good["decisions"]), who="王")
    assert [row["who"] for row in copy.reviews()] == ["李", "王"]
    with pytest.raises(PatchError, match="give a shorter one"):
        copy.apply(tmp_path / "p.json", who="王" * 10_001)


def test_what_is_shown_of_a_text_from_outside_is_short_and_harmless() -> None:
    assert shown("a\x1b[2J\n\u202e") == "'a\\x1b[2J\\n\\u202e'"
    assert len(shown("长" * 999)) == 62


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@settings(max_examples=200, deadline=None)
@given(
    note=words,
    who=words,
    document=words,
    exact=words.filter(bool),
    prefix=words,
    suffix=words,
    value=st.from_regex(r"-?[0-9]{1,30}(\.[0-9]{1,30})?", fullmatch=True),
    subject=words,
    when=st.datetimes(dt.datetime(2001, 1, 1), dt.datetime(2198, 1, 1)),
)
def test_a_decision_is_one_line_and_comes_back(value: str, subject: str, exact: str, when: Any, **told: Any) -> None:
    quotation = {"exact": exact, "prefix": told.pop("prefix"), "suffix": told.pop("suffix"), "start": 5}
    quotation["end"] = 5 + len(exact)
    made = {
        **told, "sha256": "0" * 64, "statistic": "s1", "quotation": quotation, "action": "edit",
        "changes": {"value": value, "subject": subject, "part_of": None}, "when": when.isoformat() + "Z",
    }  # fmt: skip
    decision = Decision.model_validate_json(json.dumps(made), strict=True)
    line = decision.line()
    assert "\n" not in line and "\ufffe" not in line
    again = Decision.model_validate_json(line, strict=True)
    assert again == decision and again.line() == line
    assert again.changes is not None and again.changes.model_fields_set == {"value", "subject", "part_of"}


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda t: t.encode("utf-8", "surrogatepass")))
def test_no_bytes_make_it_stumble(data: bytes) -> None:
    with pytest.raises(PatchError):
        read_patch(data, "p.json")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | words,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4),
    max_leaves=12,
)
FIELDS = ("document", "sha256", "statistic", "quotation", "action", "changes", "read", "note", "who", "when")


@settings(max_examples=300, deadline=None)
@given(name=st.sampled_from(FIELDS), value=json_values)
def test_any_value_in_any_field_is_taken_or_told(good: Told, name: str, value: Any) -> None:
    told = json.loads(json.dumps(good))
    told["decisions"][1][name] = value
    try:
        read_patch(json.dumps(told).encode(), "p.json")
    except PatchError as error:
        assert "\n" not in str(error)
