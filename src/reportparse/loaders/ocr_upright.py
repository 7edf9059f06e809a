"""The picture of a page made ready: grey, of a good size, its lines level and the right way up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from reportparse.loaders.ocr_engine import Engine, Pixels, Quad
from reportparse.loaders.ocr_level import Levelled, paper, skew, then, turned

if TYPE_CHECKING:
    from PIL import Image

# The long side of the picture that lines are looked for in, in pixels: letters of body text are then some 15 pixels
# high. They are read from the picture as given.
DETECTION_SIDE = 1280
# A page of text is read no better beyond this long side (300 dpi on A4); photographs come far larger.
LARGEST_SIDE = 3600
# A picture smaller than this is enlarged: letters of few pixels are found and read better so.
SMALLEST_SIDE = 640
MOST_ENLARGED = 2.0
# A strip is at least as high as this when lines are looked for, in pixels.
LEAST_SIDE = 160
# A line has at most so many letters; what is longer by its height is a rule or an attack, and costs memory to read.
LONGEST_LINE = 200
# Pages whose longest lines are read with less than this are tried upside down.
DOUBTFUL = 0.8
SAMPLE_LINES = 4


def upright(reader: Engine, image: Image.Image) -> tuple[Levelled, list[Quad]]:
    """The page with its lines level and the right way up, and the corners of its lines."""
    given = plain(image)
    sheet = _turn_on(given, skew(given.image))
    found = _find(reader, sheet.image)
    if _lying(found):
        # Lines run up or down the sheet: turn it, and level it again, for skew was measured across them.
        sheet = _turn_on(given, 90)
        sheet = _turn_on(sheet, skew(sheet.image))
        found = _find(reader, sheet.image)
    longest = sorted(found, key=_length, reverse=True)[:SAMPLE_LINES]
    if longest and (sure := _sureness(reader, sheet.image, longest)) < DOUBTFUL:
        over = _turn_on(sheet, 180)
        turned_lines = [_half_turn(quad, sheet.image.size) for quad in longest]
        if _sureness(reader, over.image, turned_lines) > sure:
            return over, [_half_turn(quad, sheet.image.size) for quad in found]
    return sheet, found


def plain(image: Image.Image) -> Levelled:
    """The picture in grey on white, its size within what is read well."""
    from PIL import Image as Pillow

    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        paper = Pillow.new("RGBA", image.size, "white")
        paper.alpha_composite(image)
        image = paper
    grey = _eight_bits(image)
    long_side = max(grey.size)
    factor = min(1.0, LARGEST_SIDE / long_side) if long_side >= SMALLEST_SIDE else min(4.0, SMALLEST_SIDE / long_side)
    if factor != 1.0:
        size = (max(1, round(grey.width * factor)), max(1, round(grey.height * factor)))
        way = Pillow.Resampling.BOX if factor < 0.5 else Pillow.Resampling.BICUBIC
        grey = grey.resize(size, way)
    back = np.array([[image.width / grey.width, 0, 0], [0, image.height / grey.height, 0]])
    return Levelled(grey, back)


def _eight_bits(image: Image.Image) -> Image.Image:
    from PIL import Image as Pillow

    if not image.mode.startswith(("I", "F")):
        return image.convert("L")
    # 16 bits and floats: from the darkest to the brightest, since what counts as white is not said.
    pixels = np.nan_to_num(np.asarray(image, dtype=np.float64), posinf=0, neginf=0)
    low, high = float(pixels.min()), float(pixels.max())
    return Pillow.fromarray(((pixels - low) * (255.0 / ((high - low) or 1.0))).astype(np.uint8))


def _turn_on(sheet: Levelled, degrees: float) -> Levelled:
    if not degrees:
        return sheet
    result = turned(sheet.image, degrees)
    return Levelled(result.image, then(result.back, sheet.back))


def _find(reader: Engine, grey: Image.Image) -> list[Quad]:
    from PIL import Image as Pillow

    factor = min(DETECTION_SIDE / max(grey.size), MOST_ENLARGED)
    size = (max(1, round(grey.width * factor)), max(1, round(grey.height * factor)))
    small = grey.resize(size, Pillow.Resampling.BICUBIC) if factor != 1 else grey
    # The network halves a picture several times and needs paper around the letters of a narrow strip.
    margin = max(0, LEAST_SIDE - min(size)) // 2
    if margin:
        sheet = Pillow.new("L", (size[0] + 2 * margin, size[1] + 2 * margin), paper(grey))
        sheet.paste(small, (margin, margin))
        small = sheet
    back = np.array([grey.width / size[0], grey.height / size[1]])
    found = [(quad - margin) * back for quad in reader.find_lines(colour(np.asarray(small)))]
    return [quad for quad in found if _length(quad) <= LONGEST_LINE * max(float(np.ptp(quad[:, 1])), 1.0)]


def colour(grey: npt.NDArray[np.uint8]) -> Pixels:
    return np.repeat(grey[:, :, np.newaxis], 3, axis=2)


def _length(quad: Quad) -> float:
    return float(np.linalg.norm(quad[1] - quad[0]))


def _lying(found: list[Quad]) -> bool:
    """Whether most lines are far higher than wide."""
    tall = sum(float(np.ptp(q[:, 1])) for q in found if np.ptp(q[:, 1]) > 1.5 * np.ptp(q[:, 0]))
    wide = sum(float(np.ptp(q[:, 0])) for q in found if np.ptp(q[:, 0]) > 1.5 * np.ptp(q[:, 1]))
    return tall > wide


def _half_turn(quad: Quad, size: tuple[int, int]) -> Quad:
    return (np.array(size) - quad)[[2, 3, 0, 1]]


def _sureness(reader: Engine, grey: Image.Image, quads: list[Quad]) -> float:
    read = [reader.read_line(colour(cut(grey, quad))) for quad in quads]
    return float(np.mean([s for line in read for s in line.sureness] or [0.0]))


def cut(grey: Image.Image, quad: Quad) -> npt.NDArray[np.uint8]:
    """The picture of one line; lines are level here, so their upright boxes hold them."""
    x0, y0 = np.floor(quad.min(axis=0)).astype(int)
    x1, y1 = np.ceil(quad.max(axis=0)).astype(int)
    return np.asarray(grey.crop((max(x0, 0), max(y0, 0), min(x1, grey.width), min(y1, grey.height))))
