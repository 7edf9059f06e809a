"""The encoding of a Chinese text file: found by proof where there is one, else by what the decoded text looks like.

Short texts fool every detector. So strict UTF-8 comes first (text that is valid UTF-8 by chance is next to impossible),
chardet only proposes, and the proposals are judged by how many of the decoded characters are in daily use.
"""

from __future__ import annotations

import codecs
import re
from functools import cache
from typing import NamedTuple

import chardet

from reportparse.loaders.limits import MAX_BROKEN_SHARE, MAX_CONTROL_SHARE, SAMPLE_BYTES

# Longest mark first: the UTF-32 mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BYTE_ENCODINGS = ("gb18030", "big5")
_WIDE_ENCODINGS = ("utf-16-le", "utf-16-be")
_SAMPLE_EDGE = 8
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")

# Below this share of daily characters a decoding is garbage; real Chinese reports come to 0.97 and more.
_PLAUSIBLE = 0.8
# chardet's word decides where two decodings look alike.
_PROPOSAL_BONUS = 0.02


class Decoded(NamedTuple):
    """A text, the encoding it was in, and how many characters could not be read."""

    text: str
    encoding: str
    broken: int


def decode(data: bytes) -> Decoded | None:
    """The text of `data`, or None where no encoding of Chinese text fits.

    >>> decode("全年发放低保金".encode("gbk")).encoding
    'gb18030'
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _lenient(data, encoding)
    zeros = data.count(0, 0, SAMPLE_BYTES)
    if not zeros:
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            # UTF-16 without a mark can be valid UTF-8 by chance, but then it is full of control characters.
            if not _CONTROLS.search(text, 0, SAMPLE_BYTES):
                return Decoded(text, "utf-8", 0)
    guess = _best_guess(data, wide_only=zeros > MAX_CONTROL_SHARE * min(len(data), SAMPLE_BYTES))
    return None if guess is None else _lenient(data, guess)


def _lenient(data: bytes, encoding: str) -> Decoded | None:
    """Decoded as a whole, or with a few characters replaced; None where too much is broken."""
    try:
        return Decoded(data.decode(encoding), encoding, 0)
    except UnicodeDecodeError:
        text = data.decode(encoding, errors="replace")
    broken = text.count("\ufffd")
    # One broken character is always forgiven: a file cut off in the middle of a character ends so.
    return Decoded(text, encoding, broken) if broken <= max(1, len(text) * MAX_BROKEN_SHARE) else None


def _best_guess(data: bytes, *, wide_only: bool) -> str | None:
    sample = data[:SAMPLE_BYTES]
    proposal = _proposal(sample)
    candidates = list(_WIDE_ENCODINGS) if len(data) % 2 == 0 else []
    if not wide_only:
        candidates += ["utf-8", *_BYTE_ENCODINGS]
    scores = [
        (_plausibility(sample, encoding) + (_PROPOSAL_BONUS if encoding == proposal else 0.0), encoding)
        for encoding in candidates
    ]
    # max keeps the first of equals, so the order of the candidates is the order of trust.
    score, encoding = max(scores, key=lambda pair: pair[0], default=(0.0, ""))
    return encoding if score >= _PLAUSIBLE else None


def _proposal(sample: bytes) -> str | None:
    name = chardet.detect(sample)["encoding"]
    if name is None:
        return None
    plain = name.lower().replace("_", "-")
    if plain in ("gb2312", "gbk", "gb18030"):
        return "gb18030"
    return "big5" if plain.startswith("big5") else plain


def _plausibility(sample: bytes, encoding: str) -> float:
    """The share of characters in daily use in the sample read as `encoding`; 0 where it cannot be read so."""
    text = sample.decode(encoding, errors="replace")
    # The sample may end in the middle of a character.
    broken = text[:-_SAMPLE_EDGE].count("\ufffd")
    if not text or broken > max(1 if len(text) > 4 * _SAMPLE_EDGE else 0, len(text) * MAX_BROKEN_SHARE):
        return 0.0
    daily = _daily_characters()
    return sum(1 for character in text if character in daily) / len(text)


@cache
def _daily_characters() -> frozenset[str]:
    """ASCII, Chinese punctuation, and the first levels of GB 2312 and Big5: the characters of daily use.

    Both standards put the frequent characters in a first level and the rare ones in a second; a wrong decoding
    scatters over the rare ones.
    """
    ascii_signs = {chr(code) for code in range(0x20, 0x7F)} | set("\t\r\n")
    signs = set("，。、；：？！“”‘’（）《》〈〉【】〔〕—–…·－％￥〇○●■×℃㎡Ⅰ　") | {
        chr(c) for c in range(0xFF10, 0xFF1A)
    }
    simplified = {
        bytes((high, low)).decode("gb2312", errors="ignore") for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF)
    }
    traditional = {
        bytes((high, low)).decode("big5", errors="ignore")
        for high in range(0xA4, 0xC7)
        for low in (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    }
    return frozenset((ascii_signs | signs | simplified | traditional) - {""})
