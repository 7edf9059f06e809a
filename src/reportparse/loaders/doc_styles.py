"""The style sheet of a Word file: what a paragraph or a run of characters has from its style."""

from __future__ import annotations

from typing import NamedTuple

from reportparse.loaders.doc_file import STYLES, WordFile, u16
from reportparse.loaders.doc_sprms import C_HIDDEN, C_RAISED, C_SYMBOL, modifiers

Properties = dict[int, bytes]
"""Property modifiers by their code; a later one of the same code replaces an earlier."""

_NO_STYLE = 0xFFF
_DEEPEST_CHAIN = 16  # Word itself allows eleven styles based one on another
_MAX_STYLES = 4096  # a style's number has twelve bits


class Style(NamedTuple):
    """A style with what it has from the styles it is based on; `built_in`: Word's own number for it."""

    built_in: int
    paragraph: Properties
    characters: Properties


class _Raw(NamedTuple):
    built_in: int
    base: int
    paragraph: Properties
    characters: Properties


def read_styles(file: WordFile) -> tuple[Style, ...]:
    """The styles in the order in which paragraphs name them by number."""
    sheet = file.part(STYLES)
    count, base_size = min(u16(sheet, 2), _MAX_STYLES), u16(sheet, 4)
    at = 2 + u16(sheet, 0)
    raw: list[_Raw] = []
    for _ in range(count):
        if at + 2 > len(sheet):
            break
        size = u16(sheet, at)
        raw.append(_style(sheet[at + 2 : at + 2 + size], base_size, file))
        at += 2 + size
    return tuple(_resolved(i, raw) for i in range(len(raw)))


def _resolved(number: int, raw: list[_Raw]) -> Style:
    """A style laid over those it is based on; a chain that bites its own tail ends there."""
    chain: list[int] = []
    at = number
    while at < len(raw) and at not in chain and len(chain) < _DEEPEST_CHAIN:
        chain.append(at)
        at = raw[at].base
    paragraph: Properties = {}
    characters: Properties = {}
    for at in reversed(chain):
        paragraph.update(raw[at].paragraph)
        characters.update(raw[at].characters)
    return Style(raw[number].built_in, paragraph, characters)


def _style(data: bytes, base_size: int, file: WordFile) -> _Raw:
    built_in = u16(data, 0) & 0x0FFF
    kind, base = u16(data, 2) & 0x0F, u16(data, 2) >> 4
    updates = u16(data, 4) & 0x0F
    paragraph: Properties = {}
    characters: Properties = {}
    if not data:
        return _Raw(_NO_STYLE, _NO_STYLE, paragraph, characters)
    if file.old:
        at = base_size + 2 + (data[base_size] if base_size < len(data) else 0)
    else:
        at = base_size + 4 + 2 * u16(data, base_size)
    for i in range(min(updates, 3)):
        at += at % 2
        size = u16(data, at)
        block = data[at + 2 : at + 2 + size]
        if kind == 1 and i == 0:
            paragraph = dict(modifiers(block[2:], file.old))
        elif (kind == 1 and i == 1) or (kind == 2 and i == 0):
            characters = {code: o for code, o in modifiers(block, file.old) if code in (C_HIDDEN, C_RAISED, C_SYMBOL)}
        at += 2 + size
    return _Raw(built_in, base, paragraph, characters)
