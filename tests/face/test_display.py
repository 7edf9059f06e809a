"""Reports and datasets to look at: in a notebook, in a terminal, whatever a document says."""

from __future__ import annotations

import re
import subprocess
import sys
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

import reportparse as rp
from reportparse.display.html import DOCUMENT_HEADERS, MOST_ROWS, dataset_html, report_html, shown_html
from reportparse.display.marking import pieces, text_behind
from reportparse.display.terminal import print_report
from reportparse.display.words import BOUNDS, HEADERS, ROLES, days, figure_cells, per_words, visible
from reportparse.model.checked import Checked
from reportparse.model.report import Bound, LedgerEntry, Program, Record, Repair, Role
from reportparse.store.build import save_entries
from reportparse.store.entries import Entry
from reportparse.toolkit import Toolkit

ROOT = Path(__file__).resolve().parents[2]
TEXT = """\
临溪县民政局2021年上半年工作总结
截至6月底,全县共有城市低保对象312户、455人,1-6月累计发放低保金98.6万元,比上年同期增长3.5%。
"""
EVIL = "<script>alert(\"1\")</script><img src=x onerror='a()'>&amp;"


class Read(HTMLParser):
    """What a browser would make of some HTML: its tags, its attributes, its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.open.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1] != "style":
            self.text += data


OURS = {"div", "style", "table", "thead", "tbody", "tr", "th", "td", "mark"}


def read(html: str) -> Read:
    """HTML that holds only tags and attributes of ours, all of them closed."""
    seen = Read(html)
    assert not seen.open
    assert set(seen.tags) <= OURS
    assert {name for name, _ in seen.attributes} <= {"class", "title"}
    assert not re.search(r"https?:|url\(|@import|//", html.partition("</style>")[0])
    return seen


def evil_report() -> rp.Report:
    """A report with markup in every place that holds text."""
    report = rp.parse(text=TEXT)
    first = report.statistics[0]
    evidence = first.evidence.model_copy(update={"text": EVIL, "section": (EVIL,)})
    update = {
        "unit": EVIL, "subject": EVIL, "region": EVIL, "per": EVIL, "evidence": evidence, "rules": (EVIL,), "id": EVIL,
        "program": Program(code=EVIL, name=EVIL),
    }  # fmt: skip
    return report.model_copy(
        update={
            "title": EVIL,
            "publisher": EVIL,
            "region": EVIL,
            "source": report.source.model_copy(update={"path": EVIL}),
            "statistics": (first.model_copy(update=update), *report.statistics[1:]),
            "records": (Record(program=None, subject=EVIL, region=EVIL, period=rp.Period()),),
            "ledger": (LedgerEntry(start=0, end=1, text=EVIL, kind="name"),),
            "repairs": (Repair(kind=EVIL, start=0, end=1, before=EVIL, after=EVIL),),
            "warnings": (EVIL, *[EVIL] * 9),
        }
    )


def test_a_report_is_a_table_of_its_figures() -> None:
    report = rp.parse(text=TEXT)
    seen = read(report._repr_html_())
    for header in HEADERS:
        assert header in seen.text
    for told in (
        "临溪县民政局2021年上半年工作总结",
        "312户",
        "98.6万元",
        "城市低保",
        "完成",
        "增3.5%",
        "截至2021-06-30",
        "2021年1-6月",
    ):
        assert told in seen.text
    assert seen.tags.count("tr") == 1 + len(report.statistics)
    assert "统计数字 4 个(完成 3、增减 1)" in seen.text


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        ("2021-01-01", "2021-12-31", "2021年"),
        ("2021-01-01", "2021-06-30", "2021年1-6月"),
        ("2020-02-01", "2020-02-29", "2020年2月"),
        ("2020-02-01", "2020-02-28", "2020-02-01至2020-02-28"),
        ("2021-01-02", "2021-06-30", "2021-01-02至2021-06-30"),
        ("2016-01-01", "2020-12-31", "2016-01-01至2020-12-31"),
        (None, "2021-06-30", "截至2021-06-30"),
        (None, None, "—"),
    ],
)
def test_times_in_few_signs(start: str | None, end: str | None, told: str) -> None:
    assert days(rp.ReportPeriod.model_validate({"start": start, "end": end})) == told


def test_rates_say_what_they_are_per() -> None:
    report = rp.parse(text="农村低保标准提高到每人每月630元,每床补贴100元。")
    assert [figure_cells(s)[1] for s in report.statistics] == ["630元/人·月", "100元/床"]
    assert per_words("person_time") == "人次" and per_words("session") == "session"


def test_a_report_without_figures_says_so() -> None:
    assert "没有" in read(rp.parse(text="没有数字。")._repr_html_()).text


def test_rows_and_cells_are_bounded_and_what_is_beyond_is_counted() -> None:
    many = rp.parse(text="临溪县2021年总结\n" + "".join(f"发放低保金{i}.5万元。\n" for i in range(1, 900)))
    assert len(many.statistics) > 800
    html = report_html(many)
    seen = read(html)
    assert seen.tags.count("tr") == 1 + MOST_ROWS
    assert f"另有 {len(many.statistics) - MOST_ROWS} 行" in seen.text
    assert len(html) < 20_000
    first = many.statistics[0].model_copy(update={"subject": "长" * 5_000})
    long = many.model_copy(update={"statistics": (first,), "title": "长" * 5_000, "warnings": ("长" * 5_000,) * 50})
    assert len(report_html(long)) < 10_000


def test_markup_in_every_place_is_shown_as_text() -> None:
    report = evil_report()
    for html in (report_html(report), shown_html(report, EVIL + TEXT)):
        seen = read(html)
        assert "<script>" in seen.text and "onerror" in seen.text
        assert "<script" not in html and "<img" not in html


def test_markup_in_a_dataset_is_shown_as_text(tmp_path: Path) -> None:
    place = tmp_path / "a<script>b"
    report = evil_report()
    entries = [Entry(EVIL, report, text=TEXT)]
    save_entries(entries, place, Toolkit.default(), rp.check([report]))
    dataset = rp.Dataset.open(place)
    html = dataset._repr_html_()
    assert "<script>" in read(html).text and "<script" not in html
    assert repr(dataset) == f"Dataset.open({str(place)!r})"


def test_a_dataset_tells_what_was_read_and_what_contradicts(tmp_path: Path) -> None:
    reports = [rp.parse(path) for path in sorted((ROOT / "corpus" / "series").glob("*.txt"))]
    entries = [Entry(report.source.path, report) for report in reports]
    checked = rp.check(reports)
    for name in ("dataset", "figures.csv"):
        save_entries(entries, tmp_path / name, Toolkit.default(), checked)
        seen = read(rp.Dataset.open(tmp_path / name)._repr_html_())
        assert all(header in seen.text for header in DOCUMENT_HEADERS)
        assert "读出 5 份,未读出 0 份" in seen.text
        assert f"统计数字 {sum(len(r.statistics) for r in reports)} 个" in seen.text
        # a lone table of figures does not keep what checks have found
        assert ("核对:错误 4、警告 6" if name == "dataset" else "核对:没有做过") in seen.text
    assert "核对:没有发现" in dataset_html("d", [], 0, Checked())


def test_documents_of_a_dataset_are_bounded() -> None:
    row = {"document": "a", "status": "failed", "title": None, "region": None, "period_start": None, "period_end": None}
    seen = read(dataset_html("d", [row] * 500, 0, None))
    assert seen.tags.count("tr") == 1 + MOST_ROWS
    assert "未读出 500 份" in seen.text and "另有 480 行" in seen.text


def test_every_role_and_bound_has_a_name_and_a_colour() -> None:
    assert set(ROLES) == set(Role.__args__)  # type: ignore[attr-defined]
    assert set(BOUNDS) == set(Bound.__args__)  # type: ignore[attr-defined]
    style = report_html(rp.parse(text=TEXT)).partition("</style>")[0]
    assert all(f".rp-{role}{{background:rgba(" in style for role in ROLES)
    assert not re.search(r"(?<!-)color:(?!inherit)", style)  # letters keep the colour of the theme, bright or dark


def test_the_marked_text_is_the_whole_text_with_every_figure_marked() -> None:
    for path in sorted((ROOT / "corpus").glob("*.txt")):
        report, text = rp.parse(path), Toolkit.default().door.load(path).text
        made = list(pieces(report, text))
        assert "".join(piece.text for piece in made) == text
        for s in report.statistics:
            assert "".join(p.text for p in made if s in p.statistics) == s.evidence.text
        assert read(shown_html(report, text)).tags.count("mark") >= len(report.statistics)


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=6))
@settings(deadline=None)
def test_figures_that_share_their_words_share_their_pieces(spans: list[tuple[int, int]]) -> None:
    text = "一二三四五六七八九十" * 3
    first = rp.parse(text=TEXT).statistics[0]
    statistics = tuple(
        first.model_copy(
            update={"id": str(n), "evidence": first.evidence.model_copy(update={"start": min(a, b), "end": max(a, b)})}
        )
        for n, (a, b) in enumerate(spans)
    )
    made = list(pieces(rp.parse(text=TEXT).model_copy(update={"statistics": statistics}), text))
    assert "".join(piece.text for piece in made) == text
    at = 0
    for piece in made:
        for place in range(at, at + len(piece.text)):
            assert {s.id for s in piece.statistics} == {
                s.id for s in statistics if s.evidence.start <= place < s.evidence.end
            }
        at += len(piece.text)


def printed(report: rp.Report, text: str | None, **options: object) -> str:
    out = StringIO()
    print_report(report, text, Console(file=out, width=160, **options))  # type: ignore[arg-type]
    return out.getvalue()


def test_a_terminal_gets_text_and_table() -> None:
    told = printed(rp.parse(text=TEXT), TEXT)
    assert TEXT.strip().splitlines()[1] in told.replace("\n", "")
    for header in HEADERS:
        assert header in told
    assert "\x1b" not in told
    assert "\x1b[1;32m312户" in printed(rp.parse(text=TEXT), TEXT, force_terminal=True, color_system="standard")


def test_no_text_of_a_document_steers_the_terminal() -> None:
    evil = "\x1b]0;owned\x07\x1b[31m\x9b2J\u202e[bold]a[/bold]"
    report = evil_report().model_copy(update={"title": evil, "warnings": (evil,)})
    first = report.statistics[0].model_copy(update={"subject": evil, "unit": evil})
    told = printed(report.model_copy(update={"statistics": (first,)}), TEXT + evil)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", told)
    assert "[bold]a[/bold]" in told and "␛[31m" in told


@given(st.text())
def test_what_is_visible_steers_nothing_and_plain_text_stays(text: str) -> None:
    told = visible(text)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", told)
    assert visible(told) == told
    assert visible(TEXT) == TEXT


def test_show_reads_the_text_again_from_an_unchanged_source(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "总结.txt"
    path.write_text(TEXT, encoding="utf-8")
    report = rp.parse(path)
    assert text_behind(report) == TEXT
    report.show()
    assert "截至6月底" in capsys.readouterr().out
    path.write_text(TEXT + "改", encoding="utf-8")
    assert text_behind(report) is None
    path.unlink()
    report.show()
    told = capsys.readouterr().out
    assert "截至6月底" not in told and "show(text=…)" in told and "312户" in told


def test_show_takes_the_text_that_was_read_and_no_other(capsys: pytest.CaptureFixture[str]) -> None:
    report = rp.parse(text=TEXT)
    report.show(TEXT)
    assert "截至6月底" in capsys.readouterr().out
    for other in ("", TEXT[1:], TEXT.replace("312", "321")):
        with pytest.raises(ValueError, match="not the text"):
            report.show(other)
    with pytest.raises(ValueError, match="not the text"):
        rp.parse(text="没有数字。").show("另一份。")
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("kernel", [True, False])
def test_only_a_notebook_is_shown_html(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], kernel: bool
) -> None:
    shown: list[str] = []
    ipython, display = ModuleType("IPython"), ModuleType("IPython.display")
    ipython.get_ipython = lambda: SimpleNamespace(kernel=1) if kernel else SimpleNamespace()  # type: ignore[attr-defined]
    display.display = lambda thing: shown.append(thing._repr_html_())  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "IPython", ipython)
    monkeypatch.setitem(sys.modules, "IPython.display", display)
    rp.parse(text=TEXT).show(TEXT)
    out = capsys.readouterr().out
    if kernel:
        assert out == "" and "截至6月底" in read(shown[0]).text
    else:
        assert shown == [] and "截至6月底" in out


def test_a_report_that_nobody_looks_at_loads_nothing_to_look_at_it_with() -> None:
    code = "import sys, reportparse as rp; rp.parse(text='低保对象312户'); print('rich' in sys.modules, 'reportparse.display' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert told == "False False\n"
