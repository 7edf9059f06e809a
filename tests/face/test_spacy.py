"""The component of spaCy: the same figures whatever the tokens, and a Doc that keeps them wherever it goes."""

from __future__ import annotations

import pickle
import re
import subprocess
import sys
import tomllib
from importlib import metadata
from itertools import pairwise
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy import displacy
from spacy.lang.zh import Chinese
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span

import reportparse as rp
import reportparse.spacy  # the factory, where the installation in use is older than the entry point
from reportparse.errors import LexiconError
from reportparse.spacy_component import ReportParser
from reportparse.toolkit import Toolkit

ROOT = Path(__file__).resolve().parents[2]
CORPUS = sorted((ROOT / "corpus").glob("**/*.txt"))
TEXT = """\
临溪县民政局2021年上半年工作总结
截至6月底,全县共有城市低保对象312户、455人,1-6月累计发放低保金98.6万元,比上年同期增长3.5%。
"""
LEXICON = '[winter_fuel]\nname = "冬季取暖补助"\nparent = "social_assistance"\nwords = ["烤火费"]\n'
FUEL = "今年发放烤火费12.5万元。"


def pipeline(segmenter: str = "char", **config: object) -> Language:
    nlp = Chinese.from_config({"nlp": {"tokenizer": {"segmenter": segmenter}}})
    nlp.add_pipe("reportparse", config=config)
    return nlp


@pytest.fixture(scope="module")
def char() -> Language:
    return pipeline()


@pytest.fixture(scope="module")
def words() -> Language:
    return pipeline("jieba")


@pytest.fixture
def lexicon(tmp_path: Path) -> Path:
    path = tmp_path / "my.toml"
    path.write_text(LEXICON, encoding="utf-8")
    return path


def programs(doc: Doc) -> list[str | None]:
    return [s.program and s.program.name for s in doc._.statistics]


def marks(doc: Doc) -> dict[str, list[tuple[object, ...]]]:
    """All spans, by everything that a reader of a stored Doc may ask for."""
    return {
        key: [(s.start_char, s.end_char, s.label_, s.kb_id_, s.id_, s._.statistic, s._.period) for s in doc.spans[key]]
        for key in ("figures", "programs", "periods")
    }


def test_every_second_document_of_the_corpus_reads_alike_in_letters_and_in_words(
    char: Language, words: Language
) -> None:
    assert len(CORPUS) > 100
    for path in CORPUS[::2]:
        text = Toolkit.default().door.load(path).text
        report = rp.parse(text=text)
        for nlp in (char, words):
            doc = nlp(text)
            assert doc.text == text, path
            assert doc._.report == report, path
            assert doc._.statistics == report.statistics
            holds_its_figures(doc)


def test_programs_and_times_are_marked_where_they_stand_in_noisy_texts_too(char: Language) -> None:
    rules = Toolkit.default().rules
    marked = named = timed = 0
    for path in sorted((ROOT / "corpus").glob("d1-*.txt")):
        doc = char(Toolkit.default().door.load(path).text)
        assert doc._.report.repairs
        marked += len(doc.spans["programs"])
        named += sum("".join(s.text.split()) in rules.words for s in doc.spans["programs"])
        timed += len(doc.spans["periods"])
        assert all(re.search("[年月日季末底初节]", s.text) for s in doc.spans["periods"])
    assert marked > 50 and timed > 20
    assert named > 0.8 * marked  # of a pattern with a gap the last word is marked, which need be no name by itself


def holds_its_figures(doc: Doc) -> None:
    """Every figure has a span around it, in order, and the span leads back to it."""
    spans = list(doc.spans["figures"])
    assert [span._.statistic for span in spans] == list(doc._.statistics)
    for span, s in zip(spans, doc._.statistics, strict=True):
        assert span.start_char <= s.evidence.start < s.evidence.end <= span.end_char
        assert span.label_ == s.role and span.kb_id_ == (s.program.code if s.program else "")
        assert span._.period == s.period
        assert span.text.endswith(doc.text[s.evidence.start : span.end_char])
        # not a token more than it takes
        assert span.start_char + len(span[0]) > s.evidence.start
        assert span.end_char - len(span[-1]) < s.evidence.end


