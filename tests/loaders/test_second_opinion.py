"""The second opinion of LibreOffice: what it says of two texts, and that a soffice that hangs or fails does no harm."""

from __future__ import annotations

import importlib.util
import shutil
import sys
import time
from pathlib import Path
from types import ModuleType

import psutil
import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
BED = ROOT / "tests" / "bed"
DOC = BED / "corpus" / "d1-04.doc"


@pytest.fixture(scope="module")
def opinion() -> ModuleType:
    """The benchmark's module: benchmarks/ is no package."""
    spec = importlib.util.spec_from_file_location("second_opinion", ROOT / "benchmarks" / "second_opinion.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["second_opinion"] = module
    spec.loader.exec_module(module)
    return module


def fake(folder: Path, body: str) -> str:
    """A soffice of our own: a script that is called with the same arguments."""
    if sys.platform == "win32":
        pytest.skip("takes a script that starts by itself")
    script = folder / "soffice"
    script.write_text(f"#!{sys.executable}\nimport sys, time, subprocess\nfrom pathlib import Path\n{body}\n")
    script.chmod(0o755)
    return str(script)


WRITES = """
out = Path(sys.argv[sys.argv.index("--outdir") + 1])
out.mkdir()
(out / "document.txt").write_text({text!r}, encoding="utf-8-sig")
"""


def test_two_texts_beside_each_other(opinion: ModuleType) -> None:
    same = opinion.compare("| 户数 | 35 |\n全年救助1,080人。", "户数\n35\n全年救助 1,080人。")
    assert same == (1.0, (), ())
    other = opinion.compare("救助86户、86人,支出3.5万元", "救助86户、68人,支出35万元")
    assert 0.5 < other.alike < 1
    assert other.only_ours == ("86", "3.5") and other.only_theirs == ("68", "35")
    assert opinion.compare("", "").alike == 1 and opinion.compare("甲", "乙").alike == 0


def test_without_soffice_it_says_so(
    opinion: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert opinion.main([str(DOC)]) == 2
    told = capsys.readouterr()
    assert "soffice (LibreOffice) is not there" in told.err and not told.out


def test_a_figure_that_one_side_lacks_is_shown(
    opinion: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "和安市２０１９年第一季度社会救助工作运行情况"
    assert opinion.main([str(DOC), "--soffice", fake(tmp_path, WRITES.format(text=text))]) == 1
    told = capsys.readouterr().out
    assert "d1-04.doc" in told and "only reportparse: ３ １８４０６ ２９７３２" in told and "to be looked at: 1" in told


def test_a_soffice_that_hangs_is_ended_with_all_that_it_started(opinion: ModuleType, tmp_path: Path) -> None:
    note = tmp_path / "child"
    hangs = f"child = subprocess.Popen(['sleep', '60'])\nPath({str(note)!r}).write_text(str(child.pid))\ntime.sleep(60)"
    begin = time.monotonic()
    assert opinion.opinion_of(DOC, fake(tmp_path, hangs), 1.5) == (None, "took longer than 1.5 s")
    assert time.monotonic() - begin < 20
    child = int(note.read_text())
    assert not psutil.pid_exists(child) or psutil.Process(child).status() == psutil.STATUS_ZOMBIE


def test_a_document_that_one_side_cannot_read_is_to_be_looked_at(
    opinion: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [str(DOC), str(BED / "doc" / "locked.doc")]
    assert opinion.main([*files, "--soffice", fake(tmp_path, "sys.exit(1)")]) == 1
    told = capsys.readouterr().out
    assert "LibreOffice could not read it; reportparse read it" in told
    assert "protected by a password" in told and "documents: 2, to be looked at: 2" in told


@pytest.mark.skipif(shutil.which("soffice") is None, reason="takes LibreOffice")
def test_libreoffice_reads_the_same(opinion: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert opinion.main([str(DOC)]) == 0
    assert "to be looked at: 0" in capsys.readouterr().out
