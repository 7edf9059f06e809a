"""The story that `reportparse demo` tells, as data: which commands it runs, and what each of them showed.

A further step is a further line of STEPS. Commands are what a user would type; {folder} stands for the demo's folder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from reportparse.model.report import plain_decimal
from reportparse.store.dataset import Dataset

DOCUMENTS = MappingProxyType(
    {
        **{f"柏川县{year}年.txt": f"series/B-{year}.txt" for year in range(2017, 2022)},
        "文库预览页.txt": "d1-01.txt",
    }
)
"""What they are called in the demo, and where in our corpus they stand: five years of one county with slips planted in
them, and a noisy page of a document-sharing site. All are of our own making."""

PACKED = "demo_documents"
"""Where pyproject.toml has the build put them; in a checkout they are taken from corpus/."""


class Told(NamedTuple):
    """One thing that a step showed, in two languages."""

    zh: str
    en: str


class Step(NamedTuple):
    """One step: what it is for, what is typed, and what is told of it.

    `keeps` names the file that gets what the command prints; `files` are all that it leaves. `tell` reads them again.
    """

    zh: str
    en: str
    command: tuple[str, ...]
    files: tuple[str, ...]
    keeps: str | None = None
    tell: Callable[[Path], Iterator[Told]] = lambda folder: iter(())


def documents() -> Iterator[tuple[str, bytes]]:
    """The documents of the demo with their names."""
    packed: Traversable = resources.files("reportparse") / PACKED
    place = packed if packed.is_dir() else Path(__file__).resolve().parents[2] / "corpus"
    for name, where in DOCUMENTS.items():
        yield name, place.joinpath(*where.split("/")).read_bytes()


def what_was_read(folder: Path) -> Iterator[Told]:
    """How much stands in the dataset, and what noise was undone for it."""
    dataset = Dataset.open(folder / "dataset")
    reports = dataset.reports()
    figures = [s for report in reports for s in report.statistics]
    others = sum(len(report.ledger) for report in reports)
    yield Told(
        f"{len(reports)} 份报告,{len(figures)} 个统计数字,每个都有业务、对象、时间、性质和确切位置",
        f"{len(reports)} reports, {len(figures)} figures, each with program, subject, period, role and exact place",
    )
    yield Told(
        f"另有 {others} 个数码不是统计数字(日期、序号、页码等),各记入台账并注明原因",
        f"{others} further numerals are no statistics (dates, list markers, page markers …): in the ledger with the reason",
    )
    for s in [s for s in figures if s.repaired and "\n" in s.evidence.text][:1]:
        value = f"{plain_decimal(s.value)}{s.unit}"
        yield Told(
            f"预览页把一个数字拆成 {s.evidence.text!r},读作 {value}",
            f"the preview page cut a figure into {s.evidence.text!r}; it was read as {value}",
        )


MOST_FINDINGS = 3


def what_contradicts(folder: Path) -> Iterator[Told]:
    """The gravest findings."""
    checked = Dataset.open(folder / "dataset").checked()
    if checked is None:
        return
    looked = sum(count.checked for count in checked.relations.values())
    yield Told(
        f"核对了 {looked} 个关系,发现 {len(checked.findings)} 处矛盾,例如:",
        f"{looked} relations were checked, {len(checked.findings)} cannot be true, such as:",
    )
    for finding in checked.findings[:MOST_FINDINGS]:
        yield Told(finding.message, finding.message_en)


SHOWN_PROGRAMS = ("城市低保", "农村低保")


def what_the_years_say(folder: Path) -> Iterator[Told]:
    """Two rows of the panel."""
    panel = Dataset.open(folder / "dataset").panel(programs=SHOWN_PROGRAMS)
    for line, cells in panel.lines.items():
        if len(cells) > 1:
            years = ", ".join(f"{year}: {plain_decimal(cell.value)}" for year, cell in sorted(cells.items()))
            yield Told(
                f"{line.region}{line.program}({line.unit}): {years}",
                f"{line.region} {line.program} ({line.unit}): {years}",
            )
    yield Told("每一格出自哪份报告哪一句,见 panel.sources.csv", "which report and sentence says so: panel.sources.csv")


def how_it_was_read(folder: Path) -> Iterator[Told]:
    """Where the explanation stands."""
    yield Told(
        "一个数字为什么这样读,逐条规则写在 explained.txt",
        "why a figure was read as it was, rule by rule: explained.txt",
    )


STEPS = (
    Step(
        "读档案:六份报告成为一个数据集",
        "Read the archive: six reports become a dataset",
        ("extract", "{folder}/archive", "-o", "{folder}/dataset", "--quiet"),
        ("dataset/",),
        tell=what_was_read,
    ),
    Step(
        "核对:一份报告之内,各年之间",
        "Check: within reports and across years",
        ("check", "{folder}/dataset", "--quiet"),
        ("findings.txt",),
        keeps="findings.txt",
        tell=what_contradicts,
    ),
    Step(
        "逐年表:资金,万元",
        "Panel: money by year, in 万元",
        ("panel", "{folder}/dataset", "-o", "{folder}/panel.csv", "--quiet"),
        ("panel.csv", "panel.sources.csv"),
        tell=what_the_years_say,
    ),
    Step(
        "复核页:左边原文,右边读出的数字,用浏览器打开",
        "Review page: the text beside what was read, to be opened in a browser",
        ("review", "{folder}/dataset", "-o", "{folder}/review.html", "--quiet"),
        ("review.html",),
    ),
    Step(
        "说明:一个数字是怎样读出来的",
        "Explain: how one figure was read",
        ("explain", "{folder}/archive/文库预览页.txt", "--quote", "7848人次"),
        ("explained.txt",),
        keeps="explained.txt",
        tell=how_it_was_read,
    ),
)
