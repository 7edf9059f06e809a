"""Quantities: the sentences of tests/data/quantities.toml and of the lexicon, and what no text may break."""

from __future__ import annotations

import tomllib
from decimal import Decimal, localcontext
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import reportparse as rp
from hang import ends
from reportparse.errors import LexiconError
from reportparse.model.folding import fold
from reportparse.model.mentions import QuantityMention
from reportparse.recognise.quantities import find_quantities, load_units
from reportparse.recognise.stand_alone import stand_alone_numerals, stand_alone_quantities

HERE = Path(__file__).parent
LEXICON = HERE.parent / "src" / "reportparse" / "lexicon"
UNITS = load_units()
QUIET_RULES = ("quantity", "quantity.chinese")


def toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


DATA = toml(HERE / "data" / "quantities.toml")
CASES = DATA["case"]
UNIT_ENTRIES = toml(LEXICON / "units.toml")["unit"]
IDIOMS = toml(LEXICON / "idioms.toml")


def described(text: str, mention: QuantityMention) -> str:
    """A mention in the words of the data file."""
    words = [text[mention.start : mention.end], "=", f"{mention.value:f}", mention.unit or "-", mention.measure]
    if mention.bound != "exact":
        words.append(mention.bound)
    if mention.per:
        words += ["per", mention.per]
    if mention.rule not in QUIET_RULES:
        words += ["rule", mention.rule.removeprefix("quantity.")]
    return " ".join(words)


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_sentence(case: dict[str, Any]) -> None:
    text = case["text"]
    assert [described(text, m) for m in find_quantities(fold(text), UNITS)] == case["want"]


@pytest.mark.parametrize("case", DATA["alone"], ids=[case["text"] for case in DATA["alone"]])
def test_any_text(case: dict[str, Any]) -> None:
    hits = stand_alone_quantities(case["text"])
    found = [[h.text, "=", f"{h.value:f}", h.unit, h.measure, *([h.bound] if h.bound != "exact" else [])] for h in hits]
    assert [" ".join(words) for words in found] == case["want"]


@pytest.mark.parametrize("case", DATA["numerals"], ids=[case["text"] for case in DATA["numerals"]])
def test_numerals_of_any_text(case: dict[str, Any]) -> None:
    hits = stand_alone_numerals(case["text"])
    assert [f"{h.text} = {h.value:f} {h.bound}" for h in hits] == case["want"]


def test_no_precision_of_the_caller_changes_a_value() -> None:
    text = "存款123456789.25元,人口一亿零三十二万七千六百五十一人,-127.32e13"
    want = (rp.numerals(text), rp.quantities(text), rp.parse(text=text).statistics)
    with localcontext() as context:
        context.prec = 4
        assert (rp.numerals(text), rp.quantities(text), rp.parse(text=text).statistics) == want


def unmarked(sentence: str) -> tuple[str, int, int]:
    """A sentence with [brackets] around a quantity -> the bare sentence and the place of the quantity."""
    start, end = sentence.index("["), sentence.index("]") - 1
    return sentence.replace("[", "").replace("]", ""), start, end


UNIT_YES = [(entry, sentence) for entry in UNIT_ENTRIES for sentence in entry.get("yes", ())]
UNIT_NO = [(entry, sentence) for entry in UNIT_ENTRIES for sentence in entry.get("no", ())]


@pytest.mark.parametrize(("entry", "sentence"), UNIT_YES, ids=[s for _, s in UNIT_YES])
def test_unit_is_read(entry: dict[str, Any], sentence: str) -> None:
    text, start, end = unmarked(sentence)
    found = [
        m
        for m in find_quantities(fold(text), UNITS, report=not entry.get("stand_alone"))
        if (m.start, m.end) == (start, end)
    ]
    assert [m.measure for m in found] == [entry["measure"]]
    assert found[0].unit.lstrip("万亿") == entry["plain"].lstrip("万亿")


@pytest.mark.parametrize(("entry", "sentence"), UNIT_NO, ids=[s for _, s in UNIT_NO])
def test_unit_is_not_read(entry: dict[str, Any], sentence: str) -> None:
    units = [m.unit for m in find_quantities(fold(sentence), UNITS)]
    assert entry["plain"] not in units or "[" in sentence


def test_every_unit_has_an_example() -> None:
    assert [entry["plain"] for entry in UNIT_ENTRIES if not entry.get("yes")] == []


