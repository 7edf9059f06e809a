"""Words of time in a report, each resolved to days: one walk over the text, sentence by sentence.

Vocabulary is lexicon/periods.toml, the forms are period_grammar, their days period_parts and period_words; here is what a phrase
means where it stands: which year governs it, ranges of two phrases, 截至 before it, 以来 after it, and how
it lies to the report's own time.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from reportparse.model.mentions import PeriodMention
from reportparse.recognise import period_grammar as grammar
from reportparse.recognise.period_calendar import UNKNOWN, Span
from reportparse.recognise.period_grammar import words
from reportparse.recognise.period_parts import PARTS, Frame, Piece, plain_year, year_number
from reportparse.recognise.period_words import SPECIALS

__all__ = ["Reference", "find_periods"]

# Before a phrase: what makes it a comparison is left to the linker; a year there still governs no later month.
OPENERS = frozenset("\n。;!?,:、( |“>》)")
# A heading up to its year, and what makes it one of plans: 三、2021年工作计划.
HEADING = re.compile(
    r"(?:^|[\n。;:]) ?[【〖\[]?(?:第?[一二三四五六七八九十]{1,3}(?:、|部分[:、 ]?)|\([一二三四五六七八九十]{1,3}\)|[0-9]{1,2}[.、])? ?$"
)
HEADING_REACH = 10
PLANNED = re.compile("[^,。;\\n]{0,16}?(?:计划|打算|安排|思路|要点|重点|目标|部署|谋划|展望|举措|任务)")
RECURRING = ("每年", "每月", "历年", "逐年", "年年")
RECURRING_ENDS = frozenset("年月")
# Forms that a range may end with although they do not begin one.
RANGE_ENDS = frozenset(["now", "edge"])
NO_RANGE = frozenset(
    ["festival", "day_name", "lasting", "coming", "plan", "early_plan", "same", "now", "this_quarter", "winter"]
)


# What 前 and 止 after it does not make a deadline: names of days, and ranges with a begin of their own.
NO_DEADLINE = frozenset(["festival", "day_name", "same_period", "range", "since_now", "years", "days", "months"])
BEGINNINGS = frozenset(["year", "month", "day"])
SINCE_REACH = 50
"""Characters behind a beginning that grammar.SINCE_STARTED looks at, 以来 at the end of them."""
SPANNING = frozenset(["range", "since_now", "years", "days", "months"])


@dataclass(frozen=True, slots=True)
class Reference:
    """What time is told from: a day, for text by itself, or the report's own period; all None where it is unknown.

    `made` is the day that a report bears in its opening lines: what lies before it has happened. `annals` is set for
    a report without a time of its own: the year named last holds for its paragraph.
    """

    today: dt.date | None = None
    start: dt.date | None = None
    end: dt.date | None = None
    made: dt.date | None = None
    annals: bool = False


def find_periods(folded: str, ref: Reference) -> list[PeriodMention]:
    """All words of time of a report's folded text, in order, longest first, none overlapping."""
    frame = _frame(ref)
    scan, head = grammar.anchor().search, grammar.head().match
    # A report on several years names a year once and tells its months for the rest of the paragraph.
    several = ref.annals or (frame.start and frame.end and frame.start.year < frame.end.year)
    found: list[PeriodMention] = []
    pos = settled = 0
    while anchor := scan(folded, pos):
        at = anchor.start()
        # the cheap look first: before many anchors nothing of their phrase can stand
        first = _run_start(folded, pos, at) if at > pos and folded[at - 1] in grammar.BEFORE_SIGNS else at
        for start in range(first, at + 2):
            if match := head(folded, start):
                # each sign looked for by itself: where one is found, as mostly, half the time of a pattern of all
                passed = folded[settled:start]
                if "\n" in passed or (
                    not several and ("。" in passed or ";" in passed or "!" in passed or "?" in passed)
                ):
                    frame.year, frame.month, frame.flow, frame.begun = None, UNKNOWN, UNKNOWN, None
                settled = start
                if mention := _read(folded, match, frame):
                    found.append(mention)
                    pos = mention.end
                    break
        else:
            pos = at + 1
    return found


def _run_start(folded: str, pos: int, anchor: int) -> int:
    """Where a phrase around this anchor may begin at the earliest."""
    low = anchor - grammar.BEFORE_ANCHOR_LENGTH
    low = pos if pos > low else low
    return low + len(folded[low:anchor].rstrip(grammar.BEFORE_ANCHOR))


