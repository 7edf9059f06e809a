"""Facts: what was read of each document, as rows of a Parquet file. They are what goes from one machine to another.

A row has the document, its digest, size and versions, and either its report (JSON) with the text that its offsets point
into, or the reason why there is none. Rows are in the order of the documents they were asked for.
"""

from __future__ import annotations

import atexit
import json
import uuid
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from reportparse.many import BY_ITSELF, toolkit_by
from reportparse.model.report import Report
from reportparse.pool import Allow, Limits, Lost, Pool, in_order
from reportparse.pool.worker import Work
from reportparse.store.collect import digest_of, read_entry
from reportparse.store.duck import connection
from reportparse.store.entries import Entry, Failure, Versions, versions_of


class Fact(NamedTuple):
    """One row: either `report` and `text`, or `reason` and `way_out`."""

    document: str
    sha256: str | None
    size: int | None
    tool: str
    lexicon: str
    report: str | None
    text: bytes | None
    reason: str | None
    way_out: str | None


COLUMNS = "document VARCHAR, sha256 VARCHAR, size BIGINT, tool VARCHAR, lexicon VARCHAR, report VARCHAR, text BLOB, reason VARCHAR, way_out VARCHAR"
BATCH = 64


def facts(
    documents: Iterable[tuple[str, str]], lexicon: str | None = None, limits: Limits | None = None
) -> Iterator[Fact]:
    """What is read of documents, given by path and by the name they shall have; one row each, in their order.

    Read by a process of their own, which is kept for the next call: a document that ends it costs one row.
    """
    wanted = list(documents)
    with _crew(lexicon, limits) as pool:
        for asked, told in zip(wanted, in_order(pool, (json.dumps(one).encode() for one in wanted)), strict=True):
            if isinstance(told, Lost):
                yield lost_fact(*asked, told.reason, lexicon)
            else:
                name, sha256, size, report, text, reason, way_out = json.loads(told)
                kept = None if text is None else text.encode("utf-8", "surrogatepass")
                yield Fact(name, sha256, size, *versions_at(lexicon), report, kept, reason, way_out)


def lost_fact(path: str, name: str, reason: str, lexicon: str | None) -> Fact:
    """The row of a document that ended who read it."""
    return Fact(name, *digest_of(Path(path)), *versions_at(lexicon), None, None, reason, BY_ITSELF)


def fact_job(arguments: dict[str, Any], allow: Allow) -> Work:
    """A worker's job: path and name in, the row out."""
    toolkit, versions = toolkit_by(arguments, allow), versions_at(arguments["lexicon"])

    def work(item: bytes) -> bytes:
        path, name = json.loads(item)
        known = Failure("", "", *digest_of(Path(path)))
        entry = read_entry(Path(path), name, toolkit, versions, known)
        told: tuple[str | int | None, ...]
        if entry.report is None:
            assert entry.failure is not None
            reason, way_out, sha256, size = entry.failure
            told = (name, sha256, size, None, None, reason, way_out)
        else:
            source = entry.report.source
            told = (
                name,
                source.sha256,
                source.bytes,
                entry.report.model_dump_json(by_alias=True),
                entry.text,
                None,
                None,
            )
        return json.dumps(told).encode()

    return work


def write_facts(rows: Iterable[Fact], target: Path) -> None:
    """Rows as a Parquet file that appears whole or not at all; whoever comes second with the same rows does no harm."""
    partial = target.with_name(f".{target.stem}.{uuid.uuid4().hex}.part")
    con = connection()
    try:
        con.execute(f"CREATE TABLE facts ({COLUMNS})")
        con.executemany(f"INSERT INTO facts VALUES ({', '.join('?' * len(Fact._fields))})", [*map(list, rows)])
        quoted = str(partial).replace("'", "''")
        con.execute(f"COPY facts TO '{quoted}' (FORMAT parquet, COMPRESSION zstd)")
        partial.replace(target)
    finally:
        con.close()
        partial.unlink(missing_ok=True)


def facts_in(path: Path) -> Iterator[Fact]:
    """The rows of a Parquet file, in their order."""
    con = connection()
    try:
        cursor = con.execute(f"SELECT {', '.join(Fact._fields)} FROM read_parquet(?)", [str(path)])
        while rows := cursor.fetchmany(BATCH):
            yield from (Fact(*row) for row in rows)
    finally:
        con.close()


def entry_of(fact: Fact) -> Entry:
    """A row as what a dataset holds of a document."""
    if fact.report is None:
        failure = Failure(fact.reason or "", fact.way_out or "", fact.sha256, fact.size)
        return Entry(fact.document, failure=failure)
    text = None if fact.text is None else fact.text.decode("utf-8", "surrogatepass")
    report = Report.model_validate_json(fact.report)
    return Entry(fact.document, report, text, versions=Versions(fact.tool, fact.lexicon))


class _Crew:
    """A pool that outlives its calls: making ready takes longer than reading a few documents."""

    def __init__(self, lexicon: str | None, limits: Limits | None) -> None:
        self._lexicon, self._limits = lexicon, limits
        self._pool: Pool | None = None
        atexit.register(self.close)

    def __enter__(self) -> Pool:
        if self._pool is None:
            self._pool = Pool("reportparse.scale.facts:fact_job", {"lexicon": self._lexicon}, 1, self._limits)
        return self._pool

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is not None:  # somebody stopped in the middle: what its worker has in hand is nobody's any more
            self.close()

    def close(self) -> None:
        """End it."""
        if self._pool is not None:
            self._pool.close()
            self._pool = None


@cache
def _crew(lexicon: str | None, limits: Limits | None) -> _Crew:
    return _Crew(lexicon, limits)


@cache
def versions_at(lexicon: str | None) -> Versions:
    """The versions that this machine reads with."""
    return versions_of(None if lexicon is None else Path(lexicon))
