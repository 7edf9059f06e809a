"""Small scans for the tests: a page of text, one with a ruled table, one in two columns, one of figures; askew and noisy.

    python tests/bed/make_scans.py

Writes tests/bed/scans/*.png with any font of the machine that knows Chinese (needed for this script only).
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

BED = Path(__file__).resolve().parent / "scans"
FONTS = (
    "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc",
    "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
)
DPI = 150

NOTICE = (
    "青禾县民政局2022年工作总结",
    "一、社会救助",
    "全年发放城市低保金1286.45万元，保障2,318户、",
    "3907人；农村低保对象8810人，同比下降3.2%。",
    "二、养老服务",
    "新增养老床位160张，入住率58.3%。",
)
TABLE = (
    ("项目", "2021年", "2022年", "单位"),
    ("城市低保", "2,406", "2,318", "户"),
    ("特困供养", "303", "298", "人"),
    ("临时救助", "86.5", "91.25", "万元"),
)
FIGURES = (
    "人口自然增长率为3.05‰，同比下降4.2%。",
    "结婚率12.4‰，离婚率2.8‰，入住率95.6%。",
    "城乡低保对象12,345人，支出1,286.75万元。",
    "帮扶19—63岁失能人员808人，累计发放3,127,405元。",
)
COLUMNS = (
    (
        "一、社会救助",
        "　　全年保障城市低",
        "保对象2,318户、",
        "3,907人，发放低保",
        "金1286.45万元，临",
        "时救助512人次。",
    ),
    ("二、养老服务", "　　新增养老床位160", "张，入住率58.3%，", "发放高龄津贴215.6", "万元，惠及老人", "4,820名。"),
)


def font(points: float) -> ImageFont.FreeTypeFont:
    """A font that knows Chinese, in points at the resolution of the scans."""
    path = next(path for path in FONTS if Path(path).exists())
    return ImageFont.truetype(path, round(points * DPI / 72))


def notice() -> Image.Image:
    """Half a page of text."""
    page = Image.new("L", (1000, 520), 255)
    draw = ImageDraw.Draw(page)
    for row, text in enumerate(NOTICE):
        size = 20 if row == 0 else 16
        indent = 240 if row == 0 else 80 if row == 3 else 146
        draw.text((indent, 40 + row * 66), text, font=font(size), fill=25)
    return page


def table() -> Image.Image:
    """A title and a ruled table."""
    page = Image.new("L", (1000, 460), 255)
    draw = ImageDraw.Draw(page)
    draw.text((300, 30), "社会救助情况表", font=font(18), fill=25)
    top, pitch, width = 110, 70, 210
    for row in range(len(TABLE) + 1):
        draw.line((80, top + row * pitch, 80 + 4 * width, top + row * pitch), fill=20, width=2)
    for column in range(5):
        draw.line((80 + column * width, top, 80 + column * width, top + len(TABLE) * pitch), fill=20, width=2)
    for row, cells in enumerate(TABLE):
        for column, text in enumerate(cells):
            draw.text((100 + column * width, top + 16 + row * pitch), text, font=font(15), fill=25)
    return page


def figures() -> Image.Image:
    """Figures that recognition is known to confuse."""
    page = Image.new("L", (1000, 360), 255)
    for row, text in enumerate(FIGURES):
        ImageDraw.Draw(page).text((70, 50 + row * 66), text, font=font(15), fill=25)
    return page


def columns() -> Image.Image:
    """A page in two columns."""
    page = Image.new("L", (1000, 560), 255)
    for side, lines in enumerate(COLUMNS):
        for row, text in enumerate(lines):
            draw_at = (60 + side * 500, 50 + row * 66)
            ImageDraw.Draw(page).text(draw_at, text, font=font(17 if row == 0 else 15), fill=25)
    return page


def scanned(page: Image.Image, degrees: float, seed: int) -> Image.Image:
    """A page as a scanner gives it: turned, soft, noisy; few greys, so that the file stays small."""
    page = page.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255).filter(ImageFilter.GaussianBlur(0.7))
    noise = np.random.default_rng(seed).normal(0, 6, (page.height, page.width))
    grey = np.asarray(page, dtype=np.float64) * 0.93 + 6 + noise
    return Image.fromarray((np.clip(grey, 0, 255) // 24 * 24).astype(np.uint8))


def main() -> None:
    """All scans."""
    BED.mkdir(exist_ok=True)
    made = (("notice", notice(), 0.7, 1), ("table", table(), -0.7, 2), ("figures", figures(), 0.4, 3))
    for name, page, degrees, seed in (*made, ("columns", columns(), -0.5, 4)):
        scanned(page, degrees, seed).save(BED / f"{name}.png", optimize=True, dpi=(DPI, DPI))


if __name__ == "__main__":
    main()
