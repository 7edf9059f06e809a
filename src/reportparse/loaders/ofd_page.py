"""One page of an OFD file: the characters of its text objects with their boxes, and its ruling lines."""

from __future__ import annotations

import unicodedata
from array import array
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lxml import etree  # type: ignore[import-untyped]  # ships no types

from reportparse.loaders.odt_package import attribute, local
from reportparse.loaders.ofd_geometry import IDENTITY, POINTS, Matrix, deltas, number, placed, through
from reportparse.loaders.ofd_paths import strokes_of
from reportparse.loaders.pdf_chars import MAX_CHARACTERS, Sheet, Stroke, radicals, typical_size
from reportparse.loaders.pdf_lines import Stretch, stretches
from reportparse.loaders.pdf_shown import outside
from reportparse.loaders.pdf_strokes import laid
from reportparse.loaders.pdf_turn import as_laid_out, runs_down

# Objects within objects: blocks, and graphics put together from others, which a forged file lets hold themselves.
MAX_DEPTH = 12
# Text and path objects of one page; the densest drawings have some 50,000.
MAX_OBJECTS = 100_000
# Ruling lines of one page; more are a drawing.
MAX_STROKES = 5_000
# How far a letter reaches above and below the line it stands on, in parts of its size.
ABOVE, BELOW = 0.86, 0.14
# Letters at least as heavy as this are bold.
_BOLD = 600
_SIZE = 3.0


class Font(NamedTuple):
    """A font by its name, and whether it is bold."""

    name: str = ""
    bold: bool = False


class Resources(NamedTuple):
    """What pages of a document share: fonts and put-together graphics by their numbers."""

    fonts: dict[str, Font]
    graphics: dict[str, etree._Element]


class TooMuch(Exception):
    """A page with more on it than any page has."""


class PageReader:
    """Collects what stands on one page."""

    def __init__(self, width: float, height: float, resources: Resources) -> None:
        self.width, self.height, self.resources = width, height, resources
        self.text: list[str] = []
        self.edges = (array("f"), array("f"), array("f"), array("f"))
        self.strokes: list[Stroke] = []
        self.fonts: list[tuple[int, Font]] = []
        self.length = 0
        self.objects = 0
        self.pictures = 0
        self.outside: list[str] = []
        """What lies beyond the edges of the page."""

    def read(self, layers: Iterable[etree._Element], outer: Matrix = IDENTITY, depth: int = 0) -> None:
        """All objects in some layers or blocks."""
        for item in layers:
            if attribute(item, "Visible") in ("false", "0"):
                continue
            kind = local(item)
            self.objects += 1
            if self.objects > MAX_OBJECTS:
                raise TooMuch(f"more than {MAX_OBJECTS:,} objects")
            if kind == "TextObject":
                self._text_object(item, outer)
            elif kind == "PathObject":
                if len(self.strokes) < MAX_STROKES:
                    self.strokes += strokes_of(item, outer)
            elif kind == "ImageObject":
                self.pictures += 1
            elif depth < MAX_DEPTH and kind in ("Layer", "PageBlock"):
                self.read(item, outer, depth + 1)
            elif depth < MAX_DEPTH and kind == "CompositeObject":
                graphic = self.resources.graphics.get(attribute(item, "ResourceID") or "")
                if graphic is not None:
                    inner = placed(attribute(item, "Boundary"), attribute(item, "CTM"), outer)
                    self.read(graphic, inner, depth + 1)

    def sheet(self) -> tuple[Sheet, list[Stretch]]:
        """The page as the layout takes it."""
        text = radicals("".join(self.text))
        turn = 270 if runs_down(text, self.edges) else 0
        edges = as_laid_out(self.edges, turn, self.width, self.height)
        sheet = Sheet(self.width, self.height, text, *edges, 10.0, turn=turn)
        sheet.strokes, sheet.size = laid(self.strokes, sheet), typical_size(sheet)
        found = stretches(sheet)
        beyond = {id(stretch) for stretch in outside(found, sheet)}
        self.outside = [text[stretch.start : stretch.end] for stretch in found if id(stretch) in beyond]
        found = [stretch for stretch in found if id(stretch) not in beyond]
        fonts = dict(_spread(self.fonts, sorted({stretch.start for stretch in found})))
        for stretch in found:
            stretch.font, stretch.bold = fonts.get(stretch.start, Font())
        return sheet, found

    def _text_object(self, item: etree._Element, outer: Matrix) -> None:
        size = number(attribute(item, "Size") or "") or _SIZE
        scale = number(attribute(item, "HScale") or "") or 1.0
        weight = number(attribute(item, "Weight") or "") or 0.0
        font = self.resources.fonts.get(attribute(item, "Font") or "", Font())
        inner = placed(attribute(item, "Boundary"), attribute(item, "CTM"), outer)
        self.fonts.append((self.length, font._replace(bold=font.bold or weight >= _BOLD)))
        x = y = 0.0
        for code in item:
            if local(code) != "TextCode":
                continue
            x, y = _place(code, "X", x), _place(code, "Y", y)
            self._line(code, x, y, size, scale, inner)

    def _line(self, code: etree._Element, x: float, y: float, size: float, scale: float, inner: Matrix) -> None:
        """The characters of one piece of text, then a line end without width, as the layout takes it."""
        text = (code.text or "").strip("\r\n")
        if self.length + len(text) > MAX_CHARACTERS:
            raise TooMuch(f"more than {MAX_CHARACTERS:,} characters")
        across = deltas(attribute(code, "DeltaX"), len(text))
        down = deltas(attribute(code, "DeltaY"), len(text))
        box = (0.0, 0.0, 0.0, 0.0)
        for index, sign in enumerate(text):
            width = natural_width(sign) * size * scale
            step = across[index] if index < len(across) else 0.0 if index < len(down) else width
            shown = min(width, step) if step > 0.2 * width else width
            box = _box(inner, x, y, shown, size)
            self._add(_plain(sign), box)
            x, y = x + step, y + (down[index] if index < len(down) else 0.0)
        self._add("\n", (box[2], box[1], box[2], box[3]))

    def _add(self, sign: str, box: tuple[float, float, float, float]) -> None:
        self.text.append(sign)
        self.length += 1
        for edge, value in zip(self.edges, box, strict=True):
            edge.append(value)


