"""A second look at percentages: ‰ is read as % without a doubt, but drawn twice as wide its last ring shows as a letter.

Specks behind a % look like that ring, too, and percentages are far more frequent: the ring is taken for read only where a
rate is meant that is printed by the thousand; elsewhere it is but a doubt.
"""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt

from reportparse.loaders.ocr_characters import pitch
from reportparse.loaders.ocr_doubts import DOUBT
from reportparse.loaders.ocr_engine import Engine, Recognised
from reportparse.loaders.ocr_upright import colour
from reportparse.model.per_mille import by_thousand

# A line of a report holds two or three percentages; a look takes some 20 ms.
MOST_LOOKS = 8
WIDER = 2
# Letters before the figure and behind its sign that are shown with it: the network reads a bare figure worse.
BEFORE, BEHIND = 2, 1
# How far the picture reaches beyond the middles of the outermost letters shown, in their mean distance.
MARGIN = 0.9

_PERCENTAGE = re.compile(r"[0-9](?:[0-9.]{0,8}[0-9])?[%％](?![0-9oO○〇])")
_RING = re.compile(r"[%％]([0oO○〇](?![0-9.])|。(?=[，,。；;、]))")


def with_rings(reader: Engine, picture: npt.NDArray[np.uint8], read: Recognised) -> Recognised:
    """The line as read, with the ring that a second look finds behind a % put in its place, or the % doubted."""
    if len(read.centres) != len(read.text):
        return read
    found = list(_PERCENTAGE.finditer(read.text))[:MOST_LOOKS]
    for m in reversed(found):
        ring = _ring(reader, picture, read, m)
        if ring is not None and by_thousand(read.text[: m.start()]):
            read = _put(read, m.end(), *ring)
        elif ring is not None:
            sure = list(read.sureness)
            sure[m.end() - 1] = min(sure[m.end() - 1], DOUBT)
            read = read._replace(sureness=tuple(sure))
    return read


def _ring(
    reader: Engine, picture: npt.NDArray[np.uint8], read: Recognised, m: re.Match[str]
) -> tuple[str, float] | None:
    """The sign behind % on the figure drawn wider, and how sure the network is of it; None where it sees none."""
    from PIL import Image as Pillow

    first, last = max(0, m.start() - BEFORE), min(len(read.text) - 1, m.end() - 1 + BEHIND)
    width = picture.shape[1]
    distance = (read.centres[last] - read.centres[first]) * width / max(1, last - first) * MARGIN
    left = max(0, int(read.centres[first] * width - distance))
    right = min(width, int(read.centres[last] * width + distance))
    if right - left < 4:
        return None
    part = Pillow.fromarray(picture[:, left:right])
    wide = part.resize((part.width * WIDER, part.height), Pillow.Resampling.BICUBIC)
    again = reader.read_line(colour(np.asarray(wide)))
    at = again.text.find(m[0][:-1])
    if at < 0:
        return None
    ring = _RING.match(again.text, at + len(m[0]) - 1)
    return None if ring is None else (ring[1], float(again.sureness[ring.start(1)]))


def _put(read: Recognised, at: int, sign: str, sure: float) -> Recognised:
    """The line with a sign more. Neither it nor the % before it is surer than the second look was."""
    text = read.text[:at] + sign + read.text[at:]
    end = read.centres[at] if at < len(read.centres) else 1.0
    here = read.centres[at - 1]
    place = here + min((end - here) / 2, pitch(read.text, read.centres) / 2)
    sureness = (*read.sureness[: at - 1], min(read.sureness[at - 1], sure), sure, *read.sureness[at:])
    return Recognised(text, sureness, (*read.centres[:at], place, *read.centres[at:]))
