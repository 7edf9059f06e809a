"""The page as a file: what is in it, that nothing gets out of its place, that it is the same every time."""

from __future__ import annotations

import base64
import hashlib
import re
import tomllib
from pathlib import Path
from typing import get_args

import pytest
from made import CORPUS, HOSTILE, ROOT, Seen, corpus_entries, entry_of, hostile_entry, page_of, series_entries

from reportparse.api import check
from reportparse.checks import BUILT_IN
from reportparse.display.words import FINDINGS, kind_words
from reportparse.explanation import RULES, in_two_languages
from reportparse.model.report import Bound, LedgerKind, Measure, PeriodKind, Role
from reportparse.review import material_of, page, review_page
from reportparse.review.assembly import SCRIPTS, as_json
from reportparse.store.dataset import Dataset
from reportparse.store.entries import Entry
from reportparse.toolkit import Toolkit

REVIEW = ROOT / "src" / "reportparse" / "review"
WORDS = tomllib.loads((REVIEW / "words.toml").read_text("utf-8"))["words"]
SOURCES = {name: (REVIEW / "script" / f"{name}.js").read_text("utf-8") for name in SCRIPTS}


@pytest.fixture(scope="module")
def series() -> Seen:
    return Seen(page_of(series_entries()))


def digest(content: str) -> str:
    return base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def test_the_same_documents_give_the_same_bytes() -> None:
    assert page_of(series_entries()) == page_of(series_entries())


def test_only_this_script_and_this_style_may_run(series: Seen) -> None:
    assert "default-src 'none'" in series.policy
    assert f"script-src 'sha256-{digest(series.script)}'" in series.policy
    assert f"style-src 'sha256-{digest(series.style)}'" in series.policy
    assert "unsafe" not in series.policy and "connect-src" not in series.policy


def test_nothing_is_fetched_from_anywhere(series: Seen) -> None:
    for tag, attributes in series.tags:
        for name in ("src", "href", "action", "srcset", "data"):
            value = attributes.get(name)
            assert value is None or value.startswith(("#", "data:")), (tag, name, value)
    addresses = re.findall(r"https?://[^\s\"']+", series.script + series.style)
    assert addresses == ["http://www.w3.org/2000/svg"], "a name of SVG, not an address"
    assert "url(" not in series.style and "@import" not in series.style


def test_a_served_page_may_speak_to_its_own_server_only() -> None:
    served = Seen(page_of([entry_of("全县低保312户。", "a.txt")], save="save?token=a&b=\"'<"))
    assert "connect-src 'self'" in served.policy
    assert [a["content"] for tag, a in served.tags if a.get("name") == "reportparse-save"] == ["save?token=a&b=\"'<"]


def test_a_dataset_becomes_a_page_for_whoever_serves_it(tmp_path: Path) -> None:
    reports = tmp_path / "甲.jsonl"
    lines = (e.report.model_dump_json(by_alias=True) for e in series_entries() if e.report is not None)
    reports.write_text("\n".join(lines), "utf-8")
    seen = Seen(page(Dataset.open(reports), save="patch", upload="upload"))
    named = {a["name"]: a["content"] for tag, a in seen.tags if tag == "meta" and a.get("name")}
    assert (named["reportparse-save"], named["reportparse-upload"]) == ("patch", "upload")
    assert seen.index["name"] == "甲.jsonl" and len(seen.index["documents"]) == 5


def test_what_was_decided_before_is_on_the_page() -> None:
    [entry, *_] = series_entries()
    assert entry.report is not None
    row = {"document": entry.document, "statistic": "s2", "state": "stands", "decision": '{"action": "accept"}'}
    rows = [row, {**row, "state": "replaced"}, {**row, "statistic": "s999"}]
    tools = Toolkit.default()
    made = review_page(material_of("样本", [entry], check([entry.report], toolkit=tools), tools, rows))
    assert Seen(made.decode()).index["decided"] == [[0, 1, {"action": "accept"}]]


def test_markup_in_any_place_stays_text() -> None:
    entry = hostile_entry()
    whole = page_of([entry, Entry(HOSTILE + "2", entry.report, entry.text)], name=HOSTILE)
    harmless = Seen(page_of([entry_of("全县低保312户。", "a.txt"), entry_of("全县低保313户。", "b.txt")]))
    seen = Seen(whole)
    assert [tag for tag, _ in seen.tags] == [tag for tag, _ in harmless.tags], "no element more than in any page"
    assert seen.title == HOSTILE
    assert (
        seen.index["name"] == seen.index["documents"][0]["title"] == seen.index["documents"][0]["document"] == HOSTILE
    )
    document = seen.document(0)
    assert document["text"].endswith(HOSTILE)
    for s in document["statistics"]:
        assert s["subject"] == s["unit"] == s["program"]["name"] == s["evidence"]["section"][0] == HOSTILE
    assert document["repairs"][-1][2:] == [HOSTILE, HOSTILE]
    assert "alert(1)</script>" not in whole


@pytest.mark.parametrize("text", [HOSTILE, "\ud800", "\u2029", "\x00", "𠮷野家&lt;", ""])
def test_json_in_a_page_is_the_same_text_again(text: str) -> None:
    written = as_json({"t": text})
    written.encode()
    assert not re.search("[<>&\u2028\u2029]", written)
    assert Seen(f'<script type="application/json" id="index">{written}</script>').index == {"t": text}


