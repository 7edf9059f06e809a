"""The property modifiers ("sprms") of a Word file: lists of a code and an operand, in the codes of Word 97.

Those of Word 6 and 95 have codes of one byte; the ones that matter here are given their later codes.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportparse.loaders.doc_file import u16

P_STYLE, P_IN_TABLE, P_ROW_END, P_DEPTH = 0x4600, 0x2416, 0x2417, 0x6649
P_INNER_CELL, P_INNER_ROW_END, P_OUTLINE = 0x244B, 0x244C, 0x2640
P_LIST_LEVEL, P_LIST, P_OLD_NUMBER, P_OLD_LEVEL = 0x260A, 0x460B, 0xC63E, 0x25FF
P_HUGE, P_HUGE_2, P_TABLE_PROPS = 0x6645, 0x6646, 0x646B
C_RAISED = 0x2A48  # 1: raised, 2: lowered
C_DELETED, C_INSERTED, C_HIDDEN, C_SYMBOL, C_STYLE, C_PLAIN = 0x0800, 0x0801, 0x083C, 0x6A09, 0x4A30, 0x2A33
T_DEFINE, T_HEADER, T_MERGE, T_SPLIT, T_VERTICAL = 0xD608, 0x3404, 0x5624, 0x5625, 0xD62B
T_INSERT, T_DELETE = 0x7621, 0x5622

_TABS = 0xC615
_SIZES = (1, 1, 2, 4, 2, 2, 0, 3)  # by the top three bits of the code; 0: a length comes first

# Word 6/95: size of the operand by code; -1: its first byte is its length, -2: its first two bytes are.
_OLD_SIZES = {2: 2, 3: -1, 12: -1, 15: -1, 16: 2, 17: 2, 18: 2, 19: 2, 20: 4, 21: 2, 22: 2, 23: -3, 26: 2, 27: 2}
_OLD_SIZES |= {28: 2, **dict.fromkeys(range(30, 37), 2), **dict.fromkeys(range(38, 44), 2)}
_OLD_SIZES |= {45: 2, 46: 2, 47: 2, 48: 2, 49: 2, 52: -1, 68: -1, 69: 2, 70: 4, 72: 2, 73: -1, 74: -1}
_OLD_SIZES |= {80: 2, 81: -1, 82: -1, 83: 0, 93: 2, 95: 3, 96: 2, 97: 2, 99: 2, 101: 2, 103: -1, 105: -1, 106: -1}
_OLD_SIZES |= {107: 2, 108: -1, 109: 2, 110: 2, 120: -1, **dict.fromkeys(range(121, 125), 2)}
_OLD_SIZES |= {182: 2, 183: 2, 184: 2, 187: 12, 188: -2, 189: 2, 190: -2, 191: -1, 192: 4, 193: 5, 194: 4, 195: 2}
_OLD_SIZES |= {196: 4, 197: 2, 198: 2, 199: 5, 200: 4}
_OLD_CODES = {2: P_STYLE, 12: P_OLD_NUMBER, 13: P_OLD_LEVEL, 24: P_IN_TABLE, 25: P_ROW_END, 65: C_DELETED}
_OLD_CODES |= {104: C_RAISED, 66: C_INSERTED, 74: C_SYMBOL, 80: C_STYLE, 83: C_PLAIN, 92: C_HIDDEN, 186: T_HEADER}
_OLD_CODES |= {190: T_DEFINE, 194: T_INSERT, 195: T_DELETE, 197: T_MERGE, 198: T_SPLIT}


def modifiers(data: bytes, old: bool = False) -> Iterator[tuple[int, bytes]]:
    """Code and operand of each modifier, up to the first that does not fit."""
    return _old_modifiers(data) if old else _modifiers(data)


def _modifiers(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 2 < len(data):
        code = data[at] | data[at + 1] << 8
        at += 2
        size = _SIZES[code >> 13]
        if not size:
            if code == T_DEFINE:
                size = u16(data, at) + 1
            elif code == _TABS and data[at] == 255:
                size = _tabs_size(data, at)
            else:
                size = data[at] + 1
        if at + size > len(data):
            return
        yield code, data[at : at + size]
        at += size


def _old_modifiers(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(data):
        code = data[at]
        at += 1
        if not code:  # a byte that fills up
            continue
        size = _OLD_SIZES.get(code, 1)
        if size == -2:
            size = u16(data, at) + 1
        elif size < 0:
            lead = data[at] if at < len(data) else 0
            size = _tabs_size(data, at) if size == -3 and lead == 255 else lead + 1
        if at + size > len(data):
            return
        if code in _OLD_CODES:
            operand = data[at : at + size]
            yield _OLD_CODES[code], _wider_cells(operand) if _OLD_CODES[code] == T_DEFINE else operand
        at += size


def _wider_cells(operand: bytes) -> bytes:
    """A row's definition as later Word has it, with twenty bytes for a cell instead of ten."""
    count = operand[2] if len(operand) > 2 else 0
    at = 3 + 2 * (count + 1)
    return operand[:at] + b"".join(operand[i : i + 10].ljust(20, b"\0") for i in range(at, len(operand), 10))


def _tabs_size(data: bytes, at: int) -> int:
    """The one list of tabs too long for its length byte."""
    removed = data[at + 1] if at + 1 < len(data) else 0
    where = at + 2 + 4 * removed
    return 3 + 4 * removed + 3 * (data[where] if where < len(data) else 0)