@pytest.mark.parametrize("sentence", IDIOMS["yes"])
def test_idiom_holds_no_figure(sentence: str) -> None:
    assert find_quantities(fold(sentence), UNITS) == []


@pytest.mark.parametrize("sentence", IDIOMS["no"])
def test_no_idiom(sentence: str) -> None:
    text, start, end = unmarked(sentence)
    assert [(m.start, m.end) for m in find_quantities(fold(text), UNITS)] == [(start, end)]


def test_own_units_come_over_ours(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[[unit]]\nplain = "台班"\nmeasure = "count"\nforms = ["台班"]\n', encoding="utf-8")
    [mention] = find_quantities("挖机用了14台班", load_units(own))
    assert (mention.value, mention.unit, mention.measure) == (14, "台班", "count")


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ("[[unit]\n", "no TOML"),
        ('[[unit]]\nplain = "斛"\nmeasure = "volume"\nforms = ["斛"]\n', "volume"),
        ('[[unit]]\nplain = "斛"\nmeasure = "other"\n', "forms"),
        ('[[unit]]\nplain = "斛"\nmeasure = "other"\nforms = ["斛"]\nfactor = "2"\n', "factor"),
        ('[[unit]]\nplain = "斛"\nmeasure = "other"\nforms = ["斛"]\ntimes = "many"\n', "many"),
    ],
)
def test_mistakes_in_a_lexicon_are_named(tmp_path: Path, content: str, named: str) -> None:
    own = tmp_path / "own.toml"
    own.write_text(content, encoding="utf-8")
    with pytest.raises(LexiconError, match=named):
        load_units(own)


ALPHABET = "一二三十百千万亿两几半点分之余多来至到每人户元月年日次个岁%号第、,.-—:/()“”约近不超过 \n0123456789xA成折"


@given(st.text(alphabet=ALPHABET, max_size=80))
def test_mentions_are_in_order_and_apart(text: str) -> None:
    for report in (True, False):
        end = 0
        for mention in find_quantities(text, UNITS, report=report):
            assert end <= mention.start < mention.number_end <= mention.end <= len(text)
            assert mention.value.is_finite()
            end = mention.end


@given(st.text(alphabet=ALPHABET + "萬點個角分毛塊", max_size=60))
def test_hits_are_verbatim(text: str) -> None:
    for hit in (*stand_alone_numerals(text), *stand_alone_quantities(text)):
        assert hit.text == text[hit.start : hit.end]


@given(st.integers(1, 10**9), st.sampled_from(["户", "人次", "个", "家", "张"]))
def test_grouped_counts_are_exact(count: int, unit: str) -> None:
    [mention] = find_quantities(f"共计{count:,}{unit}", UNITS)
    assert (mention.value, mention.unit) == (count, unit)


@given(st.decimals(min_value=Decimal("0.0001"), max_value=10**8, places=4), st.sampled_from(["万元", "亿元", "元"]))
def test_money_keeps_its_digits(value: Decimal, unit: str) -> None:
    [mention] = find_quantities(f"拨付{value}{unit}", UNITS)
    assert (str(mention.value), mention.unit) == (str(value), unit)


@pytest.mark.parametrize(
    "unit", ["一", "1、", "1,", "1-", "每人", "百分之", "三至", "1万", "第1", "1:", "2020-", "“一个", "1 ", "千"]
)
def test_hostile_text_does_not_hang(unit: str) -> None:
    text = unit * (40_000 // len(unit)) + "户"
    assert ends(lambda: find_quantities(text, UNITS))
    assert ends(lambda: stand_alone_quantities(text[:20_000]))


def test_stand_alone_reads_what_reports_leave_out() -> None:
    hits = [(h.text, f"{h.value:f}", h.unit) for h in stand_alone_quantities("他花了十块三毛,打八五折,又买三斤半")]
    assert hits == [("十块三毛", "10.3", "元"), ("八五折", "85", "%"), ("三斤半", "3.5", "斤")]
    assert [m.unit for m in find_quantities("水深15m,付了十块", UNITS) if m.unit] == ["块"]


def test_stand_alone_numerals_leave_words_alone() -> None:
    assert stand_alone_numerals("队伍登陆后一切统一") == []
    assert [h.text for h in stand_alone_numerals("共三 百 零五人,占四分之一")] == ["三 百 零五", "四分之一"]