def test_the_page_holds_every_text_and_every_figure_at_its_place() -> None:
    entries = corpus_entries()
    seen = Seen(page_of(entries))
    assert len(entries) == len(CORPUS) == len(seen.index["documents"])
    for number, entry in enumerate(entries):
        document = seen.document(number)
        assert document["text"] == entry.text and entry.report is not None
        assert len(document["statistics"]) == len(entry.report.statistics)
        for told, s in zip(document["statistics"], entry.report.statistics, strict=True):
            evidence = told["evidence"]
            assert document["text"][evidence["start"] : evidence["end"]] == evidence["text"] == s.evidence.text
            assert told["value"] == format(s.value, "f")


def test_without_a_text_the_sentences_stand_in_their_places() -> None:
    [entry, *_] = series_entries()
    assert entry.report is not None
    kept = {s.id: entry.sentence(s) or "" for s in entry.report.statistics}
    document = Seen(page_of([Entry(entry.document, entry.report, None, kept)])).document(0)
    assert document["text"] is None and document["sentences"]
    for start, text in document["sentences"]:
        assert (entry.text or "")[start : start + len(text)] == text


def test_a_figure_finds_itself_in_other_years(series: Seen) -> None:
    told: dict[str, list[int]] = {}
    for number in range(5):
        document = series.document(number)
        for figure, s in enumerate(document["statistics"]):
            if s["program"] and s["program"]["code"] == "urban_dibao" and s["measure"] == "amount":
                told.setdefault(s["role"], []).append(document["curves"][figure])
    assert {role: len(set(curves)) for role, curves in told.items()} == {"actual": 1, "standard": 1}
    assert {role: len(curves) for role, curves in told.items()} == {"actual": 5, "standard": 5}
    curve, standard = (series.index["curves"][told[role][0]] for role in ("actual", "standard"))
    assert (curve["unit"], standard["unit"]) == ("万元", "元")
    assert [(year, value) for _, _, year, value in curve["points"]] == [
        (2017, "1020.5"), (2018, "1010.4"), (2019, "1013.4"), (2020, "1065.9"), (2021, "1089"),
    ]  # fmt: skip


def test_a_part_is_not_the_same_figure_as_its_total() -> None:
    told = "青岚县民政局{}年工作总结\n全年实施临时救助{}人次,其中非本地户籍{}人次。\n"
    texts = [(2020, 1684, 41), (2021, 1722, 38)]
    seen = Seen(page_of([entry_of(told.format(*numbers), f"{numbers[0]}.txt") for numbers in texts]))
    curves = [[(year, value) for *_, year, value in curve["points"]] for curve in seen.index["curves"]]
    assert sorted(curves) == [[(2020, "1684"), (2021, "1722")], [(2020, "41"), (2021, "38")]]


def test_a_report_by_itself_has_no_other_years() -> None:
    text = "青岚县民政局2021年工作总结\n全年实施临时救助1722人次,其中非本地户籍38人次。\n"
    assert Seen(page_of([entry_of(text, "a.txt")])).index["curves"] == []


def test_findings_point_at_figures(series: Seen) -> None:
    assert series.index["findings"]
    for finding in series.index["findings"]:
        assert finding["figures"] and finding["message"] and finding["message_en"]
        for number, figure in finding["figures"]:
            assert series.document(number)["statistics"][figure]


def test_every_rule_has_words_in_both_languages() -> None:
    for rule in RULES:
        chinese, english = in_two_languages(rule)
        assert re.search(r"[\u4e00-\u9fff]", chinese) and re.search(r"[a-z]{2}", english), rule
        assert f"{chinese} {english}" == RULES[rule]
    assert in_two_languages("plug.in") == ("plug.in", "plug.in")


def test_every_word_is_there_in_both_languages() -> None:
    asked = {key for source in SOURCES.values() for key in re.findall(r'\bt\("([\w.]+)"', source)}
    template = (REVIEW / "template.html").read_text("utf-8")
    asked |= set(re.findall(r'data-(?:t|label|hint)="(\w+)"', template))
    assert asked <= set(WORDS)
    for key, both in WORDS.items():
        assert len(both) == 2 and all(both), key
        assert set(re.findall(r"\{(\w+)\}", both[0])) == set(re.findall(r"\{(\w+)\}", both[1])), key


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("role", get_args(Role)),
        ("measure", get_args(Measure)),
        ("bound", get_args(Bound)),
        ("period", get_args(PeriodKind)),
        ("ledger", get_args(LedgerKind)),
        ("severity", ("error", "warning", "hint")),
    ],
)
def test_every_name_that_a_report_can_have_has_a_word(kind: str, names: tuple[str, ...]) -> None:
    assert {f"{kind}.{name}" for name in names} <= set(WORDS)


def test_findings_are_called_as_check_calls_them(series: Seen) -> None:
    assert set(FINDINGS) == {made.__name__ for made in BUILT_IN}
    on_the_page = {
        key.partition(".")[2]: both for key, both in series.index["words"].items() if key.startswith("kind.")
    }
    assert on_the_page == {kind: list(both) for kind, both in FINDINGS.items()}
    assert not any(key.startswith("kind.") for key in WORDS)
    assert kind_words("jump") == "突变 jump" and kind_words("of_a_plug_in") == "of_a_plug_in"


def test_the_script_takes_no_markup_from_data() -> None:
    for name, source in SOURCES.items():
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function", source), (
            name
        )
        assert "</script" not in source and "<!--" not in source
    assert sorted(SOURCES) == sorted(path.stem for path in (REVIEW / "script").glob("*.js"))
