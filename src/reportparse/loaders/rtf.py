"""RTF: text, headings, lists with their printed numbers, tables with merged cells, notes, text boxes.

A reader of our own over the control words: docs/decisions/0013 says why.
"""

from __future__ import annotations

import re

from reportparse.errors import UnreadableDocument
from reportparse.loaders.building import Builder
from reportparse.loaders.rtf_reader import Reader
from reportparse.loaders.rtf_story import Story
from reportparse.loaders.rtf_strays import has_remains
from reportparse.model.document import Contents

__all__ = ["read"]

_START = re.compile(rb"\{\s{0,9}\\rtf")
_HEAD = 1024
_SAVE_AGAIN = "open it in the program that wrote it and save it again"
# An RTF file is written in signs; zeros stand in it where a broken disk or copy left them, and behind its end.
_ZEROS = re.compile(rb"\0{4}")
# Beyond this share the file's encoding was not understood, and its text is garbage.
_MOST_BROKEN = 0.02


def read(data: bytes, name: str) -> Contents:
    """The contents of an RTF document; UnreadableDocument where it is none or holds no text."""
    start = _START.search(data, 0, _HEAD)
    if start is None:
        raise UnreadableDocument(name, "it is no RTF document", _SAVE_AGAIN)
    reader = Reader(data[start.start() :], name)
    reader.run()
    build = Builder()
    reader.main.build(build)
    for story in reader.others:
        _add(build, story)
    build.apart("boilerplate", "\n".join(reader.contents_list))
    if reader.uneven:
        build.warn("the file is cut off or damaged: its braces do not match, and text may be missing")
    if reader.strays:
        build.warn(f"the file is damaged: names of fonts or styles stood in its text and are left out: {reader.strays}")
    if b"\\bin" not in data and _ZEROS.search(data, 0, data.rfind(b"}")):
        build.warn("the file is damaged: there are zeros where text was")
    text = reader.main.plain()
    if has_remains(text, data):
        build.warn("the file is damaged: remains of its control words stand in the text")
    broken = text.count("\ufffd")
    if broken > max(1, len(text) * _MOST_BROKEN):
        raise UnreadableDocument(name, "its characters are in an encoding that is not known", _SAVE_AGAIN)
    if broken:
        build.warn(f"{broken} characters could not be read and stand as \ufffd")
    contents = build.contents()
    if not contents.text.strip():
        raise UnreadableDocument(name, "it holds no text", "if it shows a picture of a text, export it to PDF")
    return contents


def _add(build: Builder, story: Story) -> None:
    text = story.plain()
    if story.kind == "note":
        build.note(text)
    elif story.kind == "header" or story.kind == "footer" or story.kind == "comment":
        build.apart(story.kind, text)
