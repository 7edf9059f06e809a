"""Two small scans for the tests: a page of text and a page with a ruled table, askew and noisy.

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


def scanned(page: Image.Image, degrees: float, seed: int) -> Image.Image:
    """A page as a scanner gives it: turned, soft, noisy; few greys, so that the file stays small."""
    page = page.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255).filter(ImageFilter.GaussianBlur(0.7))
    noise = np.random.default_rng(seed).normal(0, 6, (page.height, page.width))
    grey = np.asarray(page, dtype=np.float64) * 0.93 + 6 + noise
    return Image.fromarray((np.clip(grey, 0, 255) // 24 * 24).astype(np.uint8))


def main() -> None:
    """Both scans."""
    BED.mkdir(exist_ok=True)
    for name, page, degrees, seed in (("notice", notice(), 0.7, 1), ("table", table(), -0.7, 2)):
        scanned(page, degrees, seed).save(BED / f"{name}.png", optimize=True, dpi=(DPI, DPI))


if __name__ == "__main__":
    main()
