"""A document in, its reading out: small passes, one file a kind of damage, each proposing edits.

The order matters. Characters come first, so that the patterns after them see plain digits and simplified characters;
then whole pieces that are not the report's own (the sharing site's words, footers, page markers); then line breaks and
blanks; last what is left inside a numeral, and what cannot be mended.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from reportparse.cleaning.damage import find_damage
from reportparse.cleaning.draft import Draft
from reportparse.cleaning.full_width import find_full_width
from reportparse.cleaning.line_ends import find_line_signs
from reportparse.cleaning.line_wraps import find_line_wraps, find_split_numbers
from reportparse.cleaning.note_marks import find_note_marks
from reportparse.cleaning.ocr import find_ocr_slips
from reportparse.cleaning.page_footers import find_page_footers
from reportparse.cleaning.page_markers import find_page_markers
from reportparse.cleaning.previews import (
    find_boilerplate,
    find_strewn_notes,
    is_preview,
    may_be_of_a_site,
    offered_names,
)
from reportparse.cleaning.scans import find_lost_digits, find_scan_slips, in_draft, scanned
from reportparse.cleaning.spacing import find_spacing
from reportparse.cleaning.titles import find_title_noise, find_upload_years
from reportparse.cleaning.traditional import find_traditional
from reportparse.model.document import Document
from reportparse.model.folding import fold
from reportparse.model.making import makers
from reportparse.model.reading import Damage, Edit, Reading
from reportparse.model.report import Repair

__all__ = ["clean", "repairs_of"]

_REPAIRS = makers(Repair)

_CHARACTERS: tuple[Callable[[str], Iterator[Edit]], ...] = (
    find_line_signs,
    find_full_width,
    find_traditional,
)
_LINES: tuple[Callable[[str], Iterator[Edit]], ...] = (
    find_page_footers,
    find_line_wraps,
    find_split_numbers,
    find_spacing,
    find_note_marks,
    find_ocr_slips,
)


ASCII_STOP = re.compile(r"\.(?<=[\u4e00-\u9fff]\.)(?<![一二三四五六七八九十]\.)(?<!/[人户]\.)(?=[\u4e00-\u9fff\n]|\Z)")
"""A full stop of ASCII between Chinese words, where no list is numbered."""


def with_full_stops(folded: str) -> str:
    """比上年增加260人.社会福利院2个: grammar knows one full stop."""
    return ASCII_STOP.sub("。", folded) if "." in folded else folded


LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
UNREADABLE = "\ufffd"
"""Half a character pair reads as the sign for what cannot be read: grammar never meets a text that no encoding holds."""


def clean(document: Document) -> Reading:
    """The document as it should be read; every change is an edit, and every offset maps back to the source."""
    draft = Draft(document.text)
    for find in _CHARACTERS:
        draft.apply(find(draft.text))
    of_a_site = may_be_of_a_site(draft.text)
    preview = of_a_site and is_preview(draft.text)
    names = offered_names(draft.text) if preview else ()
    if preview:
        draft.apply(find_boilerplate(draft.text))
    if of_a_site:
        draft.apply(find_strewn_notes(draft.text))
    draft.apply(find_page_markers(draft.text, preview=preview))
    draft.apply(find_upload_years(draft.text, preview=preview))
    draft.apply(find_title_noise(draft.text, names))
    for find in _LINES:
        draft.apply(find(draft.text))
    pictures = scanned(document.contents)
    if pictures:
        draft.apply(find_scan_slips(draft.text, in_draft(pictures, draft)))
    lost = find_lost_digits(draft.text, in_draft(pictures, draft))
    damage = tuple(Damage(*draft.source_span(d.start, d.end), d.kind) for d in find_damage(draft.text, lost))
    return Reading(
        contents=document.contents,
        text=draft.text,
        folded=with_whole_characters(with_full_stops(fold(draft.text))),
        origin=draft.origin,
        edits=draft.edits(),
        damage=damage,
        preview=preview,
    )


def with_whole_characters(text: str) -> str:
    """The text with a sign in the place of each half of a pair; encoding it tells sooner than a search that there is none."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return LONE_SURROGATE.sub(UNREADABLE, text)
    return text


def repairs_of(reading: Reading) -> tuple[Repair, ...]:
    """The edits of a reading as users see them."""
    source = reading.source
    return tuple(
        _REPAIRS(
            [
                {"kind": kind, "start": start, "end": end, "before": source[start:end], "after": after}
                for start, end, after, kind in reading.edits
            ]
        )
    )
