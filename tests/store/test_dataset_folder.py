"""A dataset's folder: what is read again and what is not, what stays, and what a run that is killed leaves."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from archive import REPORTS, build_at, files_of, make_archive

import reportparse as rp
from reportparse.store import collect
from reportparse.store.entries import Versions, versions_of


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return make_archive(tmp_path / "archive", "2019.txt", "2020.txt")


class Killed(BaseException):
    """As sudden as SIGKILL: nothing that cleans up after errors catches it in time."""


def test_only_what_is_new_or_changed_is_read(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "dataset"
    assert build_at(out, archive) == 2
    assert build_at(out, archive) == 0
    (archive / "2020半年.txt").write_text(REPORTS["2020半年.txt"], encoding="utf-8")
    assert build_at(out, archive) == 1
    (archive / "2019.txt").write_text(REPORTS["2019.txt"] + "婚姻登记801对。\n", encoding="utf-8")
    assert build_at(out, archive) == 1
    (archive / "2020.txt").rename(archive / "二〇二〇.txt")
    assert build_at(out, archive) == 0
    names = [Path(row["document"]).name for row in rp.Dataset.open(out).documents()]
    assert names == ["2019.txt", "2020半年.txt", "二〇二〇.txt", "坏.txt"]


def test_a_grown_dataset_is_the_same_as_one_made_at_once(archive: Path, tmp_path: Path) -> None:
    build_at(tmp_path / "grown", archive)
    make_archive(archive)
    (archive / "2019.txt").unlink()
    build_at(tmp_path / "grown", archive)
    build_at(tmp_path / "fresh", archive)
    assert files_of(tmp_path / "grown") == files_of(tmp_path / "fresh")


def test_documents_of_other_folders_stay(archive: Path, tmp_path: Path) -> None:
    other = make_archive(tmp_path / "other", "2020半年.txt")
    build_at(tmp_path / "dataset", archive)
    build_at(tmp_path / "dataset", other)
    rows = rp.Dataset.open(tmp_path / "dataset").documents()
    assert [row["status"] for row in rows] == ["read", "read", "failed", "read", "failed"]
    assert len(rp.Dataset.open(tmp_path / "dataset").errors()) == 2
    assert len(rp.Dataset.open(tmp_path / "dataset").reports()) == 3


@pytest.mark.parametrize("versions", [Versions("9.9", versions_of().lexicon), Versions(rp.__version__, "0" * 16)])
def test_another_version_reads_everything_again(archive: Path, tmp_path: Path, versions: Versions) -> None:
    out = tmp_path / "dataset"
    build_at(out, archive)
    assert build_at(out, archive, versions=versions) == 2
    assert {row["lexicon"] for row in rp.Dataset.open(out).documents() if row["status"] == "read"} == {versions.lexicon}
    assert len(list((out / "reports").rglob("*.json"))) == 2  # those of the old version are gone


def test_a_lexicon_of_ones_own_is_another_version(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[x]\nname = "暖冬"\n', encoding="utf-8")
    assert versions_of(own).lexicon != versions_of().lexicon
    assert versions_of().lexicon == versions_of().lexicon


@pytest.mark.parametrize("form", ["figures.zip", "figures.duckdb"])
def test_a_packed_dataset_grows_too(archive: Path, tmp_path: Path, form: str) -> None:
    pytest.importorskip("duckdb")
    out = tmp_path / form
    assert build_at(out, archive) == 2
    make_archive(archive)
    assert build_at(out, archive) == 1
    assert len(rp.Dataset.open(out).reports()) == 3


def test_a_document_that_fails_is_a_row_with_its_reason(archive: Path, tmp_path: Path) -> None:
    build_at(tmp_path / "dataset", archive)
    opened = rp.Dataset.open(tmp_path / "dataset")
    (error,) = opened.errors()
    assert error["document"].endswith("坏.txt") and error["reason"] and error["way_out"]
    failed = opened.documents()[-1]
    assert failed["status"] == "failed" and failed["bytes"] == 2048 and failed["title"] is None


def test_a_fault_of_ours_fails_one_document_only(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = collect.read

    def faulty(document: object, tools: rp.Toolkit) -> rp.Report:
        report = real(document, tools)  # type: ignore[arg-type]
        if "2019" in (report.title or ""):
            raise ZeroDivisionError("planted")
        return report

    monkeypatch.setattr(collect, "read", faulty)
    build_at(tmp_path / "dataset", archive)
    opened = rp.Dataset.open(tmp_path / "dataset")
    assert len(opened.reports()) == 1
    assert "ZeroDivisionError: planted" in opened.errors()[0]["reason"]


def test_a_report_cut_short_is_read_again(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "dataset"
    build_at(out, archive)
    wanted = files_of(out)
    cut = next((out / "reports").rglob("*.json"))
    cut.write_bytes(cut.read_bytes()[:100])
    assert build_at(out, archive) == 1
    assert files_of(out) == wanted


def test_a_run_that_ends_at_any_write_is_gone_on_with(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stop before the first file takes its name, before the second, and so on; then let it run."""
    build_at(tmp_path / "whole", archive)
    wanted = files_of(tmp_path / "whole")
    real, left = Path.replace, [0]

    def replace(self: Path, target: Path) -> Path:
        if left[0] == 0:
            raise Killed
        left[0] -= 1
        return real(self, target)

    for steps in range(60):
        out = tmp_path / f"stopped{steps}"
        with monkeypatch.context() as patched:
            patched.setattr(Path, "replace", replace)
            left[0] = steps
            try:
                build_at(out, archive)
            except Killed:
                ended = False
            else:
                ended = True
        if ended:
            break
        with pytest.raises(rp.ReportparseError, match="did not end"):
            rp.Dataset.open(out)
        build_at(out, archive)
        assert files_of(out) == wanted, steps
    assert ended and steps > 10


