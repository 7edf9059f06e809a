"""The vocabulary, compiled: lexicon/*.toml -> one frozen Rulebook. Words are data; grammar lives in code.

A user's own file is merged over ours with `load_rulebook(path)`: the same tables, the same keys.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from sys import intern
from typing import Any

from ahocorasick_rs import AhoCorasick, MatchKind

from reportparse.errors import LexiconError
from reportparse.surety import SureOf, surety
from reportparse.weights import Leaning, Leanings, leaning_by, leanings_by
from reportparse.wordtrie import word_pattern

ELSEWHERE = ""
"""The code of a field that the taxonomy has no program for: its figures have program null."""

WITHIN = "~"
"""The code of a word that names a program only inside another one (其中城市…): the linker settles it."""

BESIDE_FIGURE = "figure"
"""`of = "figure"` in a program's `within`: the words mean it only right before a figure (村委会96个)."""

GENERIC = frozenset({"training", "publicity", "infrastructure", "party_building", "social_assistance"})
"""Programs whose words say what kind of activity something is; any other program beside them wins."""

PATTERN_HEAD = re.compile(
    r"(?:\(\?<[!=][^()]*\))*(?:\[(?P<any>[^\]^\\]+)\]|\(\?:(?P<words>[\u4e00-\u9fffA-Z][^()\[\]\\?*{]*)\)|(?P<one>[^\\()\[\]?*+.^$|{}]))"
    r"(?![?*|]|\{0)"
)
"""What a name pattern begins with: looks behind, then a class, a choice of words or a character that must be there."""

RANGE = re.compile("(.)-(.)")
"""Characters of a class from one to another."""

GAP_REACH = 20
"""How many characters the … of a gap pattern (资助…参保) may stand for: about one clause."""

PROGRAM_KEYS = {"name", "parent", "stock", "aid", "words", "within", "gaps", "yes", "no"}


@dataclass(frozen=True, slots=True)
class ProgramRule:
    """One program. `stock`: people printed without a verb are a standing stock, not people served in the period.
    `aid`: it hands something out to people of other programs, who are then counted as its own (医疗救助 of 低保对象)."""

    code: str
    name: str
    parent: str | None
    stock: bool
    aid: bool
    words: tuple[str, ...]


class Gap:
    """资助…参保 as a regular expression over one clause; its group 1 is the last of the words.

    It is compiled when a text has both words: few of these patterns ever are, and all of them take a tenth of the time
    that the lexicon takes to load.
    """

    __slots__ = ("_compiled", "pattern")

    def __init__(self, words: str) -> None:
        *first, last = (re.escape(word) for word in words.split("…"))
        self.pattern = rf"[^,。;:\n]{{0,{GAP_REACH}}}?".join([*first, f"({last})"])
        self._compiled: re.Pattern[str] | None = None

    def match(self, text: str, start: int) -> re.Match[str] | None:
        """Where the first of the words stands."""
        if self._compiled is None:
            self._compiled = re.compile(self.pattern)
        return self._compiled.match(text, start)


@dataclass(frozen=True, slots=True, eq=False)
class Rulebook:
    """Everything the recognisers and the linker look words up in. Frozen; made once at the border.

    `activity` finds words of doing and of being, which begin with `activity_starts` and end with `activity_ends`; those in
    `standing` are words of being. `stock_leaning` weighs what makes a figure a
    stock, `program_leanings` what makes it of a program.
    """

    programs: Mapping[str, ProgramRule]
    lines: Mapping[str, tuple[str, ...]]
    words: tuple[str, ...]
    codes: tuple[str, ...]
    automaton: AhoCorasick
    within: Mapping[str, tuple[tuple[str, str], ...]]
    gaps: tuple[tuple[Gap, str], ...]
    gap_starts: AhoCorasick
    gap_ends: tuple[tuple[tuple[int, str], ...], ...]
    gap_reach: int
    names: AhoCorasick
    name_patterns: re.Pattern[str]
    cues: Mapping[str, re.Pattern[str]]
    places: Mapping[str, re.Pattern[str]]
    activity: re.Pattern[str]
    activity_starts: frozenset[str]
    activity_ends: frozenset[str]
    standing: frozenset[str]
    sure_of: SureOf
    stock_leaning: Leaning
    program_leanings: Leanings

    def line(self, code: str | None) -> tuple[str, ...]:
        """The program and those above it, nearest first; empty for no program."""
        return self.lines.get(code or "", ())

    def is_under(self, code: str | None, other: str | None) -> bool:
        """Whether `code` is `other` or stands below it."""
        return other in self.lines.get(code, ()) if code else False

    def common(self, codes: Iterable[str]) -> str | None:
        """The nearest program that stands over all of these, or None."""
        lines = [self.lines.get(code, ()) for code in codes]
        for code in lines[0] if lines else ():
            for line in lines:
                if code not in line:
                    break
            else:
                return code
        return None


