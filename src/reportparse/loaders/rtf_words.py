"""What the control words of RTF mean to a reader of text: data, no code."""

from __future__ import annotations

SIGNS = {
    "line": "\n", "lbr": "\n", "softline": "\n", "page": "\n", "softpage": "\n", "column": "\n", "tab": "\t",
    "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005", "zwj": "\u200d", "zwnj": "\u200c",
    "zwbo": "\u200b", "zwnbo": "\u2060", "ltrmark": "\u200e", "rtlmark": "\u200f",
}  # fmt: skip
"""Control words that stand for a sign."""

SYMBOLS = {"~": " ", "-": "\u00ad", "_": "-", "\\": "\\", "{": "{", "}": "}"}
"""Control symbols that stand for a sign."""

_SKIPPED_WRITTEN = """
fonttbl filetbl colortbl stylesheet info pict objdata objclass objname objalias objsect themedata
colorschememapping latentstyles datastore listtable listoverridetable rsidtbl revtbl generator xmlnstbl fldinst
ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn atnid atnauthor atndate atnref atntime atnparent atnicn bkmkstart bkmkend
sn sv nonesttables nonshppict shprslt xe tc rxe txe template private passwordhash pgdsctbl background docvar
userprops mmathpict pn pntxta pntxtb pnseclvl listname listpicture fname falt panose mvfmf mvfml mvtmf mvtml
wgrffmtfilter keywords author title subject operator doccomm comment company creatim revtim printim category manager
"""
SKIPPED = frozenset(_SKIPPED_WRITTEN.split())
"""Destinations that hold no text of the document."""

STARRED_TEXT = frozenset(
    {"shpinst", "do", "ud", "nesttableprops", "annotation", "shpgrp", "momath", "momathpara", "fldrslt", "footnote"}
)
"""Destinations marked as "leave out if unknown" that do hold text, or lead to some; all others so marked are left out."""

HEADERS = frozenset({"header", "headerl", "headerr", "headerf"})
FOOTERS = frozenset({"footer", "footerl", "footerr", "footerf"})

CHARSETS = {
    0: "", 1: "", 77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gb18030", 136: "cp950",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
    222: "cp874", 238: "cp1250", 255: "cp437",
}  # fmt: skip
"""The encoding of a font's `\\fcharset`; empty for that of the document."""

SYMBOL_CHARSET = 2

CODE_PAGES = {
    936: "gb18030",
    950: "cp950",
    932: "cp932",
    949: "cp949",
    65001: "utf-8",
    10000: "mac_roman",
    10008: "gb18030",
}
"""The encoding of `\\ansicpg` and `\\cpg` where it is not simply cp and the number."""

DOUBLE = frozenset({"gb18030", "cp950", "cp932", "cp949", "johab", "utf-8"})
"""Encodings in which a sign may be several bytes."""
