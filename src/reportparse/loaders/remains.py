"""Text that is none: what is left of a file of another format whose beginning is lost, and signs that no text has.

A damaged RTF, PDF, web archive or flat XML is text by its bytes. Its control words, numbers of objects and coded lines
must never be read as a report.
"""

from __future__ import annotations

import re
from itertools import islice

# So much of a text is looked at, from its beginning, its middle and its end.
_SAMPLE = 20_000
# From so many marks on, and where they make up this share of the signs, a text is the code of a format.
_MARKS, _SHARE = 20, 0.15
_TAGS, _TAG_SHARE = 10, 0.3

_RTF = re.compile(
    r"\\(?:'[0-9a-fA-F]{2}|(?:u|f|fs|cf|lang|langfe|langnp|af|afs|insrsid|charrsid|sb|sa|sl|li|ri|fi)-?\d{1,8}"
    r"|(?:par|pard|plain|cell|row|rtlch|ltrch|loch|hich|dbch|fcs|ql|qj|qc|widctlpar|adjustright|nowidctlpar)\b-?\d{0,4})"
)
_PDF = re.compile(r"^\d{1,7} \d{1,5} obj\b|^endobj\b|^(?:end)?stream\s*$|^xref\s*$|^startxref\s*$", re.M)
_TAG = re.compile(r"<[/!?]?[A-Za-z][^<>]{0,2000}>")
_MAIL_FIELD = re.compile(r"^Content-(?:Type|Transfer-Encoding|Location)\s*:", re.M | re.I)
_CODED = re.compile(r"^[A-Za-z0-9+/]{56,998}={0,2}\r?$|(?:=[0-9A-F]{2}){2,300}", re.M)

_QUOTED = re.compile(r"(?:=[0-9A-F]{2}){1,300}")
_LONG_CODE = re.compile(r"[A-Za-z0-9+/]{56,998}={0,2}")

_CHINESE = re.compile("[\u3400-\u9fff]+")
# Signs that are rare between words and figures. Those of tables, of dates, of shares and of addresses are not among them.
_ODD = re.compile("[!\"#$&'*+;<=>?@\\[\\\\\\]^_`{}~\u00a1-\u00af\u00b2-\u00b6\u00b8-\u00d6\u00d8-\u00f6\u00f8-\u024f]")
_LEAST_SIGNS, _FORGIVEN = 40, 9
# In a report half of the signs are Chinese; in prose of another language 2 of 100 are odd ones.
_LEAST_CHINESE, _MOST_ODD = 0.05, 0.07


def remains_of(text: str) -> str | None:
    """The format of which the text is the code, not the words; None for a text.

    >>> remains_of("全年救助86人次。") is None
    True
    >>> remains_of("1 0 obj\\n<< /Type /Page >>\\nendobj\\n" * 9)
    'a PDF document'
    """
    sample = _sample(text)
    if sample.count("\\") >= _MARKS and _share(_RTF, sample, _MARKS) > _SHARE:
        return "an RTF document"
    if "endobj" in sample and sum(1 for _ in islice(_PDF.finditer(sample), 6)) == 6:
        return "a PDF document"
    if _share(_CODED, sample, 3) > (_SHARE if _MAIL_FIELD.search(text, 0, _SAMPLE) else 0.5):
        return "a web archive or a mail"
    if sample.count("<") >= _TAGS and _share(_TAG, sample, _TAGS) > _TAG_SHARE:
        return "a web page or an XML file"
    return None


def is_noise(text: str) -> bool:
    """Whether a text is letters and signs at random, as Chinese becomes in a wrong code table or with lost bits, or the
    code in which mail carries a text."""
    if text.count("=") >= _MARKS and _share(_QUOTED, text[: 3 * _SAMPLE], 1) > _SHARE:
        return True
    signs = "".join(_sample(text).split())
    if len(signs) < _LEAST_SIGNS or sum(map(len, _CHINESE.findall(signs))) >= _LEAST_CHINESE * len(signs):
        return False
    if len(_ODD.findall(signs)) > max(_MOST_ODD * len(signs), _FORGIVEN):
        return True
    return _share(_LONG_CODE, text[: 3 * _SAMPLE], 1) > _TAG_SHARE


def _sample(text: str) -> str:
    if len(text) <= 3 * _SAMPLE:
        return text
    middle = len(text) // 2
    return "\n".join((text[:_SAMPLE], text[middle : middle + _SAMPLE], text[-_SAMPLE:]))


def _share(pattern: re.Pattern[str], text: str, least: int) -> float:
    """The share of a text that matches; 0 where there are fewer matches than `least`."""
    lengths = [len(match[0]) for match in pattern.finditer(text)]
    return sum(lengths) / len(text) if len(lengths) >= least else 0.0
