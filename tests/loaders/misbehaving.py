"""A loader that does what broken libraries do, by the first word of the file."""

from __future__ import annotations

import os
import time

from reportparse.errors import UnreadableDocument
from reportparse.loaders.building import Builder, Piece
from reportparse.model.document import Contents


def read(data: bytes, name: str) -> Contents:
    """Misbehave, or read the text with a box for each sign."""
    text = data.decode()
    match text.split(" ")[0]:
        case "hang":
            time.sleep(60)
        case "fall":
            os._exit(3)
        case "swell":
            hoard = []
            while True:
                hoard.append(bytes([1]) * 20_000_000)
        case "raise":
            raise KeyError("w:body")
        case "print":
            print("noise " * 10_000, flush=True)
        case "refuse":
            raise UnreadableDocument(name, "it is protected by a password", "open it with the password")
    builder = Builder(boxes=True, sureness=True)
    builder.page(595, 842, by_ocr=True)
    builder.paragraph(Piece(text, [(10.0 * i, 5.0, 10.0 * i + 9, 15.0) for i in range(len(text))], [0.5] * len(text)))
    return builder.contents()
