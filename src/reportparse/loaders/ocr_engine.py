"""The recognition engine: rapidocr with the models that lie in its package, built once, on few threads, never online."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from reportparse.errors import UnreadableDocument

Pixels = npt.NDArray[np.uint8]
"""Height x width x 3, 8 bits a channel."""

Quad = npt.NDArray[np.float64]
"""Four corners, in order from the top left one, clockwise; each x, y."""

# One thread an engine: two of them take 1.6 times the work for a page, two pages at once 1.1 times. And a count that does
# not hang on the machine keeps the sums of the network, and so its doubtful letters, the same everywhere.
THREADS = 1


class Recognised(NamedTuple):
    """A line as the network saw it: its letters, how sure each is, and where each stands, from 0 (left end) to 1."""

    text: str
    sureness: tuple[float, ...]
    centres: tuple[float, ...]


class Engine:
    """Finds lines in a picture and reads single lines; no other module knows the library."""

    def __init__(self, engine: Any) -> None:
        self._engine = engine

    def find_lines(self, pixels: Pixels) -> list[Quad]:
        """The corners of every line of text in a picture."""
        found = self._engine(pixels, use_det=True, use_cls=False, use_rec=False)
        boxes = getattr(found, "boxes", None)
        return [] if boxes is None else [np.asarray(box, dtype=np.float64) for box in boxes]

    def read_line(self, pixels: Pixels) -> Recognised:
        """The letters of a picture of one line."""
        read = self._engine(pixels, use_det=False, use_cls=False, use_rec=True, return_word_box=True)
        if not read.txts or not read.txts[0].strip():
            return Recognised("", (), ())
        return recognised(read.txts[0], read.word_results[0])


def recognised(text: str, info: Any) -> Recognised:
    """What the library says of a line, letter by letter. It gives blanks a sureness but no place: they get one here."""
    columns = [column for word in info.word_cols for column in word]
    if len(info.confs) != len(text) or len(columns) != sum(not sign.isspace() for sign in text):
        return Recognised(text, (float(np.mean(info.confs)),) * len(text), ())
    width = max(info.line_txt_len, 1.0)
    places = iter(columns)
    centres = [None if sign.isspace() else min((next(places) + 0.5) / width, 1.0) for sign in text]
    return Recognised(text, tuple(float(c) for c in info.confs), _fill(centres))


def _fill(centres: list[float | None]) -> tuple[float, ...]:
    """Blanks stand midway between their neighbours."""
    known = [(i, c) for i, c in enumerate(centres) if c is not None]
    if not known:
        return ()
    return tuple(float(c) for c in np.interp(range(len(centres)), [i for i, _ in known], [c for _, c in known]))


def available() -> bool:
    """Whether the packages of the extra `ocr` are installed."""
    try:
        return all(importlib.util.find_spec(name) is not None for name in ("rapidocr", "onnxruntime"))
    except ValueError:  # a module that was put in place by hand and says nothing of itself
        return False


def missing(name: str) -> UnreadableDocument:
    """The refusal of a scan where the extra is not installed."""
    return UnreadableDocument(
        name, "it is a picture of text, and what reads pictures is not installed", "run: pip install 'reportparse[ocr]'"
    )


@contextmanager
def engine(name: str) -> Iterator[Engine]:
    """An engine that nobody else uses for the while; `name` is the document that a refusal speaks of.

    Engines are kept, the one used last first: there are never more of them than pages that were read at once.
    """
    if not available():
        raise missing(name)
    try:
        one = _free.pop()
    except IndexError:
        one = _started(name)
    try:
        yield one
    finally:
        _free.append(one)


_free: list[Engine] = []


def _started(name: str) -> Engine:
    try:
        return _build()
    except ImportError as error:
        # Installed but unable to start, as OpenCV is without its system libraries.
        raise UnreadableDocument(
            name,
            f"it is a picture of text, and what reads pictures does not start ({error})",
            "run: pip install 'reportparse[ocr]'",
        ) from error


def _build() -> Engine:
    # Imported here: the extra may be missing, and loading it takes a second that no other document should pay.
    import cv2
    import rapidocr

    cv2.setNumThreads(THREADS)
    models = Path(rapidocr.__file__).parent / "models"
    params = {
        "Global.log_level": "critical",
        # Sizes are ours to choose: the library would shrink a page before it cuts the lines out of it.
        "Global.use_preprocess_img": False,
        "Global.use_vertical_padding": False,
        # ... and would enlarge a strip of a few pixels until its short side has several hundred.
        "Det.limit_side_len": 32,
        "EngineConfig.onnxruntime.intra_op_num_threads": THREADS,
        "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        # Named outright, so that the library never looks for a download.
        "Det.model_path": str(_model(models, "det")),
        "Rec.model_path": str(_model(models, "rec")),
    }
    return Engine(rapidocr.RapidOCR(params=params))


def _model(folder: Path, task: str) -> Path:
    found = sorted(folder.glob(f"*_{task}_*.onnx"))
    if not found:
        raise ImportError(f"no {task} model in {folder}")
    return found[0]
