"""Our reading of jieba's dictionary against jieba itself: the same words, the same parts of speech."""

from __future__ import annotations

import logging
import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from reportparse.recognise.dictionary import Dictionary
from reportparse.recognise.phrases import tagger
from reportparse.rulebook import load_rulebook

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
Tagger = Callable[[str], list[tuple[str, str]]]
ENDS = ("", "\r\n", "%3.5", "，a b", "a-b", "é𠀀", "WiFi2G", " ", "。")


@pytest.fixture(scope="module")
def words() -> list[str]:
    return [w for rule in load_rulebook(None).programs.values() for w in rule.words if 2 <= len(w) <= 6]


@pytest.fixture(scope="module")
def ours(words: list[str]) -> Tagger:
    return tagger(words)


@pytest.fixture(scope="module")
def jiebas(words: list[str]) -> Tagger:
    import jieba
    from jieba import posseg

    jieba.setLogLevel(logging.ERROR)
    tokenizer = jieba.Tokenizer()
    for word in words:
        tokenizer.add_word(word, tag="n")
    tagging = posseg.POSTokenizer(tokenizer)
    return lambda text: [(pair.word, pair.flag) for pair in tagging.cut(text, HMM=False)]


def test_the_corpus_is_cut_as_jieba_cuts_it(ours: Tagger, jiebas: Tagger) -> None:
    for path in sorted(CORPUS.rglob("*.txt"))[::3]:
        for stretch in re.split("[,，。;；\n]", path.read_text(encoding="utf-8")):
            assert ours(stretch) == jiebas(stretch)


def test_words_in_any_order_are_cut_as_jieba_cuts_them(ours: Tagger, jiebas: Tagger, words: list[str]) -> None:
    dice = random.Random(1)
    signs = "".join(path.read_text(encoding="utf-8") for path in sorted(CORPUS.rglob("*.txt"))[:20])
    for _ in range(4000):
        at = dice.randrange(len(signs) - 9)
        text = dice.choice(words) + signs[at : at + dice.randrange(9)] + dice.choice(words)[1:] + dice.choice(ENDS)
        assert ours(text) == jiebas(text), text


def test_a_word_that_is_added_is_not_cut_and_the_file_need_not_be_in_order() -> None:
    dictionary = Dictionary("低 5 a\n低保 9 n\n对象 7 n\n低保对 2 x\n象 3 n\n")
    assert dictionary.tagged("低保对象") == [("低保", "n"), ("对象", "n")]
    dictionary.add("低保对象", "n")
    assert dictionary.tagged("低保对象ab") == [("低保对象", "n"), ("ab", "eng")]


def test_a_character_that_no_word_begins_with_stands_alone() -> None:
    assert Dictionary("低保 9 n\n").tagged("保低") == [("保", "x"), ("低", "x")]