def _read(folded: str, match: re.Match[str], frame: Frame) -> PeriodMention | None:
    """The mention that begins with this match, made known to the rest of the sentence."""
    read = _phrase(folded, match, frame)
    if read is None:
        return None
    piece, end = read
    if match.lastgroup not in NO_RANGE:
        piece, end = _range(folded, piece, end, frame)
    mention = _mention(folded, match.start(), end, piece, frame)
    _govern(folded, mention, piece, frame)
    return mention


def _frame(ref: Reference) -> Frame:
    """The report's days; for a day alone, its year."""
    if ref.end is None and ref.today is not None:
        return Frame(dt.date(ref.today.year, 1, 1), dt.date(ref.today.year, 12, 31), ref.today)
    return Frame(ref.start, ref.end, made=ref.made)


def _phrase(folded: str, match: re.Match[str], frame: Frame) -> tuple[Piece, int] | None:
    """The phrase that begins with this match, and where it ends; None where it is none after all."""
    form = match.lastgroup or ""
    if form in ("year", "relative", "governed"):
        year = _year(form, match, frame)
        after = grammar.tail().match(folded, match.end())
        if after and (part := PARTS[after.lastgroup or ""](after, year, frame)):
            return (part if year is not None else part._replace(span=UNKNOWN, relation=_unknown(match)), after.end())
        piece = plain_year(year, frame)
        return (piece if year is not None else piece._replace(relation=_unknown(match))), match.end()
    rule = SPECIALS.get(form)
    read = rule(match, frame) if rule else PARTS[form](match, None, frame)
    return (read, match.end()) if read else None


def _year(form: str, match: re.Match[str], frame: Frame) -> int | None:
    """The year that a year word names; None for 去年 where the report hides its own."""
    if form == "year":
        return year_number(match["year"].split("年")[0].strip(), frame.own_year)
    table = words().relative_years if form == "relative" else words().governed_years
    named = frame.year if frame.year is not None else frame.begun
    base = named if form == "governed" and named is not None else frame.own_year
    return None if base is None else base + table[match[form]]


def _unknown(match: re.Match[str]) -> str | None:
    """How 去年 or 明年 lies to a report of unknown year."""
    by = words().relative_years.get(match["relative"] or "", 0)
    return "past" if by < 0 else "future" if by > 0 else None


def _range(folded: str, piece: Piece, end: int, frame: Frame) -> tuple[Piece, int]:
    """A second phrase after a dash or 至 makes a range of both: 2019年12月至次年3月, 2018年至今."""
    if folded[end : end + 1] not in grammar.JOINER_FIRST:  # 至今 among them
        return piece, end
    joiner = grammar.JOINER.match(folded, end)
    now = joiner is None and folded.startswith("至今", end)
    if joiner is None and not now:
        return piece, end
    match = grammar.head().match(folded, end if now else joiner.end() if joiner else end)
    if match is None and folded.startswith("至今", end):
        match = grammar.head().match(folded, end)
    if match is None or (match.lastgroup in NO_RANGE and match.lastgroup not in RANGE_ENDS):
        return piece, end
    year_before = frame.year
    frame.year = piece.year if piece.year is not None else frame.year
    read = _phrase(folded, match, frame)
    frame.year = year_before
    if read is None:
        return piece, end
    last, last_end = read
    first_day, last_day = piece.span.last if piece.edge else piece.span.first, last.span.last
    if first_day and last_day and last_day < first_day:
        return piece, end
    rule = "since_now" if match.lastgroup == "now" else "range"
    return Piece(Span(first_day, last_day), _range_grain(piece, last), rule, year=piece.year), last_end


def _range_grain(first: Piece, last: Piece) -> str:
    grains = {first.grain, last.grain}
    if grains == {"year"}:
        return "years"
    return "months" if grains <= {"month", "months", "quarter", "half", "year"} else "other"


