"""The word lists as data: well formed, no word claimed twice, and every example found by a plain longest-match scan."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import reportparse
from reportparse.model.folding import fold
from reportparse.rulebook import name_pattern

LEXICON = Path(reportparse.__file__).parent / "lexicon"
GAP_REACH = 20
BESIDE_FIGURE = "figure"  # of = "figure": the words count only right beside a figure
KEYS = {"name", "parent", "stock", "aid", "words", "within", "gaps", "yes", "no"}
FOLD = str.maketrans("，：；（）％０１２３４５６７８９", ",:;()%0123456789")
NUMERAL = re.compile(r"[0-9]+(?:[.·][0-9]+)?|[一二三四五六七八九十百千两]+")


class Hit(NamedTuple):
    start: int
    end: int
    code: str
    text: str


@cache
def read(name: str) -> dict[str, Any]:
    return tomllib.loads((LEXICON / f"{name}.toml").read_text("utf-8"))


@cache
def owners() -> dict[str, str]:
    """Every plain word and whose it is; fields outside the taxonomy own theirs as '-name'."""
    found = {w: f"-{code}" for code, entry in read("elsewhere").items() for w in entry["words"]}
    found |= {w: code for code, entry in read("programs").items() for w in [entry["name"], *entry["words"]]}
    return found


@cache
def gaps() -> list[tuple[re.Pattern[str], str]]:
    between = f"[^,。;:\\n]{{0,{GAP_REACH}}}?"
    return [
        (re.compile(between.join(map(re.escape, gap.split("…")))), mark + code)
        for mark, name in (("", "programs"), ("-", "elsewhere"))
        for code, entry in read(name).items()
        for gap in entry.get("gaps", [])
    ]


@cache
def inner() -> dict[str, list[tuple[str, str]]]:
    """Words that need a governing program: word -> (the program that must govern, the program then meant)."""
    found: dict[str, list[tuple[str, str]]] = {}
    for code, entry in read("programs").items():
        for group in entry.get("within", []):
            for word in group["words"]:
                found.setdefault(word, []).append((group["of"], code))
    return found


def line(code: str) -> Iterator[str]:
    """The program and those above it."""
    at: str | None = code
    while at:
        yield at
        at = read("programs").get(at, {}).get("parent")


def candidates(text: str, at: int, governing: str) -> Iterator[Hit]:
    for end in range(at + 1, min(len(text), at + 30) + 1):
        word = text[at:end]
        for of, code in inner().get(word, []):
            if governing and of in line(governing):
                yield Hit(at, end, code, word)
        if word in owners():
            yield Hit(at, end, owners()[word], word)
    for pattern, code in gaps():
        if m := pattern.match(text, at):
            yield Hit(at, m.end(), code, m.group())


def scan(text: str) -> list[Hit]:
    """Left to right, the longest at each place; words of the governing program first among equals."""
    text, at, governing, found = text.translate(FOLD), 0, "", []
    while at < len(text):
        best = max(candidates(text, at, governing), key=lambda h: h.end, default=None)
        if best is None:
            at += 1
            continue
        found.append(best)
        at, governing = best.end, best.code
    return found


def examples(name: str, key: str) -> list[tuple[str, str]]:
    return [(code, text) for code, entry in read(name).items() for text in entry.get(key, [])]


@pytest.mark.parametrize(("code", "text"), examples("programs", "yes"))
def test_program_is_found(code: str, text: str) -> None:
    assert code in {h.code for h in scan(text)}, scan(text)


@pytest.mark.parametrize(("code", "text"), examples("programs", "no"))
def test_program_is_not_found(code: str, text: str) -> None:
    assert code not in {h.code for h in scan(text)}, scan(text)


@pytest.mark.parametrize(("code", "text"), examples("elsewhere", "yes"))
def test_field_outside_the_taxonomy_is_found(code: str, text: str) -> None:
    assert f"-{code}" in {h.code for h in scan(text)}, scan(text)


@pytest.mark.parametrize(("code", "text"), examples("elsewhere", "no"))
def test_field_outside_the_taxonomy_is_not_found(code: str, text: str) -> None:
    assert f"-{code}" not in {h.code for h in scan(text)}, scan(text)


def test_no_word_is_claimed_twice() -> None:
    claimed: dict[str, str] = {}
    for name in ("programs", "elsewhere"):
        for code, entry in read(name).items():
            assert len(entry["words"]) == len(set(entry["words"])), f"{code} repeats a word"
            for word in entry["words"]:
                assert word not in claimed, f"{word}: {code} and {claimed[word]}"
                claimed[word] = code


def test_entries_are_well_formed() -> None:
    programs = read("programs")
    for code, entry in programs.items():
        assert set(entry) <= KEYS and {"name", "stock", "words", "yes", "no"} <= set(entry), code
        assert entry.get("parent", code) in programs, code
        assert all(group["of"] in programs or group["of"] == BESIDE_FIGURE for group in entry.get("within", [])), code
    for entry in [*programs.values(), *read("elsewhere").values()]:
        assert all(g.count("…") >= 1 and all(g.split("…")) for g in entry.get("gaps", []))
        assert all(len(w) > 1 and w == w.strip().translate(FOLD) for w in entry["words"])


def test_words_keep_to_the_rule_that_bare_vocabulary_names_no_program() -> None:
    bare = "补贴 救助 保障 对象 老人 群众 社区 资金 儿童 残疾人 服务 登记 困难群众 困难家庭 村委会 居委会 城市 农村"
    assert not set(bare.split()) & set(owners())


def names_pattern() -> re.Pattern[str]:
    groups = read("names").values()
    words = sorted((w for g in groups for w in g["words"]), key=len, reverse=True)
    return re.compile("|".join([*map(re.escape, words), *(p for g in groups for p in g.get("patterns", []))]))


def figures_left(text: str) -> list[str]:
    """The numerals that no name covers from end to end: 三百家 stays a figure though 百家 may be a name."""
    covered = [m.span() for m in names_pattern().finditer(text)]
    return [m.group() for m in NUMERAL.finditer(text) if not any(s <= m.start() and m.end() <= e for s, e in covered)]


@pytest.mark.parametrize(("group", "text"), examples("names", "yes"))
def test_names_hold_no_figure(group: str, text: str) -> None:
    assert figures_left(text.translate(FOLD)) == []


@pytest.mark.parametrize(("group", "text"), examples("names", "no"))
def test_names_leave_figures_alone(group: str, text: str) -> None:
    marked = [n for part in re.findall("⟦(.*?)⟧", text) if (n := NUMERAL.match(part).group())]  # type: ignore[union-attr]
    assert figures_left(re.sub("[⟦⟧]", "", text).translate(FOLD)) == marked


def test_name_patterns_are_safe() -> None:
    for entry in read("names").values():
        for pattern in entry.get("patterns", []):
            assert not re.search(r"[+*]\)[+*{]", pattern), pattern
            assert re.compile(pattern).search("一" * 20000) is None or len(pattern) < 400


def test_no_name_begins_where_figures_say_that_none_can() -> None:
    """`figures` of a group save time and cost no name: neither in the examples nor in any text of the corpus."""
    quick = name_pattern(read("names"), "names")
    slow = name_pattern({g: {k: v for k, v in e.items() if k != "figures"} for g, e in read("names").items()}, "names")
    assert quick.pattern != slow.pattern
    texts = [text.translate(FOLD) for _, text in [*examples("names", "yes"), *examples("names", "no")]]
    texts += [fold(path.read_text("utf-8")) for path in sorted((Path(__file__).parents[1] / "corpus").rglob("*.txt"))]
    for text in texts:
        assert [m.span() for m in quick.finditer(text)] == [m.span() for m in slow.finditer(text)]
