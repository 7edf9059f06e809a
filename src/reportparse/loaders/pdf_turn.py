"""How a PDF page is turned: by its own word, and by the way its letters run."""

from __future__ import annotations

from array import array
from typing import Any, TypeAlias

from reportparse.loaders.pdf_calls import address, char_angle

# Letters lean by up to 20 degrees (a made italic) and still run straight on; watermarks run slantwise.
LEAN = 25.0
# So many letters are looked at for whether they run down; so many pairs of neighbours must, and this share of them.
FIRST_LOOK, SAMPLE, LEAST_PAIRS, MOST = 16, 96, 20, 0.7
CHINESE = "\u2e80"

Edges: TypeAlias = "tuple[array[float], array[float], array[float], array[float]]"
"""Left, upper, right and lower edges, one a character."""


def from_top_left(page: Any, flat: array[float]) -> Edges:
    """Edges from the top left of the page as shown: pdfium counts from the bottom left, before the page is rotated."""
    left, top, right, bottom = flat[0::4], flat[1::4], flat[2::4], flat[3::4]
    low_x, low_y, high_x, high_y = page.get_bbox()
    rotation = page.get_rotation()
    if rotation == 90:
        return _beyond(low_y, bottom), _beyond(low_x, left), _beyond(low_y, top), _beyond(low_x, right)
    if rotation == 180:
        return _before(high_x, right), _beyond(low_y, bottom), _before(high_x, left), _beyond(low_y, top)
    if rotation == 270:
        return _before(high_y, top), _before(high_x, right), _before(high_y, bottom), _before(high_x, left)
    return _beyond(low_x, left), _before(high_y, top), _beyond(low_x, right), _before(high_y, bottom)


def _beyond(base: float, values: array[float]) -> array[float]:
    return array("f", [value - base for value in values]) if base else values


def _before(base: float, values: array[float]) -> array[float]:
    return array("f", [base - value for value in values])


def lettering_turn(text_page: Any, text: str, count: int, rotation: int) -> int:
    """90 where the page's letters run upwards, 270 where downwards, 180 where they stand on their heads, else 0; asked of a
    few letters spread over it."""
    votes = {0: 0, 90: 0, 180: 0, 270: 0}
    handle = address(text_page.raw)
    for i in range(0, count, max(1, count // 24)):
        if text[i].isspace():
            continue
        angle = (char_angle(handle, i) * 57.29578 + rotation) % 360
        nearest = round(angle / 90) * 90 % 360
        if nearest in votes and abs((angle - nearest + 180) % 360 - 180) < LEAN:
            votes[nearest] += 1
    most = max(votes, key=lambda angle: votes[angle])
    clear = votes[most] > 2 * (sum(votes.values()) - votes[most])
    # pdfium measures clockwise: 270 is lettering that runs upwards.
    return {90: 270, 180: 180, 270: 90}.get(most, 0) if clear else 0


def runs_down(text: str, edges: Edges) -> bool:
    """Whether a page's upright letters are set one below another, as in old print: its columns then read like rows."""
    few = _downwards(text, edges, FIRST_LOOK)
    if few[1] <= few[0] // 2:  # as almost every page
        return False
    pairs, downwards = _downwards(text, edges, SAMPLE)
    return pairs >= LEAST_PAIRS and downwards > MOST * pairs


def _downwards(text: str, edges: Edges, sample: int) -> tuple[int, int]:
    """Of some pairs of Chinese letters that follow each other: how many there are, in how many the second stands below."""
    x0, y0, _, y1 = edges
    pairs = downwards = 0
    for i in range(0, len(text) - 1, max(1, len(text) // sample)):
        j = next((k for k in range(i + 1, min(i + 4, len(text))) if not text[k].isspace()), None)
        if j is None or text[i] < CHINESE or text[j] < CHINESE:
            continue
        height = y1[i] - y0[i]
        pairs += 1
        downwards += abs(x0[j] - x0[i]) < 0.5 * height and 0.4 * height < y0[j] - y0[i] < 2.5 * height
    return pairs, downwards


def as_laid_out(edges: Edges, turn: int, width: float, height: float) -> Edges:
    """The edges as they lie when the page is turned so that its letters run from left to right."""
    x0, y0, x1, y1 = edges
    if turn == 90:  # the letters run upwards
        return _before(height, y1), x0, _before(height, y0), x1
    if turn == 180:
        return _before(width, x1), _before(height, y1), _before(width, x0), _before(height, y0)
    if turn == 270:  # downwards
        return y0, _before(width, x1), y1, _before(width, x0)
    return edges
