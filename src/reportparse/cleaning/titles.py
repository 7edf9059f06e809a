"""What sharing sites add to a title: a year of upload ('2024最新…2021年工作总结'), the file's ending, a copier's initials
between the title and the first sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportparse.cleaning.lines import BLANKS
from reportparse.model.reading import Edit

_KIND = "boilerplate"
# A title stands within the first characters, or repeats what stood there.
_HEAD = 1200
_SHORTEST_TITLE = 6
_EXTENSION = re.compile(
    r"\.(?:docx?|pdf|wps|txt|rtf|pptx?|xlsx?)(?:[ \t]{0,2}[(（][0-9]{1,4}页[^\n)）]{0,10}[)）])?[ \t]{0,4}\Z", re.I
)
_INDENT = 4  # as many blanks as stand before a year at most
_UPLOAD = re.compile(
    r"[ \t\u3000]{0,4}(?P<noise>(?P<year>20[0-9]{2})(?P<sign>年)?(?P<words>(?:最新|精选|整理|精编|版|推荐|修订|优秀){0,4}))"
    r"(?=(?P<rest>[^\n]{4,80}))"
)
_REPORT_YEAR = re.compile(r"(?<![0-9])(?P<year>(?:19|20)[0-9]{2})[ ]?年")
_INITIALS = re.compile(r"[A-Za-z]{2,6}(?:[0-9]{1,2}(?![0-9]))?[ ]?(?=[0-9\u4e00-\u9fff])")


def find_upload_years(text: str, *, preview: bool) -> Iterator[Edit]:
    """A year before the title of a report that has its own, earlier year; a plan's year comes second and later."""
    at = text.find("20", 0, _HEAD)
    while at >= 0:
        line = text.rfind("\n", 0, at) + 1
        if at - line <= _INDENT and (m := _UPLOAD.match(text, line, _HEAD)):
            own = _REPORT_YEAR.search(m["rest"])
            earlier = own is not None and int(own["year"]) <= int(m["year"])
            if own and earlier and (m["words"] or (preview and own["year"] < m["year"])):
                yield Edit(m.start("noise"), m.end("noise"), "", _KIND)
        line_end = text.find("\n", at, _HEAD)
        at = text.find("20", line_end, _HEAD) if line_end >= 0 else -1


def find_title_noise(text: str, names: Sequence[str] = ()) -> Iterator[Edit]:
    """A file's ending behind the title, and what stands between the title and the text where the body repeats it;
    `names` are what the site calls the file."""
    head = text[:_HEAD]
    start = len(head) - len(head.lstrip(BLANKS + "\n"))
    first = head[start:].split("\n", 1)[0]
    ending = _EXTENSION.search(first)
    if ending is not None:
        yield Edit(start + ending.start(), start + ending.end(), "", _KIND)
        yield from _behind_title(head, first[: ending.start()], start + ending.end())
    else:
        for name in names[:1]:
            title = _EXTENSION.sub("", name)
            upload = _UPLOAD.match(title)
            yield from _behind_title(head, title, 0)
            if upload is not None:
                yield from _behind_title(head, upload["rest"], 0)


def _behind_title(head: str, title: str, start: int) -> Iterator[Edit]:
    """Where the body repeats the file's title, what stands behind it gives way to the line break that was lost there."""
    again = head.find(title, start) if len(title) >= _SHORTEST_TITLE else -1
    if again < 0:
        return
    end = again + len(title)
    initials = _INITIALS.match(head, end)
    if initials is not None:
        yield Edit(end, initials.end(), "\n", _KIND)
    elif head[end : end + 1] in (" ", "\u3000"):
        yield Edit(end, end + 1, "\n", "spacing")