def test_an_old_dataset_can_be_read_until_the_new_one_is_complete(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "dataset"
    build_at(out, archive)
    before = rp.Dataset.open(out).statistics()
    make_archive(archive)

    def stopped(*_: object) -> None:
        raise Killed

    monkeypatch.setattr("reportparse.store.folder.finish", stopped)
    with pytest.raises(Killed):
        build_at(out, archive)
    assert rp.Dataset.open(out).statistics() == before


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL")
def test_killed_three_times_and_the_same_in_the_end(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    archive.mkdir()
    for n in range(60):
        (archive / f"{n}.txt").write_text(REPORTS["2019.txt"] + f"第{n}号。\n", encoding="utf-8")
    command = [sys.executable, "-m", "reportparse", "extract", str(archive), "-o"]
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    started = time.perf_counter()
    subprocess.run([*command, str(whole)], check=True, capture_output=True)
    seconds = time.perf_counter() - started
    dice = random.Random(3)
    for _ in range(3):
        child = subprocess.Popen([*command, str(killed)], stderr=subprocess.DEVNULL)
        time.sleep(dice.uniform(0.3, 0.9) * seconds)
        child.send_signal(signal.SIGKILL)
        child.wait()
    subprocess.run([*command, str(killed)], check=True, capture_output=True)
    assert files_of(killed) == files_of(whole)


def test_a_folder_with_other_things_is_left_alone(archive: Path, tmp_path: Path) -> None:
    full = tmp_path / "full"
    (full / "reports").mkdir(parents=True)
    (full / "reports" / "mine.txt").write_text("keep", encoding="utf-8")
    with pytest.raises(rp.ReportparseError, match="other things"):
        build_at(full, archive)
    assert files_of(full) == {"reports/mine.txt": b"keep"}


def test_a_dataset_among_its_documents_is_not_taken_for_documents(archive: Path) -> None:
    from reportparse.console import files_in

    before = files_in([archive])
    build_at(archive.parent / "dataset", archive)
    (archive.parent / "dataset").rename(archive / "dataset")
    assert files_in([archive]) == before


def test_text_recognition_is_another_version(monkeypatch: pytest.MonkeyPatch) -> None:
    """A half-scanned document read without it must be read again once it is there."""
    from reportparse.loaders.formats import BUILT_IN
    from reportparse.store import entries

    with_ocr = [form._replace(needs=()) for form in BUILT_IN]
    without = [form._replace(needs=("no_such_module",)) if form.extra else form for form in BUILT_IN]
    tools = set()
    for forms in (with_ocr, without):
        monkeypatch.setattr(entries, "known_formats", lambda forms=forms: tuple(forms))
        tools.add(versions_of().tool)
    assert tools == {rp.__version__, f"{rp.__version__}+ocr"}
