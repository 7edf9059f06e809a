"""Lists that hand out their members: A、B分别为1、2, and 分别 after two figures named before it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from operator import attrgetter

from reportparse.link.answers import Role, Share
from reportparse.link.frames import Frame, Scene
from reportparse.model.mentions import ProgramMention
from reportparse.rulebook import WITHIN

LINK = re.compile(
    r"^(?:/[^,。;、\d]{1,3})?(?:[、和及与](?:和|及|与)?[^,。;、\d]{0,8}|,|[\u4e00-\u9fff]{2,8}?[和及与])$"
)
"""Between two members of the list of figures: 、 or 和 and a short verb at the most (、上升); a bare comma."""

CUE = re.compile(r"分别|依次|各为|对应(?=[^的,。;、]{0,4}$)")
CUES = ("分别", "依次", "各为", "对应")
"""The words of CUE."""
START = attrgetter("start")
EVEN_JOINTS = frozenset(("、", "和", "与", "及"))
"""All that may stand between two figures of a list that no word like 分别 opens."""

MEMBER_SIGNS = re.compile("[、和及与乡]")
"""What the words for the members of such a list hold."""

MEMBER_STOP = re.compile(r"[、和及与]|以及")
TOWN_AND_COUNTRY = re.compile("城[镇市]?[、和及与]?(?:乡|农村)")
LONGEST_GAP = 8
"""Characters between two members of a list."""
LONGEST_BACK = 60
"""Characters before 分别 in which its members are looked for."""


def shares_of(scene: Scene, roles: Sequence[Role]) -> dict[int, Share]:
    """For each figure of a 分别 list, its member; earlier values are none."""
    found: dict[int, Share] = {}
    frames = scene.frames
    cues, joined = cues_in(scene), [i for i, frame in enumerate(frames) if frame.lead in EVEN_JOINTS]
    for i in sorted({*cues, *[i - 1 for i in joined if i]}):
        frame, m = frames[i], cues.get(i)
        if m is None:
            if i not in found and is_even_pair(frame, frames[i + 1]):
                found.update(unspoken(scene, i) or following(scene, i, found))
            continue
        at = m.start()
        members = run_after(frames, i)
        if len(members) < 2:
            continue
        cue = frame.lead_start + at
        named = members_before(scene, frame, cue, len(members)) or town_and_country(scene, frame, cue, len(members))
        named = named or told_apart(scene, frame, cue, len(members))
        if named:
            start = max(frame.clause[0], frame.lead_start)
            kin = next((m.code for m in reversed(scene.programs_in(start, cue)) if m.code not in ("", WITHIN)), None)
            labels = [] if any(m.code for m in named) else labels_before(scene, frame, cue, len(members))
            labels = labels or [""] * len(members)
            found.update({j: Share(m, None, kin, x) for j, m, x in zip(members, named, labels, strict=True)})
            continue
        earlier = None if years_before(frame, cue) else figures_before(scene, roles, i, members)
        if earlier:
            found.update({j: Share(None, k) for j, k in zip(members, earlier, strict=True)})
            continue
        labels = labels_before(scene, frame, cue, len(members))
        found.update({j: Share(None, None, None, label) for j, label in zip(members, labels, strict=False)})
    return found


def cues_in(scene: Scene) -> dict[int, re.Match[str]]:
    """The figures with a word before them that opens a list, and that word; looked for only where one may stand."""
    text, frames = scene.text, scene.frames
    found: dict[int, re.Match[str]] = {}
    for word in CUES:
        at = text.find(word)
        while at >= 0:
            i = bisect_right(frames, at, key=START)
            if i < len(frames) and (m := CUE.search(frames[i].lead)):
                found[i] = m
            at = text.find(word, at + 1)
    return found


def is_even_pair(frame: Frame, following: Frame) -> bool:
    """Whether the next figure is of the same unit and stands right behind this one: 1.32、7.32万人."""
    return (
        following.lead in EVEN_JOINTS
        and frame.quantity.unit == following.quantity.unit
        and following.part == frame.part
    )


def unspoken(scene: Scene, i: int) -> dict[int, Share] | None:
    """城、乡低保对象1.32、7.32万人: as many programs named as figures follow, without a word like 分别."""
    frames = scene.frames
    frame = frames[i]
    if not MEMBER_SIGNS.search(frame.own):
        return None
    members = even_run(frames, i)
    named = members_before(scene, frame, frame.start, len(members)) or town_and_country(
        scene, frame, frame.start, len(members)
    )
    if not named or named[0].start < frame.own_start:
        return None
    kin = next(
        (m.code for m in reversed(scene.programs_in(frame.own_start, frame.start)) if m.code not in ("", WITHIN)), None
    )
    return {j: Share(m, None, kin) for j, m in zip(members, named, strict=True)}


def following(scene: Scene, i: int, found: dict[int, Share]) -> dict[int, Share]:
    """分别提高35元、52元,达到每人885元、1328元: the next list of the part, just as long, goes by the one before it."""
    frames = scene.frames
    members = even_run(frames, i)
    before = range(i - len(members), i)
    if before[0] < 0 or any(j not in found or frames[j].part != frames[i].part for j in before):
        return {}
    if scene.programs_in(frames[i].lead_start, frames[i].start) or before[0] - 1 in found:
        return {}
    return {j: Share(None, k) for j, k in zip(members, before, strict=True)}


def even_run(frames: tuple[Frame, ...], first: int) -> list[int]:
    """The figures of one unit that stand right behind one another from here on."""
    last = first
    while last + 1 < len(frames) and is_even_pair(frames[last], frames[last + 1]):
        last += 1
    return list(range(first, last + 1))


def years_before(frame: Frame, cue: int) -> bool:
    """2011年、2012年分别新建: the list goes by years; earlier figures have no part in it."""
    return len(frame.times) > 1 and cue - frame.times[-1].end <= 2 and frame.times[-2].start >= frame.lead_start


def run_after(frames: tuple[Frame, ...], first: int) -> list[int]:
    """The figures of the list that begins here: joined by 、 or 和, the same kind of unit."""
    members = [first]
    for j in range(first + 1, len(frames)):
        if frames[j].sentence is not frames[first].sentence or not LINK.match(frames[j].lead):
            break
        if frames[j].part != frames[first].part:
            break
        if frames[j].lead == "," and frames[j].quantity.measure != frames[j - 1].quantity.measure:
            break  # 提高到每人每月590元和每人每年4320元,6.8万名低保对象…
        members.append(j)
    return members


def members_before(scene: Scene, frame: Frame, cue: int, count: int) -> list[ProgramMention] | None:
    """The programs named right before 分别, when there are as many as figures; no figure may stand between."""
    start = max(frame.part[0], cue - LONGEST_BACK)
    mentions = [m for m in scene.programs_in(start, cue) if m.start >= frame.lead_start]
    if len(mentions) < count:
        return None
    if are_members(scene, mentions[-count:]):
        return mentions[-count:]
    behind = len(mentions) > count and mentions[-1].code == WITHIN and not are_members(scene, mentions[-2:])
    if behind and are_members(scene, mentions[-count - 1 : -1]):
        return mentions[-count - 1 : -1]  # 集中养育和散居孤儿基本生活费: what all of them are of stands behind the last
    return None


def are_members(scene: Scene, mentions: Sequence[ProgramMention]) -> bool:
    """Whether programs are named one right after the other, with 、 or 和 between."""
    gaps = [scene.text[a.end : b.start] for a, b in pairwise(mentions)]
    return all(len(gap) <= LONGEST_GAP and MEMBER_STOP.search(gap) for gap in gaps)


def town_and_country(scene: Scene, frame: Frame, cue: int, count: int) -> list[ProgramMention] | None:
    """城乡低保标准分别为A、B: 城乡 hands out 城市 and 农村, as printed nowhere."""
    start = max(frame.clause[0], frame.lead_start)
    written = TOWN_AND_COUNTRY.search(scene.text, start, cue)
    mentions = [m for m in scene.programs_in(start, cue) if m.code not in ("", WITHIN)]
    if written is None or count != 2 or not mentions:
        return None
    kin = mentions[-1]
    return (
        [ProgramMention(written.start(), written.end(), WITHIN, word) for word in ("城市", "农村")]
        if kin.code
        else None
    )


def told_apart(scene: Scene, frame: Frame, cue: int, count: int) -> list[ProgramMention] | None:
    """4915人纳入城市低保,1.14万人纳入农村低保,全年分别发放低保金A、B: the two that clauses before counted, money to each."""
    begin = frame.part[0] if frame.clause[0] > frame.part[0] else frame.sentence.start
    if count != 2 or frame.quantity.measure != "amount" or frame.clause[0] <= begin:
        return None
    before = {m.code: m for m in scene.programs_in(begin, frame.clause[0]) if m.code not in ("", WITHIN)}
    both = list(before.values())
    return both if {m.code.partition("_")[0] for m in both} == {"urban", "rural"} and len(both) == 2 else None


def figures_before(scene: Scene, roles: Sequence[Role], i: int, members: list[int]) -> list[int] | None:
    """The figures of the list before: as many, of one measure each, next to one another."""
    frames = scene.frames
    count = len(members)
    wanted = [frames[j].quantity.measure for j in members]
    earlier: list[int] = []
    j = i - 1
    while j >= 0 and frames[j].sentence.paragraph == frames[i].sentence.paragraph and len(earlier) < count + 4:
        earlier.append(j)
        j -= 1
    earlier.reverse()
    if len(set(wanted)) > 1:  # 去年同期分别为2893人次、351.7万元: each takes the last figure of its measure
        picked = [next((k for k in reversed(earlier) if frames[k].quantity.measure == w), None) for w in wanted]
        return [k for k in picked if k is not None] if all(k is not None for k in picked) else None
    told = [k for k in earlier if frames[k].part == frames[i].part and roles[k].role == "actual"]
    told = told if told and told[-1] == earlier[-1] else []
    if set(wanted) <= {"rate"} and len(told) == count and len({frames[k].quantity.measure for k in told}) > 1:
        return told  # 幼儿园126所,教师1260人,在园儿童2.3万人,分别增长6%、8.5%和3.2%
    for measure in dict.fromkeys(frames[k].quantity.measure for k in reversed(earlier)):
        same = [
            k for k in earlier if frames[k].quantity.measure == measure and frames[k].sentence is frames[i].sentence
        ]
        now = [k for k in same if roles[k].role != "prior"]
        same = now if len(now) >= count else same  # 由310元提高到350元,…由1600元提高到1900元,提高幅度分别为…
        if len(same) >= count and measure not in ("rate", "age"):
            return same[-count:]
    return None


def labels_before(scene: Scene, frame: Frame, cue: int, count: int) -> list[str]:
    """The words before 分别 parted by 、 and 和, when there are as many as figures: 养老、工伤、失业保险参保人数依次为."""
    start = max(frame.clause[0], frame.lead_start)
    items = [x for x in re.split("[、和及与]", scene.text[start:cue]) if x]
    return items if len(items) == count else []
