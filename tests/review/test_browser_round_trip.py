"""The whole way in a real browser: a page is looked through, what was decided goes into the dataset, documents are read anew."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from browser import Open, Opened, named, needs_browser, patch_of
from typer.testing import CliRunner, Result

from reportparse.cli import app
from reportparse.store.dataset import Dataset

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = needs_browser

REPORTS = {
    "2020.txt": "青岚县民政局2020年工作总结\n一、社会救助\n2020年末,全县城市低保对象598户、951人,全年发放低保金402.5万元。"
    "农村低保对象1280户、2399人,全年发放低保金901.25万元。\n二、养老服务\n新增床位46张。\n",
    "2021.txt": "青岚县民政局2021年工作总结\n一、社会救助\n2021年末,全县城市低保对象612户、980人,全年发放低保金431.2万元。\n",
}
ABOVE = "全年接待来访86批次,办结提案12件,救助流浪乞讨人员951人次。\n"
"""Put above the figures of a report: their places and ids move, and one of its figures has the digits of another below."""


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments])


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "档案"
    folder.mkdir()
    for name, text in REPORTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def dataset(archive: Path, tmp_path: Path) -> Path:
    assert run("extract", archive, "-o", tmp_path / "ds").exit_code == 0
    return tmp_path / "ds"


def page_of(dataset: Path) -> bytes:
    """The page that `reportparse review` writes."""
    page = dataset.with_suffix(".html")
    assert run("review", dataset, "-o", page).exit_code == 0
    return page.read_bytes()


def decide(page: Page, text: str, key: str) -> None:
    """Choose a figure of the document that is shown by its words, and press a key."""
    page.click(f"#text .fig >> text={text}")
    page.keyboard.press(key)


def look_through(page: Opened) -> None:
    """Accept one figure, correct another, reject a third; and accept one of the other report."""
    decide(page.page, "598户", "a")
    named(page, "王芳")
    page.page.wait_for_selector(".row[data-state=accept]")
    decide(page.page, "951人", "e")
    page.page.fill("#edit [name=value]", "915")
    page.page.click("#edit [type=submit]")
    page.page.wait_for_selector(".row[data-state=edit]")
    decide(page.page, "901.25万元", "x")
    page.page.wait_for_selector(".row[data-state=reject]")
    page.page.click("#document-after")
    page.page.wait_for_selector("#text .fig >> text=612户")
    decide(page.page, "612户", "a")
    page.page.wait_for_selector(".row[data-state=accept]")


def states_of(page: Opened) -> list[str]:
    """What became of the figures of the document that is shown, as far as anything did."""
    states = page.page.eval_on_selector_all(".row[data-state]", "rows => rows.map(row => row.dataset.state)")
    return sorted(filter(None, states))


DECIDED = [
    ("2020.txt", "598户", "accept", "598"),
    ("2020.txt", "901.25万元", "reject", None),
    ("2020.txt", "951人", "edit", "915"),
    ("2021.txt", "612户", "accept", "612"),
]


def carried(dataset: Path) -> list[tuple[str, str, str, str | None]]:
    """Which figures carry decisions, and their values as decided; nothing stands for those that are rejected."""
    opened = Dataset.open(dataset)
    values = {(row["document"], row["id"]): str(row["value"]) for row in opened.reviewed_statistics()}
    marked = [row for row in opened.statistics() if row["reviewed"]]
    assert {(row["document"], row["id"]) for row in marked} == {
        (row["document"], row["statistic"]) for row in opened.reviews() if row["state"] == "stands"
    }
    return sorted(
        (Path(row["document"]).name, row["text"], row["reviewed"], values.get((row["document"], row["id"])))
        for row in marked
    )


def ids(dataset: Path) -> dict[str, str]:
    """The ids of the figures of the first report, by their words."""
    rows = Dataset.open(dataset).statistics()
    return {row["text"]: row["id"] for row in rows if row["document"].endswith("2020.txt")}


def test_page_patch_apply_extract_apply(opened: Open, archive: Path, dataset: Path, tmp_path: Path) -> None:
    page = opened(page_of(dataset))
    look_through(page)
    patch = tmp_path / "复核.json"
    patch.write_text(json.dumps(patch_of(page), ensure_ascii=False), "utf-8")

    told = json.loads(run("apply", dataset, patch, "--json").stdout)
    assert (told["applied"], told["known"], told["unplaced"]) == (4, 0, [])
    assert carried(dataset) == DECIDED
    assert {row["who"] for row in Dataset.open(dataset).reviews()} == {"王芳"}

    before = ids(dataset)
    title, rest = REPORTS["2020.txt"].split("\n", 1)
    (archive / "2020.txt").write_text(f"{title}\n{ABOVE}{rest}", encoding="utf-8")
    assert run("extract", archive, "-o", dataset).exit_code == 0
    assert all(ids(dataset)[text] != before[text] for text in before)  # every id has moved
    assert carried(dataset) == DECIDED

    told = json.loads(run("apply", dataset, patch, "--json").stdout)
    assert (told["applied"], told["known"], told["unplaced"]) == (0, 4, [])
    assert carried(dataset) == DECIDED

    # A patch that comes only now, made on the page of the old text, finds the same figures.
    assert run("extract", archive, "-o", tmp_path / "new").exit_code == 0
    assert json.loads(run("apply", tmp_path / "new", patch, "--json").stdout)["unplaced"] == []
    assert carried(tmp_path / "new") == DECIDED

    # And the page of the new dataset shows them, in a browser that has never seen any of it.
    again = opened(page_of(dataset))
    assert states_of(again) == ["accept", "edit", "reject"]
    assert again.page.locator("#download").is_disabled()


@contextmanager
def served(dataset: Path) -> Iterator[str]:
    """The address that `reportparse serve` prints, for as long as it serves."""
    command = [sys.executable, "-m", "reportparse", "serve", str(dataset)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as child:
        try:
            assert child.stdout is not None
            yield child.stdout.readline().strip()
        finally:
            child.send_signal(signal.SIGINT)
            _, said = child.communicate()
    assert child.returncode == 0 and "Traceback" not in said


def at(chromium: Browser, address: str, **context: Any) -> Opened:
    """A served page in a browser that remembers nothing."""
    page = Opened(chromium.new_context(**context).new_page())
    page.page.goto(address)
    page.page.wait_for_selector("#statistics .row", state="attached")
    return page


@pytest.mark.skipif(os.name != "posix", reason="SIGINT")
def test_a_served_page_saves_and_what_is_saved_survives(chromium: Browser, archive: Path, dataset: Path) -> None:
    pytest.importorskip("starlette", reason="the extra serve is not installed")
    pytest.importorskip("uvicorn", reason="the extra serve is not installed")
    pytest.importorskip("python_multipart", reason="the extra serve is not installed")
    with served(dataset) as address:
        page = at(chromium, address)
        look_through(page)
        page.page.click("#download")
        page.until("document.getElementById('toast').textContent.includes('已保存')")
        assert carried(dataset) == DECIDED
        page.page.reload()
        page.page.wait_for_selector(".row[data-state=accept]", state="attached")
        assert page.page.locator("#download").is_disabled()

        fresh = at(chromium, address)
        assert states_of(fresh) == ["accept", "edit", "reject"]

        fresh.page.click("#more")
        fresh.page.click("#upload")
        fresh.page.wait_for_selector("input[name=document]")
        fresh.page.set_input_files("input[name=document]", archive / "2021.txt")
        fresh.page.click("form button")
        fresh.page.wait_for_selector("#text .fig >> text=612户")
        assert "/uploads/" in fresh.page.url
        for one in (page, fresh):
            assert one.faults == []
            assert [url for url in one.asked if not url.startswith((address, "data:"))] == []
            one.page.context.close()
    assert [Path(row["document"]).name for row in Dataset.open(dataset).documents()] == ["2020.txt", "2021.txt"]
