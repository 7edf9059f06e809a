"""Word's binary files (.doc of Word 6 to today, .wps of WPS Office, .dot): a reader of our own over olefile.

The text comes from the piece table, so fast-saved files and mixed 8-bit and 16-bit text come in order; numbers of
lists are counted as Word prints them; fields give their results, tracked changes count as accepted.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import replace

from reportparse.errors import UnreadableDocument
from reportparse.loaders.building import Builder
from reportparse.loaders.doc_apart import hang_boxes, write_apart
from reportparse.loaders.doc_file import DAMAGED_WAY_OUT, open_word_file
from reportparse.loaders.doc_pieces import read_text
from reportparse.loaders.doc_story import Stories
from reportparse.model.document import Contents

# Signs that no text has (controls, unassigned and private codes, broken characters): a stray symbol of an unknown
# font is normal, more of them mean that positions or code pages were read wrongly.
_MAX_BROKEN_SHARE = 0.03
# Of the Chinese characters in a real text nearly all are in GB 2312 or in Big5; of bytes read as UTF-16 by mistake a
# third is in the first and six in ten in the second.
_MIN_COMMON_SHARE = 0.8
_ENOUGH_CHINESE = 30
_SAMPLE = 20_000
_CHINESE = re.compile("[\u3400-\u9fff]")
# A sign 0 stands for nothing in a Word file; a broken disk or copy leaves many of them in a row.
_ZEROS = re.compile("\0{4}")
_BROKEN_KINDS = {"Cc", "Cn", "Co", "Cs"}


def read(data: bytes, name: str) -> Contents:
    """The contents of a Word file; a refusal with reason and way out where it cannot be read."""
    file = open_word_file(data, name)
    text = read_text(file)
    stories = Stories(file, text)
    builder = Builder()
    hang_boxes(stories, file)
    stories.write(builder, *stories.spans["main"])
    write_apart(stories, builder, file)
    if stories.damaged:
        builder.warn("some of its formatting is missing: tables and automatic numbers may be wrong")
    if stories.miscounted:
        builder.warn(
            "its counts of characters are damaged: headers, footers or notes may stand in the text or be missing"
        )
    if stories.embedded:
        builder.warn("it has an object of another program in it (such as a sheet), whose text is not read")
    contents = builder.contents()
    broken = _check(contents.text, name, text.missing)
    warnings = list(contents.warnings)
    if _ZEROS.search(text.text):
        warnings.append("the file is damaged: there are zeros where text was")
    if text.missing:
        warnings.append(f"the file is cut off or damaged: {text.missing:,} characters of its text are missing")
    if broken:
        warnings.append(f"{broken:,} of its characters are no text: the file may be damaged")
    return replace(contents, warnings=tuple(warnings))


def _check(text: str, name: str, missing: int) -> int:
    """Refuse what is empty, and what can be no text; says how many of its characters are none."""
    if not text.strip():
        if missing:
            raise UnreadableDocument(name, "it is damaged: its text is missing", DAMAGED_WAY_OUT)
        raise UnreadableDocument(name, "it has no text in it (pictures only, or empty)", "give the pictures as a PDF")
    counts = Counter(text)
    broken = sum(n for sign, n in counts.items() if sign not in "\n\t" and unicodedata.category(sign) in _BROKEN_KINDS)
    broken += counts["\ufffd"]
    sample = "".join(_CHINESE.findall(text[:_SAMPLE]))
    common = max(len(sample.encode(c, "ignore")) / 2 for c in ("gb2312", "big5")) if sample else 0
    unusual = len(sample) >= _ENOUGH_CHINESE and common < _MIN_COMMON_SHARE * len(sample)
    if broken > _MAX_BROKEN_SHARE * len(text) or unusual:
        raise UnreadableDocument(name, "it is damaged: its text comes out as garbage", DAMAGED_WAY_OUT)
    return broken