@st.composite
def cut_texts(draw: st.DrawFn) -> tuple[list[str], list[bool]]:
    """A text full of figures, cut anywhere: in the middle of figures too."""
    pieces = st.sampled_from(
        ["发放低保金", "98.6万元", "312户", "、455人", "\n", " ", "，", "2021年", "上半年", "增长3.5%", "👪", "𠮷"]
    )
    text = "".join(draw(st.lists(pieces, min_size=1, max_size=12)))
    if not text.strip(" "):
        text = "一"
    places = sorted(draw(st.sets(st.integers(1, max(1, len(text) - 1)), max_size=8)) | {0, len(text)})
    tokens = [text[a:b] for a, b in pairwise(places)]
    return tokens, draw(st.lists(st.booleans(), min_size=len(tokens), max_size=len(tokens)))


@given(cut_texts())
@settings(max_examples=150, deadline=None)
def test_no_way_of_cutting_changes_what_is_read(cut: tuple[list[str], list[bool]]) -> None:
    tokens, spaces = cut
    nlp = spacy.blank("zh")
    doc = ReportParser()(Doc(nlp.vocab, words=tokens, spaces=spaces))
    assert doc._.report == rp.parse(text=doc.text)
    holds_its_figures(doc)
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert again._.report == doc._.report and marks(again) == marks(doc)


def test_spans_say_what_they_mark(char: Language) -> None:
    doc = char(TEXT)
    assert [(s.text, s.label_, s.kb_id_) for s in doc.spans["figures"]] == [
        ("312户", "actual", "urban_dibao"),
        ("455人", "actual", "urban_dibao"),
        ("98.6万元", "actual", "urban_dibao"),
        ("3.5%", "change", "urban_dibao"),
    ]
    named = [(s.text, s.label_, s.kb_id_) for s in doc.spans["programs"]]
    assert named == [("城市低保对象", "城市低保", "urban_dibao"), ("低保金", "城乡低保", "dibao")]
    times = {s.text: (s.label_, s.kb_id_, s._.period) for s in doc.spans["periods"]}
    assert times["1-6月"][:2] == ("flow", "2021-01-01/2021-06-30")
    assert times["6月底"][:2] == ("as_of", "../2021-06-30")
    for label, days, period in times.values():
        assert period.kind == label
        assert days == f"{period.start or '..'}/{period.end}"
    assert all(s._.statistic is None for key in ("programs", "periods") for s in doc.spans[key])
    assert all(s._.period is None for s in doc.spans["programs"])


def test_a_token_that_cuts_figures_is_taken_whole_and_the_figure_stays_exact() -> None:
    nlp = spacy.blank("zh")
    doc = Doc(nlp.vocab, words=["低保对象312", "户、455人在", "册"], spaces=[False] * 3)
    doc = ReportParser()(doc)
    first, second = doc.spans["figures"]
    assert (first.text, first._.statistic.evidence.text) == ("低保对象312户、455人在", "312户")
    assert (second.text, second._.statistic.evidence.text) == ("户、455人在", "455人")


def test_a_text_without_figures_or_without_anything_is_a_report_too(char: Language) -> None:
    for text in ("", " \n", "没有数字。"):
        doc = char(text)
        assert doc._.report == rp.parse(text=doc.text) and doc._.statistics == ()
        assert {key: len(group) for key, group in doc.spans.items()} == {"figures": 0, "programs": 0, "periods": 0}


def test_displacy_renders_every_group_as_text(char: Language) -> None:
    doc = char(TEXT + "<script>alert('低保对象9户')</script>")
    for key in ("figures", "programs", "periods"):
        html = displacy.render(doc, style="span", options={"spans_key": key}, jupyter=False)
        assert "<script>" not in html and doc.spans[key][0].label_ in html
    colors = {"spans_key": "figures", "colors": reportparse.spacy.DISPLACY_COLORS}
    assert "#9fd8ae" in displacy.render(doc, style="span", options=colors, jupyter=False)


def test_a_doc_keeps_its_report_in_every_form_that_keeps_user_data(char: Language, tmp_path: Path) -> None:
    doc = char(TEXT)
    assert len(doc._.statistics) == 4
    bin_ = DocBin(docs=[doc], store_user_data=True)
    doc.to_disk(tmp_path / "doc")
    forms = {
        "bytes": Doc(char.vocab).from_bytes(doc.to_bytes()),
        "disk": Doc(char.vocab).from_disk(tmp_path / "doc"),
        "DocBin": next(iter(DocBin().from_bytes(bin_.to_bytes()).get_docs(char.vocab))),
        "pickle": pickle.loads(pickle.dumps(doc)),
        "copy": doc.copy(),
    }
    for form, other in forms.items():
        assert other._.report == doc._.report, form
        assert marks(other) == marks(doc), form


