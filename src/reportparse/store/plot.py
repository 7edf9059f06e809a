"""A panel as a picture: one line a row, years across, figures that a cross-check speaks of ringed in red."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from reportparse.errors import ReportparseError
from reportparse.store.files import becoming
from reportparse.store.needed import needed
from reportparse.store.panel import Cell, Line, Panel

PICTURES = (".svg", ".png", ".pdf")
MOST_LINES = 10
"""More lines than this cannot be told apart."""

MOST_TICKS = 20
WIDE_SPAN = 50
"""From this ratio of the largest to the smallest value on, the scale is logarithmic."""

FONTS = (
    "Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "Microsoft YaHei", "PingFang SC", "Hiragino Sans GB",
    "SimHei", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Noto Sans CJK JP", "Noto Serif CJK SC", "SimSun",
)  # fmt: skip
"""Fonts with Chinese, best first; any other that has 年 will do where none of these is there."""

NAMES = {
    "amount_wan": "金额", "households": "户数", "household_times": "户次", "persons": "人数", "person_times": "人次",
    "count": "数量", "rate": "比率", "area": "面积", "length": "长度", "weight": "重量", "duration": "时长", "other": "数值",
}  # fmt: skip


class NoChineseFont(ReportparseError):
    """No font at hand has Chinese characters."""


def draw(panel: Panel, path: Path) -> int:
    """Draw a panel; how many rows had no room in the picture."""
    library = needed("matplotlib.figure", "plot", "a picture")
    matplotlib = needed("matplotlib", "plot", "a picture")
    if not panel.cells:
        raise ReportparseError(f"{path}: there is nothing to draw, for the table is empty; try another --measure")
    settings = {
        "font.family": [chinese_font()],
        "axes.unicode_minus": False,
        "svg.hashsalt": "reportparse",  # the same panel is the same bytes
        "svg.fonttype": "path",
    }
    lines = panel.lines
    shown = dict(sorted(lines.items(), key=lambda item: -len(item[1]))[:MOST_LINES])
    with matplotlib.rc_context(settings):
        figure = library.Figure(figsize=(10, 5.6), layout="constrained")
        _axes(figure.add_subplot(), {line: lines[line] for line in lines if line in shown}, panel)
        undated = {"Date": None} if path.suffix.lower() == ".svg" else {}
        with becoming(path) as partial:
            figure.savefig(partial, format=path.suffix[1:].lower(), dpi=160, metadata=undated)
    return len(lines) - len(shown)


def _axes(axes: Any, lines: Mapping[Line, Mapping[int, Cell]], panel: Panel) -> None:
    regions = {line.region for line in lines}
    units = sorted({line.unit for line in lines})
    for line, cells in lines.items():
        label = " ".join(filter(None, (line.region if len(regions) > 1 else "", line.program, line.subject)))
        if len(units) > 1:
            label += f"({line.unit})"
        # A year without a value breaks the line: nothing is known of it.
        values = [float(cells[year].value) if year in cells else float("nan") for year in panel.years]
        axes.plot(panel.years, values, marker="o", markersize=4, linewidth=1.4, label=label)
    _rings(axes, [cell for cells in lines.values() for cell in cells.values()])
    unit = f"({units[0]})" if len(units) == 1 and units[0] else ""
    known = [float(c.value) for cells in lines.values() for c in cells.values()]
    if min(known) > 0 and max(known) > WIDE_SPAN * min(known):
        axes.set_yscale("log")
        unit += " 对数刻度"
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:,.10g}")
    axes.set_xticks(panel.years[:: len(panel.years) // MOST_TICKS + 1])
    axes.set_xlabel("年份")
    axes.set_ylabel(f"{NAMES[panel.measure]}{unit}")
    axes.set_title(" ".join(filter(None, [*(regions if len(regions) == 1 else ()), NAMES[panel.measure], "逐年"])))
    axes.grid(True, alpha=0.3)
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(loc="center left", bbox_to_anchor=(1.01, 0.5), frameon=False, fontsize=9)


def _rings(axes: Any, cells: list[Cell]) -> None:
    """Findings in red; values that do not stand for a whole year hollow."""
    hollow = [c for c in cells if c.covers in ("part_year", "mid_year")]
    if hollow:
        spots = [(c.year, float(c.value)) for c in hollow]
        axes.scatter(*zip(*spots, strict=True), s=18, facecolors="white", edgecolors="grey", zorder=3, label="不足全年")
    found = [(c.year, float(c.value)) for c in cells if c.findings]
    if found:
        axes.scatter(
            *zip(*found, strict=True), s=110, facecolors="none", edgecolors="#C00000", linewidths=1.6, zorder=4,
            label="核对有矛盾",
        )  # fmt: skip


def chinese_font() -> str:
    """The name of a font that has Chinese characters."""
    fonts = needed("matplotlib.font_manager", "plot", "a picture").fontManager.ttflist
    names = {font.name for font in fonts}
    for name in FONTS:
        if name in names:
            return name
    loader = needed("matplotlib.ft2font", "plot", "a picture")
    for font in sorted(fonts, key=lambda f: (f.name, f.fname)):
        try:
            if loader.FT2Font(font.fname).get_char_index(ord("年")):
                return str(font.name)
        except (OSError, RuntimeError):
            continue
    raise NoChineseFont(
        "no font with Chinese characters is installed, and without one every label would be empty boxes; "
        "install one (Debian, Ubuntu: apt install fonts-noto-cjk) and draw again"
    )