def either(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of these words, longest first."""
    return re.compile(word_pattern(words))


def read_toml(text: str, name: str) -> dict[str, Any]:
    """The tables of one lexicon file; LexiconError names the file and the line of a mistake."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as e:
        raise LexiconError(f"{name}: not valid TOML ({e}); mend that line") from e


def shipped_text(name: str) -> str:
    """One of the lexicon files that come with the package, as it is."""
    return (resources.files("reportparse") / "lexicon" / name).read_text("utf-8")


def shipped(name: str) -> dict[str, Any]:
    """One of the lexicon files that come with the package."""
    return read_toml(shipped_text(name), name)


def merged(base: dict[str, Any], extra: Mapping[str, Any]) -> dict[str, Any]:
    """Two lexicon files as one: lists grow, other values of the second win."""
    out = dict(base)
    for key, value in extra.items():
        old = out.get(key)
        if isinstance(value, Mapping) and isinstance(old, Mapping):
            out[key] = merged(dict(old), value)
        elif isinstance(value, list) and isinstance(old, list):
            out[key] = old + [v for v in value if v not in old]
        else:
            out[key] = value
    return out


def checked_programs(table: Mapping[str, Any], name: str) -> dict[str, ProgramRule]:
    """The programs of a lexicon, each entry checked."""
    programs: dict[str, ProgramRule] = {}
    for code, entry in table.items():
        if not isinstance(entry, Mapping) or not entry.get("name"):
            raise LexiconError(f'{name}: [{code}] has no name; write name = "…" under it')
        unknown = set(entry) - PROGRAM_KEYS
        if unknown:
            raise LexiconError(f"{name}: [{code}] has unknown keys {sorted(unknown)}; known are {sorted(PROGRAM_KEYS)}")
        parent = entry.get("parent")
        if parent is not None and parent not in table:
            raise LexiconError(f"{name}: [{code}] has parent {parent!r}, which is no program; name one that is")
        words = tuple(dict.fromkeys([entry["name"], *entry.get("words", [])]))
        one = intern(code)  # every figure's is compared with codes of the linker again and again
        programs[one] = ProgramRule(
            one,
            entry["name"],
            intern(parent) if parent is not None else None,
            bool(entry.get("stock", False)),
            bool(entry.get("aid", False)),
            words,
        )
    return programs


def line_of(programs: Mapping[str, ProgramRule], code: str | None) -> tuple[str, ...]:
    """A program and those above it, nearest first."""
    found: list[str] = []
    while code and code not in found:
        found.append(code)
        code = programs[code].parent
    return tuple(found)


def first_characters(pattern: str, name: str) -> str:
    """The characters with which a pattern can begin; LexiconError where it does not tell."""
    m = PATTERN_HEAD.match(pattern)
    if m is None:
        raise LexiconError(
            f"{name}: begin the pattern {pattern!r} with a character, a class like [0-9] or a choice of words (?:…|…)"
        )
    if m["words"]:
        return "".join(word[0] for word in m["words"].split("|") if word)
    if m["one"]:
        return m["one"]
    return RANGE.sub(lambda span: "".join(map(chr, range(ord(span[1]), ord(span[2]) + 1))), m["any"])


def name_pattern(named: Mapping[str, Mapping[str, Any]], name: str) -> re.Pattern[str]:
    """The patterns of names as one; its last group is the name. Its first character stands alone, so that the engine
    skips all places where no pattern can begin, and looks back at itself from there. What begins with a digit is tried
    only where the numeral begins, and those of a group with `figures` not where that stands behind a short numeral."""
    kinds: dict[str, dict[str, frozenset[str]]] = {}
    for group in named.values():
        figures = f"(?![0-9]{{0,3}}(?:\\.[0-9]+|)(?:{group['figures']}))" if "figures" in group else ""
        for pattern in group.get("patterns", []):
            first = first_characters(pattern, name)
            start = f"(?<![0-9][0-9]){figures}" if first[0].isdigit() and first.isascii() else ""
            kinds.setdefault(start, {})[pattern] = frozenset(first)
    ordered = sorted(kinds.items(), key=lambda kind: not kind[0])  # what begins with a digit stands first
    tried = "|".join(
        f"(?<={one_of(frozenset().union(*kind.values()))}){start}{by_first(kind)}" for start, kind in ordered
    )
    firsts = frozenset[str]().union(*(signs for kind in kinds.values() for signs in kind.values()))
    return re.compile(f"{one_of(firsts)}(?:{tried})" if tried else "(?!)")


def one_of(signs: Iterable[str]) -> str:
    """A class of these characters."""
    return f"[{''.join(map(re.escape, sorted(signs)))}]"


def by_first(patterns: Mapping[str, frozenset[str]]) -> str:
    """A look back at a character and the patterns that can begin there. Those that share no character with others stand
    apart: the engine passes over all of them with one look."""
    groups: list[tuple[frozenset[str], list[str]]] = []
    for pattern, signs in patterns.items():
        near = [group for group in groups if not group[0].isdisjoint(signs)]
        those = [p for _, group in near for p in group]
        groups = [group for group in groups if group not in near]
        groups.append((signs.union(*(shared for shared, _ in near)), [*those, pattern]))
    order = {pattern: n for n, pattern in enumerate(patterns)}
    tried = "|".join(
        f"{one_of(signs)}(?<=(?=({'|'.join(sorted(those, key=order.__getitem__))})).)" for signs, those in groups
    )
    return f"(?<=(?=(?:{tried})).)"


def place_words(places: Mapping[str, Any], cues: Mapping[str, Any]) -> dict[str, re.Pattern[str]]:
    """The words by which places are found, group by group; words of doing too, since no name holds one."""
    found = {group: either(entry["words"]) for group, entry in places.items()}
    last = re.compile(rf"{found['common_end'].pattern}\Z")
    return found | {"common_end": last, "doing": either(cues["flow"]["words"])}


def compile_rulebook(tables: Mapping[str, dict[str, Any]], name: str) -> Rulebook:
    """The lexicon files, by name, as one rulebook."""
    table = tables["programs"]
    programs = checked_programs(table, name)
    code_of: dict[str, str] = {}
    within: dict[str, list[tuple[str, str]]] = {}
    gaps: list[tuple[Gap, str]] = []
    gap_words: list[list[str]] = []
    for group in tables["elsewhere"].values():
        code_of.update(dict.fromkeys(group.get("words", []), ELSEWHERE))
        gaps += [(Gap(g), ELSEWHERE) for g in group.get("gaps", [])]
        gap_words += [g.split("…") for g in group.get("gaps", [])]
    for code, rule in programs.items():
        code_of.update(dict.fromkeys(rule.words, code))
        gaps += [(Gap(g), code) for g in table[code].get("gaps", [])]
        gap_words += [g.split("…") for g in table[code].get("gaps", [])]
        for entry in table[code].get("within", []):
            for word in entry["words"]:
                within.setdefault(word, []).append((intern(entry["of"]), code))
    for word in within:
        code_of.setdefault(word, WITHIN)
    words = tuple(sorted(code_of))
    begun: dict[str, list[tuple[int, str]]] = {}  # many patterns begin alike (资助…): each beginning is looked for once
    for n, (first, *_, last) in enumerate(gap_words):
        begun.setdefault(first, []).append((n, last))
    named, cues = tables["names"], tables["cues"]
    sure, learned = shipped("confidence.toml"), json.loads(shipped_text("leanings.json"))
    name_words = sorted({w for group in named.values() for w in group.get("words", [])})
    return Rulebook(
        programs=programs,
        lines={code: line_of(programs, code) for code in programs},
        words=words,
        codes=tuple(code_of[w] for w in words),
        automaton=AhoCorasick(list(words), matchkind=MatchKind.LeftmostLongest),
        within={w: tuple(pairs) for w, pairs in within.items()},
        gaps=tuple(gaps),
        gap_starts=AhoCorasick(list(begun)),
        gap_ends=tuple(map(tuple, begun.values())),
        gap_reach=max((sum(map(len, words)) + GAP_REACH * (len(words) - 1) for words in gap_words), default=0),
        names=AhoCorasick(name_words, matchkind=MatchKind.LeftmostLongest),
        name_patterns=name_pattern(named, name),
        cues={group: either(entry["words"]) for group, entry in cues.items()},
        places=place_words(tables["places"], cues),
        activity=either([*cues["flow"]["words"], *cues["stock"]["words"]]),
        activity_starts=frozenset(word[0] for group in ("flow", "stock") for word in cues[group]["words"] if word),
        activity_ends=frozenset(word[-1] for group in ("flow", "stock") for word in cues[group]["words"] if word),
        standing=frozenset(cues["stock"]["words"]),
        sure_of=surety(sure["weights"], sure["base"], sure["caution"]),
        stock_leaning=leaning_by(learned["stock"]),
        program_leanings=leanings_by(learned["programs"]),
    )


@cache
def load_rulebook(extra: Path | None = None) -> Rulebook:
    """The shipped lexicon, with the programs, elsewhere, names, cues and places of a user's own TOML file merged over it.

    A user's file holds programs at its top level, and may hold tables `elsewhere`, `names`, `cues`, `places` and `unit`.
    """
    tables = {key: shipped(f"{key}.toml") for key in ("programs", "elsewhere", "names", "cues", "places")}
    if extra is not None:
        try:
            own = read_toml(extra.read_text("utf-8"), str(extra))
        except (OSError, UnicodeDecodeError) as e:
            raise LexiconError(f"{extra}: cannot be read ({e}); give a UTF-8 TOML file") from e
        for key in ("elsewhere", "names", "cues", "places"):
            tables[key] = merged(tables[key], own.pop(key, {}))
        own.pop("unit", None)  # units are read by recognise.units from the same file
        tables["programs"] = merged(tables["programs"], own)
    return compile_rulebook(tables, "shipped" if extra is None else str(extra))
