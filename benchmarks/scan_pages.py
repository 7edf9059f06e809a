"""Invented report pages as pictures, with the figures printed on them: fonts of the machine, spoiled as scans are."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

_FONTS = Path("/usr/share/fonts")
_SERIF = ("opentype/noto/NotoSerifCJK-Regular.ttc", 2)
STYLES: dict[str, tuple[tuple[str, int], tuple[str, int] | None]] = {
    # Reports are mostly set in a Chinese font with the digits of a Western one.
    "mixed": (_SERIF, ("truetype/liberation2/LiberationSerif-Regular.ttf", 0)),
    "serif": (_SERIF, None),
    "sans": (("opentype/noto/NotoSansCJK-Regular.ttc", 2), None),
    "wqy": (("truetype/wqy/wqy-zenhei.ttc", 0), None),
    "droid": (("truetype/droid/DroidSansFallbackFull.ttf", 0), ("truetype/liberation2/LiberationSans-Regular.ttf", 0)),
}
"""For Chinese letters and, where it is another one, for digits and Latin letters: file and number of the font in it."""

LINES = 14
_INDENT, _TOP, _PITCH = 60.0, 40.0, 27.0
_WIDTH = 595.0


class Page(NamedTuple):
    """A page as a PNG, what is printed on it, and where the figures stand in that text."""

    data: bytes
    text: str
    figures: tuple[tuple[int, int, str], ...]
    style: str
    dpi: int
    spoil: str


Maker = Callable[[random.Random], str]


def _grouped(r: random.Random) -> str:
    return f"{r.randint(1_000, 99_999):,}"


_FIGURES: dict[str, tuple[Maker, Sequence[str]]] = {
    "plain": (lambda r: f"{r.randint(10, 99_999)}", ("低保对象{}人", "救助{}人次", "困难家庭{}户")),
    "one digit": (lambda r: f"{r.randint(0, 9)}", ("敬老院{}所", "新建{}个站点", "上访{}件")),
    "thousands": (_grouped, ("城乡低保{}人", "特困供养{}户", "临时救助{}人次", "发放物资{}件")),
    "thousands, money": (_grouped, ("累计支出{}万元", "筹集善款{}元")),
    "millions": (lambda r: f"{r.randint(1_000_000, 9_999_999):,}", ("累计发放{}元", "服务群众{}人次")),
    "decimal": (lambda r: f"{r.randint(1, 9999)}.{r.randint(1, 99)}", ("投入资金{}万元", "占地{}亩")),
    "three places": (lambda r: f"{r.randint(1, 99)}.{r.randint(100, 999)}", ("争取资金{}万元", "福彩销量{}亿元")),
    "percent": (lambda r: f"{r.randint(0, 99)}.{r.randint(1, 9)}%", ("同比增长{}", "覆盖率达{}", "入住率为{}")),
    "per mille": (lambda r: f"{r.randint(0, 19)}.{r.randint(1, 99)}‰", ("人口自然增长率{}", "结婚率为{}")),
    "year": (lambda r: f"{r.randint(2008, 2025)}年", ("{}以来", "较{}有所提高")),
    "Chinese year": (lambda r: "二〇" + r.choice("〇一二") + r.choice("〇一二三五八九") + "年", ("{}以前",)),
    "range": (lambda r: f"{r.randint(3, 30)}{r.choice('-～—')}{r.randint(31, 90)}岁", ("帮扶{}老人", "对{}人员登记")),
    "full width": (
        lambda r: f"{r.randint(10, 9999)}".translate({48 + i: 0xFF10 + i for i in range(10)}),
        ("孤儿{}名", "残疾人{}人"),
    ),
}


def pages(numbers: Sequence[int], styles: Sequence[str], dpis: Sequence[int], spoils: Sequence[str]) -> Iterator[Page]:
    """The pages of these numbers in each style, at each resolution, spoiled in each way; the same ones every time."""
    for style in styles:
        for number in numbers:
            for dpi in dpis:
                for spoil in spoils:
                    yield _page(f"{style} {number}", style, dpi, spoil)


def _page(seed: str, style: str, dpi: int, spoil: str) -> Page:
    # The same words on every spoiling, so that the columns of a table differ by that alone.
    chance = random.Random(seed)
    points = chance.choice((12, 14, 15, 16))
    lines, figures, length = [], [], 0
    for _ in range(LINES):
        line = ""
        while len(line) < 34 - points:
            kind = chance.choice(list(_FIGURES))
            make, sentences = _FIGURES[kind]
            figure, before = make(chance), chance.choice(sentences)
            head, _, tail = before.partition("{}")
            at = length + len(line) + len(head)
            figures.append((at, at + len(figure), kind))
            line += head + figure + tail + "，"
        lines.append(line[:-1] + "。")
        length += len(lines[-1])
    picture = _SPOIL[spoil](_drawn(lines, style, points, dpi), dpi, np.random.default_rng(chance.randrange(2**32)))
    out = io.BytesIO()
    picture.save(out, "PNG", dpi=(dpi, dpi))
    return Page(out.getvalue(), "".join(lines), tuple(figures), style, dpi, spoil)


def _drawn(lines: Sequence[str], style: str, points: float, dpi: int) -> Image.Image:
    scale = dpi / 72
    chinese, latin = (
        font and ImageFont.truetype(str(_FONTS / font[0]), round(points * scale), index=font[1])
        for font in STYLES[style]
    )
    assert chinese is not None
    spare = ImageFont.truetype(str(_FONTS / _SERIF[0]), round(points * scale), index=_SERIF[1])
    boxes = _shape(chinese, "\ufdd0")
    page = Image.new("L", (round(_WIDTH * scale), round((2 * _TOP + LINES * _PITCH) * scale)), 255)
    draw = ImageDraw.Draw(page)
    for row, line in enumerate(lines):
        x, y = _INDENT * scale, (_TOP + row * _PITCH + points) * scale
        for sign in line:
            own = latin if latin and (sign.isascii() or sign == "‰") else chinese
            if _shape(own, sign) == boxes:
                own = spare
            draw.text((x, y), sign, font=own, fill=20, anchor="ls")
            x += own.getlength(sign)
    return page


def _shape(font: ImageFont.FreeTypeFont, sign: str) -> bytes:
    """What a font draws for a sign; signs that it does not know look alike."""
    return bytes(font.getmask(sign))


def _turned(page: Image.Image, chance: np.random.Generator) -> Image.Image:
    return page.rotate(float(chance.uniform(-1.2, 1.2)), Image.Resampling.BICUBIC, fillcolor=255)


def _noisy(page: Image.Image, strength: float, fade: float, chance: np.random.Generator) -> Image.Image:
    grey = np.asarray(page, dtype=np.float64) * fade + 250 * (1 - fade)
    return Image.fromarray(np.clip(grey + chance.normal(0, strength, grey.shape), 0, 255).astype(np.uint8))


def _clean(page: Image.Image, dpi: int, chance: np.random.Generator) -> Image.Image:
    return page


def _scan(page: Image.Image, dpi: int, chance: np.random.Generator) -> Image.Image:
    soft = _turned(page, chance).filter(ImageFilter.GaussianBlur(0.0035 * dpi))
    return _noisy(soft, 6, 0.95, chance)


def _rough(page: Image.Image, dpi: int, chance: np.random.Generator) -> Image.Image:
    soft = _turned(page, chance).filter(ImageFilter.GaussianBlur(0.009 * dpi))
    return _noisy(soft, 22, 0.7, chance)


def _jpeg(page: Image.Image, dpi: int, chance: np.random.Generator) -> Image.Image:
    out = io.BytesIO()
    _scan(page, dpi, chance).save(out, "JPEG", quality=12)
    return Image.open(io.BytesIO(out.getvalue())).convert("L")


def _copy(page: Image.Image, dpi: int, chance: np.random.Generator) -> Image.Image:
    """A photocopy of a photocopy: black and white, letters thin and ragged, specks."""
    soft = _turned(page, chance).filter(ImageFilter.GaussianBlur(0.004 * dpi))
    ragged = _noisy(soft, 40, 0.95, chance).filter(ImageFilter.GaussianBlur(0.8))
    bitten = np.asarray(ragged) > 150
    specks = chance.random(bitten.shape) < 0.0006
    return Image.fromarray(np.where(bitten & ~specks, 255, 0).astype(np.uint8))


_SPOIL = {"clean": _clean, "scan": _scan, "jpeg": _jpeg, "rough": _rough, "copy": _copy}
SPOILS = tuple(_SPOIL)
