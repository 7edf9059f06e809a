"""`reportparse review` as a command, and the pictures of pages."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from made import ROOT, Seen
from PIL import Image
from typer.testing import CliRunner

from reportparse.cli import app
from reportparse.errors import UnreadableDocument
from reportparse.loaders.review_pages import WINDOW, is_review_page
from reportparse.review import material_of, pictures_of, review_page
from reportparse.store.dataset import Dataset
from reportparse.toolkit import Toolkit

SERIES = ROOT / "corpus" / "series"
PDF = [ROOT / "tests" / "bed" / "pdf" / f"{name}.pdf" for name in ("report", "table", "columns", "rotated")]


def run(*arguments: str | Path) -> tuple[int, str]:
    done = CliRunner().invoke(app, [str(a) for a in arguments])
    return done.exit_code, done.output


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("review") / "县"
    assert run("extract", SERIES, "-o", made)[0] == 0
    return made


def test_a_dataset_becomes_a_page(dataset: Path, tmp_path: Path) -> None:
    status, told = run("review", dataset, "-o", tmp_path / "a.html")
    assert status == 0 and "5 documents" in told
    seen = Seen((tmp_path / "a.html").read_text("utf-8"))
    assert seen.index["name"] == "县"
    checked = Dataset.open(dataset).checked()
    assert checked is not None and len(seen.index["findings"]) == len(checked.findings)
    assert run("review", dataset, "-o", tmp_path / "b.html")[0] == 0
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


@pytest.mark.parametrize("form", [".jsonl", ".xlsx", ".parquet", ".duckdb", ".zip", ".csv"])
def test_every_form_of_dataset_will_do(dataset: Path, tmp_path: Path, form: str) -> None:
    assert run("extract", dataset, "-o", tmp_path / f"a{form}")[0] == 0
    assert run("review", tmp_path / f"a{form}", "-o", tmp_path / "a.html")[0] == 0
    seen = Seen((tmp_path / "a.html").read_text("utf-8"))
    assert [d["whole"] for d in seen.index["documents"]] == [form in (".duckdb", ".zip")] * 5
    assert bool(seen.document(0).get("sentences")) == (form in (".xlsx", ".parquet", ".csv"))


def test_documents_will_do_and_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "档案"
    folder.mkdir()
    (folder / "a.txt").write_text("青岚县民政局2021年工作总结\n全县共有城市低保对象312户、455人。", "utf-8")
    (folder / "b.pdf").write_bytes(b"%PDF-1.4 nothing")
    status, told = run("review", folder, "-o", tmp_path / "a.html")
    assert status == 3 and "b.pdf" in told
    index = Seen((tmp_path / "a.html").read_text("utf-8")).index
    assert [d["figures"] for d in index["documents"]] == [2]
    assert [d["document"] for d in index["failed"]] == [str(folder / "b.pdf")]


def test_the_page_of_the_run_before_is_no_document(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("青岚县民政局2021年工作总结\n全县共有城市低保对象312户、455人。", "utf-8")
    for _ in range(2):
        assert run("review", tmp_path, "-o", tmp_path / "复核.html")[0] == 0
    index = Seen((tmp_path / "复核.html").read_text("utf-8")).index
    assert [d["document"] for d in index["documents"]] == [str(tmp_path / "a.txt")]
    assert run("review", tmp_path / "none.txt", "-o", tmp_path / "b.html")[0] == 3
    (tmp_path / "empty").mkdir()
    assert run("review", tmp_path / "empty", "-o", tmp_path / "b.html")[0] == 2


def test_a_page_among_the_documents_is_no_report(tmp_path: Path) -> None:
    folder = tmp_path / "档案"
    folder.mkdir()
    (folder / "a.txt").write_text("青岚县民政局2021年工作总结\n全县共有城市低保对象312户、455人。", "utf-8")
    (folder / "b.html").write_text("<html><body><p>青岚县2020年低保对象300户。</p></body></html>", "utf-8")
    page = folder / "复核.html"
    assert run("review", folder, "-o", page)[0] == 0
    for command in (
        ["extract", folder, "-o", tmp_path / "ds"],
        ["check", folder],
        ["review", folder, "-o", folder / "c.html"],
    ):
        status, told = run(*command)
        assert status == 0, told
        assert told.count("passed over") == 1 and f"{page}: 这是复核页" in told
        assert "passed over" not in run(*command, "-q")[1]
        (folder / "c.html").unlink(missing_ok=True)
    names = [Path(row["document"]).name for row in Dataset.open(tmp_path / "ds").documents()]
    assert names == ["a.txt", "b.html"]
    status, told = run("extract", page)
    assert status == 3 and "review page (复核页), which is not read" in told and "请给出原来的报告" in told
    saved = (
        b"<!DOCTYPE html>\n<!-- saved from url=(0031)http://127.0.0.1:8000/t/"
        + b"x" * 99
        + b" -->\n"
        + page.read_bytes()
    )
    (folder / "saved.htm").write_bytes(saved)
    assert run("extract", folder, "-o", tmp_path / "ds")[1].count("passed over") == 2
    page.unlink()
    (folder / "saved.htm").rename(folder / "c.txt")
    assert run("extract", folder / "c.txt")[0] == 3  # content tells, not the name


def test_the_page_says_what_it_is_where_it_is_looked_for() -> None:
    assert is_review_page(review_page(material_of("空", [], None, Toolkit.default()))[:WINDOW])
    assert not is_review_page(b"<html><head><meta name='generator' content='WPS'></head>")


def test_the_input_is_not_overwritten(tmp_path: Path) -> None:
    report = tmp_path / "a.jsonl"
    report.write_text("", "utf-8")
    assert run("review", report, "-o", report)[0] == 2
    assert run("review", tmp_path / "none", "-o", tmp_path / "a.html")[0] == 3
    assert not (tmp_path / "a.html").exists()


def test_pages_of_a_pdf_are_shown_where_the_original_is_still_there(tmp_path: Path) -> None:
    original = tmp_path / "档案" / "a.pdf"
    original.parent.mkdir()
    original.write_bytes(PDF[0].read_bytes())
    assert run("extract", original, "-o", tmp_path / "ds")[0] == 0
    assert run("review", tmp_path / "ds", "-o", tmp_path / "a.html")[0] == 0
    seen = Seen((tmp_path / "a.html").read_text("utf-8"))
    [document] = seen.index["documents"]
    assert document["pages"] and document["note"] is None
    for page in document["pages"]:
        assert f"page-0-{page['number']}" in seen.blocks
    assert run("review", tmp_path / "ds", "-o", tmp_path / "b.html", "--no-images")[0] == 0
    assert not Seen((tmp_path / "b.html").read_text("utf-8")).index["documents"][0]["pages"]

    moved = tmp_path / "elsewhere"
    original.parent.rename(moved)
    assert run("review", tmp_path / "ds", "-o", tmp_path / "c.html")[0] == 0
    gone = Seen((tmp_path / "c.html").read_text("utf-8")).index["documents"][0]
    assert not gone["pages"] and gone["note"] == "original_gone"
    assert run("review", tmp_path / "ds", "-o", tmp_path / "d.html", "--sources", moved)[0] == 0
    assert (tmp_path / "d.html").read_bytes() == (tmp_path / "a.html").read_bytes()
    (moved / "a.pdf").write_bytes(original_changed(moved / "a.pdf"))
    assert run("review", tmp_path / "ds", "-o", tmp_path / "e.html", "--sources", moved)[0] == 0
    assert Seen((tmp_path / "e.html").read_text("utf-8")).index["documents"][0]["note"] == "original_changed"


def original_changed(path: Path) -> bytes:
    return path.read_bytes() + b"\n"


def test_pictures_are_bounded_and_fit_their_pages(tmp_path: Path) -> None:
    tools = Toolkit.default()
    assert run("extract", *PDF[:3], "-o", tmp_path / "ds.jsonl")[0] == 0
    entries = list(Dataset.open(tmp_path / "ds.jsonl").entries())
    shown = pictures_of(entries, (), tools.door)
    assert shown.data
    sizes = {(n, page["number"]): (page["width"], page["height"]) for n, pages in shown.pages.items() for page in pages}
    assert set(sizes) == set(shown.data)
    for place, data in shown.data.items():
        picture = Image.open(io.BytesIO(data))
        picture.load()
        width, height = sizes[place]
        assert abs(picture.width / picture.height - width / height) < 0.01
        dark = sum(count for shade, count in enumerate(picture.convert("L").histogram()) if shade < 128)
        assert 0 < dark < 0.5 * picture.width * picture.height, "black letters on white paper"
    least = min(map(len, shown.data.values()))
    few = pictures_of(entries, (), tools.door, most=least)
    assert sum(map(len, few.data.values())) <= least
    assert "pictures_limit" in few.notes.values()


def test_a_picture_is_drawn_as_the_page_that_it_is() -> None:
    scan = Image.new("RGB", (1654, 2339), "white")
    scan.paste((0, 0, 0), (200, 300, 600, 340))
    data = io.BytesIO()
    scan.save(data, "PNG", dpi=(200, 200))
    [page] = Toolkit.default().door.page_pictures(data.getvalue(), "a.png")
    assert (page.number, round(page.width), round(page.height)) == (1, 595, 842)
    drawn = Image.open(io.BytesIO(page.png)).convert("L")
    scale = drawn.width / page.width
    assert drawn.getpixel((round(144 * scale), round(115 * scale))) == 0
    assert drawn.getpixel((round(300 * scale), round(300 * scale))) == 255


def test_what_is_no_page_is_refused() -> None:
    for data in (b"%PDF-1.7 nothing", b"\x89PNG\r\n\x1a\n nothing"):
        with pytest.raises(UnreadableDocument):
            Toolkit.default().door.page_pictures(data, "a")


def test_boxes_lie_on_their_pages(tmp_path: Path) -> None:
    assert run("extract", PDF[0], "-o", tmp_path / "ds.jsonl")[0] == 0
    [entry] = Dataset.open(tmp_path / "ds.jsonl").entries()
    assert entry.report is not None
    shown = pictures_of([entry], (), Toolkit.default().door)
    sizes = {page["number"]: page for page in shown.pages[0]}
    for s in entry.report.statistics:
        assert s.evidence.bbox is not None and s.evidence.page is not None
        page = sizes[s.evidence.page]
        x0, y0, x1, y1 = s.evidence.bbox
        assert 0 <= x0 < x1 <= page["width"] and 0 <= y0 < y1 <= page["height"]
    assert json.loads(json.dumps(shown.pages[0])) == shown.pages[0]