def natural_width(sign: str) -> float:
    """How wide a letter is in parts of its size: Chinese ones are square, others half as wide."""
    return 1.0 if unicodedata.east_asian_width(sign) in "WFA" else 0.5


def _place(code: etree._Element, name: str, before: float) -> float:
    """Where a piece of text begins; where it does not say, as the one before."""
    value = number(attribute(code, name) or "")
    return before if value is None else value


def _plain(sign: str) -> str:
    """Line ends inside a piece of text are blanks; half a surrogate pair cannot come from XML."""
    return " " if sign in "\r\n\t" else sign


def _box(inner: Matrix, x: float, y: float, width: float, size: float) -> tuple[float, float, float, float]:
    """The box around a letter on the page, in points."""
    corners = [
        through(inner, *corner)
        for corner in (
            (x, y - ABOVE * size),
            (x + width, y - ABOVE * size),
            (x, y + BELOW * size),
            (x + width, y + BELOW * size),
        )
    ]
    xs, ys = [corner[0] for corner in corners], [corner[1] for corner in corners]
    return min(xs) * POINTS, min(ys) * POINTS, max(xs) * POINTS, max(ys) * POINTS


def _spread(fonts: list[tuple[int, Font]], places: list[int]) -> Iterator[tuple[int, Font]]:
    """The font at each place: the last one that was set before it."""
    at = -1
    for place in places:
        while at + 1 < len(fonts) and fonts[at + 1][0] <= place:
            at += 1
        yield place, fonts[at][1] if at >= 0 else Font()


def resources_of(roots: Iterable[etree._Element | None]) -> Resources:
    """The fonts and graphics of some resource files."""
    fonts: dict[str, Font] = {}
    graphics: dict[str, etree._Element] = {}
    for root in roots:
        if root is None:
            continue
        for element in root.iter("{*}Font"):
            name = attribute(element, "FontName") or ""
            bold = attribute(element, "Bold") == "true" or "bold" in name.lower() or "黑" in name
            fonts[attribute(element, "ID") or ""] = Font(name, bold)
        for element in root.iter("{*}CompositeGraphicUnit", "{*}VectorG"):
            content = element.find("{*}Content")
            graphics[attribute(element, "ID") or ""] = content if content is not None else element
    return Resources(fonts, graphics)