def _mention(folded: str, start: int, end: int, piece: Piece, frame: Frame) -> PeriodMention:
    """The phrase with what stands around it: 截至 and 止 (upto), 以来 and 起 (since), 每年 (no days)."""
    first, last = piece.span
    before = folded[start - 1 : start] if start else ""
    if before in RECURRING_ENDS and folded.endswith(RECURRING, max(0, start - 2), start):
        return PeriodMention(start, end, None, None, "flow", piece.grain, "own", False, "recurring")
    after = folded[end : end + 1]
    until = after in grammar.UNTIL_FIRST and piece.rule not in NO_DEADLINE and grammar.UNTIL.match(folded, end)
    upto = piece.upto or bool(until) or (before in grammar.UPTO_ENDS and _upto_before(folded, start))
    asked = after in grammar.SINCE_FIRST and (not upto or piece.rule == "year_begin")
    since = grammar.SINCE.match(folded, end) if asked else None
    started = (
        since is None and piece.rule in BEGINNINGS and not upto and folded.find("以来", end, end + SINCE_REACH) >= 0
    )
    if started and grammar.SINCE_STARTED.match(folded, end):
        return _since(piece, start, end, frame)
    if since and piece.rule not in ("now", "lasting", "plan"):
        return _since(piece, start, since.start() if since[0].endswith("后") else since.end(), frame)
    as_of = piece.edge or (upto and piece.rule not in SPANNING)
    relation = piece.relation or _relation(piece, frame)
    kind = "as_of" if as_of else "flow"
    return PeriodMention(start, end, None if as_of else first, last, kind, piece.grain, relation, upto, piece.rule)


def _since(piece: Piece, start: int, end: int, frame: Frame) -> PeriodMention:
    """7月1日起, 2016年以来: from that day to the report's end; 今年以来 is the report's own time."""
    first = piece.span.first
    if first is None or frame.end is None or frame.start is None:
        return PeriodMention(
            start, end, first, frame.end, "flow", piece.grain, piece.relation or "since", False, "since"
        )
    if first > frame.end:
        return PeriodMention(start, end, first, piece.span.last, "flow", piece.grain, "future", False, "since")
    whole_own = (
        piece.grain in ("year", "day")
        and first == dt.date(frame.end.year, 1, 1)
        and piece.rule in ("year", "year_begin")
    )
    relation = "own" if whole_own or first == frame.start else "since"
    return PeriodMention(start, end, first, frame.end, "flow", piece.grain, relation, False, "since")


def _upto_before(folded: str, start: int) -> bool:
    """截至, 截止到 before the phrase; 到 and 至 only where they open a clause (达到, 提高到 do not count)."""
    before = folded[max(0, start - 5) : start].rstrip(" ,")
    if before.endswith(grammar.UPTO_WORDS):
        return True
    return before.endswith(("到", "至")) and (len(before) == 1 or before[-2] in OPENERS)


def _relation(piece: Piece, frame: Frame) -> str:
    """How days lie to the report's own. Earlier months of the report's year are its own time."""
    first, last = piece.span
    if frame.start is None or frame.end is None or last is None:
        return "own"
    if last > frame.end:
        if frame.made is not None and last <= frame.made:
            return "own"  # a bulletin of 12 April on the first quarter tells of 4 April
        if (
            piece.rule == "range"
            and piece.grain == "months"
            and first
            and first <= frame.end
            and last.year > frame.end.year
        ):
            return "own"  # an audit of 2018, told from July to the next June
        # A season or school year runs over the year's end and is told of while it runs; all else is a plan.
        return "own" if piece.rule in ("season", "school_year") and first and first <= frame.end else "future"
    if last < frame.start and last.year < frame.start.year:
        return "past"
    return "since" if first and last == frame.end and first < frame.start and first.year < frame.start.year else "own"


def _govern(folded: str, mention: PeriodMention, piece: Piece, frame: Frame) -> None:
    """What the rest of the sentence takes from this phrase: its year where it opens a clause, its month, its span."""
    before = folded[mention.start - 1] if mention.start else "\n"
    opens = before in OPENERS or before in "在于从自" or mention.upto
    if piece.year is not None and mention.relation != "since" and (mention.relation == "own" or opens):
        frame.year = piece.year
    if piece.year is not None and mention.rule == "since" and folded.endswith("开始", mention.start, mention.end):
        frame.begun = piece.year
    plans = mention.relation == "future" or (mention.relation == "own" and frame.plan is not None)
    heads = plans and piece.year is not None
    if heads and HEADING.search(folded, max(0, mention.start - HEADING_REACH), mention.start):
        if mention.relation == "future" and PLANNED.match(folded, mention.end):
            frame.plan = piece.year
        elif mention.relation == "own":
            frame.plan = None
    if mention.grain == "month" and mention.last:
        frame.month = Span(mention.last.replace(day=1), mention.last)
    if mention.kind == "flow" and mention.relation == "own" and mention.grain in ("month", "months", "quarter", "half"):
        frame.flow = Span(mention.first, mention.last)
    elif mention.grain == "day" and mention.kind == "flow" and mention.relation == "own" and opens:
        frame.flow = Span(mention.first, mention.last)  # 今年5月20日…61对,去年同期…
