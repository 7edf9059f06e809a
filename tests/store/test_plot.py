"""Pictures of panels: Chinese that can be read, gaps, rings, the same bytes each time."""

from __future__ import annotations

from pathlib import Path

import pytest
from archive import build_at, make_archive

import reportparse as rp
from reportparse.store import plot

matplotlib = pytest.importorskip("matplotlib")


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> rp.Dataset:
    folder = tmp_path_factory.mktemp("plot")
    build_at(folder / "dataset", make_archive(folder / "archive"))
    return rp.Dataset.open(folder / "dataset")


def has_font() -> bool:
    try:
        return bool(plot.chinese_font())
    except plot.NoChineseFont:
        return False


needs_font = pytest.mark.skipif(not has_font(), reason="no Chinese font here")


@needs_font
@pytest.mark.parametrize(("name", "start"), [("a.png", b"\x89PNG"), ("a.svg", b"<?xml"), ("a.pdf", b"%PDF")])
def test_a_picture_by_its_ending(dataset: rp.Dataset, tmp_path: Path, name: str, start: bytes) -> None:
    assert plot.draw(dataset.panel(), tmp_path / name) == 0
    assert (tmp_path / name).read_bytes().startswith(start)
    assert [p.name for p in tmp_path.iterdir()] == [name]


@needs_font
def test_the_same_panel_is_the_same_svg(dataset: rp.Dataset, tmp_path: Path) -> None:
    for name in ("a.svg", "b.svg"):
        plot.draw(dataset.panel(), tmp_path / name)
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()


@needs_font
def test_lines_beyond_what_can_be_told_apart_are_counted(
    dataset: rp.Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plot, "MOST_LINES", 1)
    panel = dataset.panel()
    assert plot.draw(panel, tmp_path / "a.svg") == len(panel.lines) - 1


def test_no_chinese_font_is_told_with_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    from matplotlib import font_manager

    latin = [font for font in font_manager.fontManager.ttflist if font.name == "DejaVu Sans"]
    monkeypatch.setattr(font_manager.fontManager, "ttflist", latin)
    with pytest.raises(plot.NoChineseFont, match="fonts-noto-cjk"):
        plot.chinese_font()


def test_nothing_to_draw_is_told(dataset: rp.Dataset, tmp_path: Path) -> None:
    with pytest.raises(rp.ReportparseError, match="nothing to draw"):
        plot.draw(dataset.panel("weight"), tmp_path / "a.svg")