def test_without_its_user_data_a_doc_has_spans_and_says_that_it_has_no_report(char: Language) -> None:
    doc = char(TEXT)
    bare = next(iter(DocBin(docs=[doc]).get_docs(char.vocab)))
    assert bare._.report is None and bare._.statistics == ()
    assert [s.text for s in bare.spans["figures"]] == [s.text for s in doc.spans["figures"]]
    assert all(s._.statistic is None for s in bare.spans["figures"])


def test_docs_joined_into_one_have_spans_and_no_report(char: Language) -> None:
    with pytest.warns(UserWarning, match="W101"):
        joined = Doc.from_docs([char(TEXT), char(FUEL)])
    assert joined._.report is None and len(joined.spans["figures"]) == 5


def test_a_stream_and_several_processes_read_alike(char: Language) -> None:
    texts = [path.read_text("utf-8") for path in CORPUS[:6]]
    one_by_one = [char(text) for text in texts]
    for processes in (1, 2):
        piped = list(char.pipe(texts, n_process=processes, batch_size=2))
        assert [d._.report for d in piped] == [d._.report for d in one_by_one]
        assert [marks(d) for d in piped] == [marks(d) for d in one_by_one]


def test_a_component_travels_to_another_process_with_its_lexicon(lexicon: Path) -> None:
    component = ReportParser(lexicon=lexicon)
    lexicon.unlink()
    sent = pickle.loads(pickle.dumps(component))
    assert programs(sent(spacy.blank("zh").make_doc(FUEL))) == ["冬季取暖补助"]


@pytest.mark.parametrize("own", [True, False])
def test_a_saved_pipeline_brings_its_lexicon(lexicon: Path, tmp_path: Path, own: bool) -> None:
    nlp = pipeline(lexicon=str(lexicon) if own else None)
    expected = ["冬季取暖补助"] if own else programs(pipeline()(FUEL))
    assert programs(nlp(FUEL)) == expected
    nlp.to_disk(tmp_path / "nlp")
    data = nlp.to_bytes()
    lexicon.unlink()  # as on another machine
    assert programs(spacy.load(tmp_path / "nlp")(FUEL)) == expected
    again = Chinese.from_config(nlp.config)
    assert programs(again.from_bytes(data)(FUEL)) == expected


def test_what_was_saved_holds_against_another_lexicon_at_the_same_place(lexicon: Path, tmp_path: Path) -> None:
    nlp = pipeline(lexicon=str(lexicon))
    nlp.to_disk(tmp_path / "nlp")
    lexicon.write_text(LEXICON.replace("冬季取暖补助", "别的"), encoding="utf-8")
    assert programs(spacy.load(tmp_path / "nlp")(FUEL)) == ["冬季取暖补助"]


def test_a_lexicon_with_a_mistake_is_told_at_once_and_one_that_is_missing_at_the_first_text(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text("[a]\nwords = 3", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"bad\.toml"):
        pipeline(lexicon=str(tmp_path / "bad.toml"))
    nlp = pipeline(lexicon=str(tmp_path / "none.toml"))
    with pytest.raises(LexiconError, match=r"none\.toml"):
        nlp(TEXT)


def test_names_that_someone_else_has_taken_are_not_taken_away() -> None:
    Doc.set_extension("ours_not", getter=len)
    try:
        with pytest.raises(ValueError, match="ours_not"):
            reportparse.spacy._extend(Doc, "ours_not", reportparse.spacy.report_of)
        reportparse.spacy._extend(Doc, "report", reportparse.spacy.report_of)  # ours again: a notebook loads it twice
    finally:
        Doc.remove_extension("ours_not")
    assert Span.has_extension("statistic")


def test_the_component_is_declared_and_found_without_importing_reportparse() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"]
    assert declared["spacy_factories"] == {"reportparse": "reportparse.spacy:make_report_parser"}
    if not metadata.entry_points(group="spacy_factories", name="reportparse"):
        pytest.skip("the installation in use was made before the entry point was declared; install again")
    code = (
        "import sys, spacy; nlp = spacy.blank('zh'); assert not {'jieba', 'reportparse.api'} & set(sys.modules);"
        "nlp.add_pipe('reportparse'); print(nlp('低保对象312户')._.statistics[0].value)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert told == "312\n"


def test_the_package_does_not_load_spacy() -> None:
    code = "import sys, reportparse as rp; rp.parse(text='低保对象312户'); rp.Dataset; print('spacy' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert told == "False\n"
