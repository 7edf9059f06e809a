"""What is made of a document while its report is at hand is what would be made of it at the end."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from archive import build_at, files_of, make_archive

import reportparse as rp
from reportparse.store import folder
from reportparse.store.csv import Lines, TableFile, cell_text, write_table
from reportparse.store.drawer import Drawer, drawer_at, lines_of
from reportparse.store.entries import Entry
from reportparse.store.rows import rows_of
from reportparse.store.tables import tables


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return make_archive(tmp_path / "archive")


def test_tables_put_together_are_those_made_of_rows(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_at(tmp_path / "together", archive)
    monkeypatch.setattr(folder.Collection, "kept", lambda *_: None)  # each report read again, row by row
    build_at(tmp_path / "rows", archive)
    assert files_of(tmp_path / "together") == files_of(tmp_path / "rows")


def test_no_report_is_read_again_for_the_tables(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        folder, "rows_of", lambda entry, marks: iter(()) if entry.report is None else pytest.fail("again")
    )
    build_at(tmp_path / "out", archive)
    assert rp.Dataset.open(tmp_path / "out").statistics()


def test_documents_with_the_same_bytes_have_their_own_lines(archive: Path, tmp_path: Path) -> None:
    (archive / "副本.txt").write_bytes((archive / "2019.txt").read_bytes())
    build_at(tmp_path / "out", archive)
    rows = rp.Dataset.open(tmp_path / "out").statistics()
    counts = {name: sum(Path(r["document"]).name == name for r in rows) for name in ("副本.txt", "2019.txt")}
    assert counts["副本.txt"] == counts["2019.txt"] > 0


def test_what_an_ended_run_left_in_it_is_gone(archive: Path, tmp_path: Path) -> None:
    build_at(tmp_path / "out", archive)
    left = tmp_path / "out" / ".drawer" / f"{os.getpid()}-0"
    left.parent.mkdir()
    left.write_bytes(b"half a line")
    build_at(tmp_path / "out", archive)
    assert not left.parent.exists()


def test_two_processes_of_one_number_have_a_file_each(tmp_path: Path) -> None:
    entry = Entry("a.txt", rp.parse(text="柳溪县2020年工作总结\n发放低保金12万元。\n"), text="")
    with drawer_at(tmp_path, with_lines=True) as first:
        second = Drawer(tmp_path, with_lines=True)
        one, other = first.put(entry), second.put(entry)
        assert one.file != other.file and first.kept(one) == first.kept(other)
        assert first.put(entry).start > one.start == 0
        second.clear()


def test_lines_are_the_lines_of_the_file() -> None:
    report = rp.parse(text="柳溪县2020年工作总结\n发放低保金1,2万元,低保对象3户。\n")
    entry = Entry('a "quoted", name.txt', report, text="x" * 99)
    for name, (count, lines) in lines_of(entry).items():
        rows = [row for table, row in rows_of(entry) if table == name]
        whole, joined = io.BytesIO(), io.BytesIO()
        write_table(tables()[name], rows, whole)
        file = TableFile(tables()[name], joined)
        file.append(lines)
        file.close()
        assert joined.getvalue() == whole.getvalue() and count == len(rows)


def test_cells_are_written_as_their_text() -> None:
    table = tables()["statistics"]
    told = {"document": True, "id": 3, "subject": None, "value": ("a", "b"), "unit": 1.5, "sentence": "两\r\n行"}
    made, plain = Lines(table), Lines(table)
    made.write(told)
    plain.write({name: cell_text(value) for name, value in told.items()})
    assert made.taken() == plain.taken() and made.taken() == b""
