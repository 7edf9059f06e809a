"""Whether a statistic's place on the page is right: figures cut from the page by their boxes, the values beside them.

    python benchmarks/crops.py FILE... [--count 10] [--font FONT]

Each FILE is a PDF, with letters or scanned, or a picture. Statistics are taken at even distances over the whole document.
Every row of the picture shows the place of the page, the box in red, and what was read there: value and unit, the text as
it stands, page. Pictures go to benchmarks/results/crops-NAME.png, to be looked at by a person.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, ImageSequence

from reportparse.api import read
from reportparse.model.document import Page
from reportparse.model.report import Report, Statistic
from reportparse.toolkit import Toolkit

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "results"
DPI = 200
MARGIN = 8.0
"""Points around the box that are shown too."""
WIDEST = 900
"""Pixels: a figure over a line's end has a box of two whole lines, which is shown smaller."""
FONTS = ("NotoSansCJK-Regular.ttc", "NotoSerifCJK-Regular.ttc", "wqy-microhei.ttc", "simsun.ttc", "PingFang.ttc")
"""Fonts with Chinese letters that systems have."""


def pictures_of(path: Path, pages: Sequence[Page]) -> list[Image.Image]:
    """The pages as pictures."""
    data = path.read_bytes()
    if data.startswith(b"%PDF"):
        import pypdfium2

        document = pypdfium2.PdfDocument(data)
        return [document[page.number - 1].render(scale=DPI / 72).to_pil().convert("RGB") for page in pages]
    return [frame.convert("RGB") for frame in ImageSequence.Iterator(Image.open(io.BytesIO(data)))]


def chosen(report: Report, count: int) -> list[Statistic]:
    """Statistics at even distances, of those that have a box."""
    boxed = [s for s in report.statistics if s.evidence.bbox is not None and s.evidence.page is not None]
    step = max(1.0, len(boxed) / count)
    return [boxed[int(i * step)] for i in range(min(count, len(boxed)))]


def crop(picture: Image.Image, page: Page, box: tuple[float, float, float, float]) -> Image.Image:
    """The place of a box with a margin, the box itself in red."""
    scale = picture.width / page.width
    x0, y0, x1, y1 = (scale * edge for edge in box)
    margin = scale * MARGIN
    marked = picture.copy()
    ImageDraw.Draw(marked).rectangle((x0 - 1, y0 - 1, x1 + 1, y1 + 1), outline=(220, 0, 0), width=2)
    cut = marked.crop((int(x0 - margin), int(y0 - margin), int(x1 + margin), int(y1 + margin)))
    if cut.width > WIDEST:
        cut = cut.resize((WIDEST, max(1, cut.height * WIDEST // cut.width)))
    return cut


def told(statistic: Statistic) -> str:
    """What was read there."""
    text = statistic.evidence.text.replace("\n", "⏎")
    return f"{statistic.value} {statistic.unit}   «{text}»   p. {statistic.evidence.page}"


def font_of(name: str | None) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """A font with Chinese letters, or the one Pillow brings."""
    for candidate in (name,) if name else FONTS:
        try:
            return ImageFont.truetype(candidate, 28)
        except OSError:
            continue
    return ImageFont.load_default(28)


def sheet(rows: Sequence[tuple[Image.Image, str]], font: ImageFont.FreeTypeFont | ImageFont.ImageFont) -> Image.Image:
    """All crops under each other, with their words."""
    gap, left = 12, max(cut.width for cut, _ in rows) + 30
    right = max(int(font.getlength(words)) for _, words in rows) + 30
    heights = [max(cut.height, 40) + gap for cut, _ in rows]
    whole = Image.new("RGB", (left + right, sum(heights) + gap), (255, 255, 255))
    draw, y = ImageDraw.Draw(whole), gap
    for (cut, words), height in zip(rows, heights, strict=True):
        whole.paste(cut, (10, y))
        draw.text((left, y + height // 2 - 24), words, fill=(0, 0, 0), font=font)
        y += height
    return whole


def crops_of(path: Path, count: int, tools: Toolkit) -> Iterator[tuple[Image.Image, str]]:
    """Each chosen figure as it stands on the page, and what was read there."""
    document = tools.door.load(path)
    pages = list({page.number: page for page in document.contents.pages}.values())  # one with notes comes twice
    if not pages or document.contents.boxes is None:
        raise SystemExit(f"{path}: this format has no pages and boxes")
    pictures = pictures_of(path, pages)
    by_number = {page.number: (page, picture) for page, picture in zip(pages, pictures, strict=True)}
    for statistic in chosen(read(document, tools), count):
        page, picture = by_number[statistic.evidence.page or 0]
        assert statistic.evidence.bbox is not None
        yield crop(picture, page, statistic.evidence.bbox), told(statistic)


def main() -> int:
    """Cut, paste, write; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--count", type=int, default=10)
    parser.add_argument("--font", help="a font file with Chinese letters")
    args = parser.parse_args()
    tools, font, empty = Toolkit.default(), font_of(args.font), 0
    RESULTS.mkdir(parents=True, exist_ok=True)
    for path in args.files:
        rows = list(crops_of(path, args.count, tools))
        if not rows:
            print(f"{path}: no statistic has a box")
            empty += 1
            continue
        out = RESULTS / f"crops-{path.stem}{path.suffix.replace('.', '-')}.png"
        sheet(rows, font).save(out, optimize=True)
        print(out, *(words for _, words in rows), sep="\n    ")
    return 1 if empty else 0


if __name__ == "__main__":
    sys.exit(main())
