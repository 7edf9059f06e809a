"""Broken and hostile files of every format, made anew by every test run, always the same ones.

    python tests/bed/make_hostile.py FOLDER

`files()` names them all and says how each is made; making is left to whoever wants one. Broken files come from those of
tests/bed/corpus by cutting, flipping bits, writing zeros, moving blocks, inside zips as well; hostile ones are written
from nothing by the modules hostile_*.py.
"""

from __future__ import annotations

import io
import random
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import hostile_docx
import hostile_image
import hostile_odf
import hostile_ofd
import hostile_ole
import hostile_pdf
import hostile_sheet
import hostile_text
import hostile_zip

WRITERS = (
    hostile_zip,
    hostile_docx,
    hostile_odf,
    hostile_sheet,
    hostile_ofd,
    hostile_ole,
    hostile_pdf,
    hostile_text,
    hostile_image,
)
CORPUS = Path(__file__).resolve().parent / "corpus"
SEED = 20240101

Build = Callable[[], bytes]


@dataclass(frozen=True)
class Hostile:
    """A file: how its bytes are made, and what they were before they were broken (None: made from nothing).

    `whole`: the bytes are those of the unbroken file, only the name is wrong; it has to be read.
    """

    name: str
    build: Build
    origin: str | None = None
    whole: bool = False


SEEDS = ("d2-03.doc", "d1-04.docx", "d2-03.docx", "d2-03.rtf", "d2-03.odt", "d2-03.html", "d1-04.mht", "d2-03.pdf",
         "d2-03.ofd", "d2-03.xlsx", "d2-03.xls", "plain.txt", "line.png", "line.jpg", "line.tif", "line-scan.pdf")  # fmt: skip
"""What is broken: files of the bed, and a few small ones made here."""
PACKED = {"d2-03.docx": "word/document.xml", "d2-03.odt": "content.xml", "d2-03.xlsx": "xl/worksheets/sheet1.xml"}
"""Zips that are broken inside, and which member."""
WRONG_NAMES = {
    "docx-as.doc": "d2-03.docx", "html-as.doc": "d2-03.html", "rtf-as.doc": "d2-03.rtf", "doc-as.docx": "d2-03.doc",
    "pdf-as.txt": "d2-03.pdf", "xlsx-as.csv": "d2-03.xlsx", "txt-as.pdf": "plain.txt", "odt-as.docx": "d2-03.odt",
    "xls-as.doc": "d2-03.xls", "html-as.xls": "d2-03.html", "mht-as.doc": "d1-04.mht", "doc-as": "d2-03.doc",
}  # fmt: skip
ENDINGS = (
    "doc",
    "docx",
    "rtf",
    "odt",
    "html",
    "mht",
    "pdf",
    "ofd",
    "xlsx",
    "xls",
    "png",
    "jpg",
    "tif",
    "gif",
    "txt",
    "wps",
)


@cache
def original(name: str) -> bytes:
    """The unbroken bytes of a seed."""
    if name == "plain.txt":
        return (CORPUS.parent.parent.parent / "corpus" / "d2-02.txt").read_bytes().decode().encode("gb18030")
    if name.startswith("line"):
        form = {"png": "PNG", "jpg": "JPEG", "tif": "TIFF", "pdf": "PDF"}[name.rpartition(".")[2]]
        return hostile_image.written(hostile_image.shown(), form)
    return (CORPUS / name).read_bytes()


# --- ways to break ---------------------------------------------------------------------------------------------------


def cut(data: bytes, share: float) -> bytes:
    """Only the beginning of it."""
    return data[: int(len(data) * share)]


def flipped(data: bytes, count: int, seed: int) -> bytes:
    """Some bytes changed in one bit each, of small files no more than one in fifty."""
    chance, changed = random.Random(SEED + seed), bytearray(data)
    for _ in range(min(count, len(data) // 50)):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def zeroed(data: bytes, size: int, seed: int) -> bytes:
    """A block of zeros where data was, as a broken disk leaves it."""
    at = random.Random(SEED + seed).randrange(max(1, len(data) - size))
    return data[:at] + bytes(min(size, len(data) - at)) + data[at + size :]


def noisy(data: bytes, size: int, seed: int) -> bytes:
    """A block of chance bytes where data was."""
    chance = random.Random(SEED + seed)
    at = chance.randrange(max(1, len(data) - size))
    return data[:at] + chance.randbytes(min(size, len(data) - at)) + data[at + size :]


def moved(data: bytes, seed: int) -> bytes:
    """Blocks of 512 bytes in another order, as a broken copy leaves them; the first stays."""
    blocks = [data[i : i + 512] for i in range(0, len(data), 512)]
    rest = blocks[1:]
    random.Random(SEED + seed).shuffle(rest)
    return b"".join([blocks[0], *rest])


def inside(data: bytes, member: str, change: Callable[[bytes], bytes]) -> bytes:
    """A zip with one member broken."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info)
            new.writestr(info, change(content) if info.filename == member else content)
    return out.getvalue()


def behind_junk(data: bytes, seed: int) -> bytes:
    """What tools of the web leave before what they fetched."""
    junk = (
        b"HTTP/1.1 200 OK\r\nServer: x\r\nContent-Type: text/html\r\n\r\n",
        b"MZ" + bytes(60),
        b"\r\n\r\nFrom: x\r\n",
    )
    return junk[seed % len(junk)] + data


def doubled(data: bytes, size: int, seed: int) -> bytes:
    """A block that stands twice, as a broken download leaves it."""
    at = random.Random(SEED + seed).randrange(max(1, len(data) - size))
    return data[: at + size] + data[at:]


def seven_bit(data: bytes) -> bytes:
    """Without the highest bit of each byte, as old mail took it away."""
    return bytes(byte & 0x7F for byte in data)


def crossed(data: bytes, seed: int) -> bytes:
    """A zip in which two members have each other's content."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        content = {name: old.read(name) for name in old.namelist()}
    largest = sorted((name for name in content if name.endswith(".xml")), key=lambda name: -len(content[name]))
    one, two = random.Random(SEED + seed).sample(largest[:6], 2)
    content[one], content[two] = content[two], content[one]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in content.items():
            new.writestr(name, data)
    return out.getvalue()


WAYS: dict[str, Callable[[bytes, int], bytes]] = {
    "cut-10": lambda data, seed: cut(data, 0.1),
    "cut-60": lambda data, seed: cut(data, 0.6),
    "cut-97": lambda data, seed: cut(data, 0.97),
    "flip-1": lambda data, seed: flipped(data, 1, seed),
    "flip-12": lambda data, seed: flipped(data, 12, seed + 1),
    "flip-200": lambda data, seed: flipped(data, 200, seed + 2),
    "zero-300": lambda data, seed: zeroed(data, 300, seed + 3),
    "noise-700": lambda data, seed: noisy(data, 700, seed + 4),
    "moved": lambda data, seed: moved(data, seed + 5),
    "headless-1": lambda data, seed: data[1:],
    "headless-300": lambda data, seed: data[300:],
    "behind-junk": lambda data, seed: behind_junk(data, seed // 1000),
    "doubled": lambda data, seed: doubled(data, 600, seed + 6),
    "seven-bit": lambda data, seed: seven_bit(data),
}

SLOW_WAYS = ("cut-60", "flip-12")
"""Enough for pictures: recognising letters takes a second even where there are few."""


# --- all of it -------------------------------------------------------------------------------------------------------


def broken() -> Iterator[Hostile]:
    """Each seed broken in each way."""
    for i, seed in enumerate(SEEDS):
        if not seed.startswith(("line", "plain")) and not (CORPUS / seed).exists():
            continue
        stem, _, ending = seed.rpartition(".")
        for j, (way, change) in enumerate(WAYS.items()):
            if seed.startswith("line") and way not in SLOW_WAYS:
                continue
            build = partial(
                lambda seed, change, number: change(original(seed), number), seed, change, 1000 * i + 10 * j
            )
            yield Hostile(f"{stem}-{way}.{ending}", build, seed)
            if seed in PACKED:
                inner = partial(
                    lambda seed, change, number: inside(original(seed), PACKED[seed], lambda data: change(data, number)),
                    seed, change, 500 + 1000 * i + 10 * j,
                )  # fmt: skip
                yield Hostile(f"{stem}-inside-{way}.{ending}", inner, seed)


def mixed_up() -> Iterator[Hostile]:
    """Zips whose members are each other's, and the halves of two files in one."""
    for i, seed in enumerate((*PACKED, "d1-04.docx", "d2-03.ofd")):
        for k in range(3):
            stem, _, ending = seed.rpartition(".")
            yield Hostile(
                f"{stem}-crossed-{k}.{ending}",
                partial(lambda seed, n: crossed(original(seed), n), seed, 60 + 9 * i + k),
                seed,
            )
    for one, two in zip(SEEDS[:12], (*SEEDS[3:12], *SEEDS[:3]), strict=True):
        build = partial(lambda one, two: original(one)[: len(original(one)) * 2 // 3] + original(two)[2000:], one, two)
        yield Hostile(f"half-{one.replace('.', '-')}-half-{two}", build)


def misnamed() -> Iterator[Hostile]:
    """Whole files under wrong names, and next to nothing under every name."""
    for name, seed in WRONG_NAMES.items():
        yield Hostile(name, partial(original, seed), seed, whole=True)
    for ending in ENDINGS:
        yield Hostile(f"empty.{ending}", bytes)
        yield Hostile(f"one-byte.{ending}", partial(bytes.fromhex, "50"))


def files() -> dict[str, Hostile]:
    """All of them by name."""
    made = [Hostile(name, build) for module in WRITERS for name, build in module.files().items()]
    return {each.name: each for each in (*broken(), *mixed_up(), *misnamed(), *made)}


def main() -> None:
    """Write them all into a folder, to look at."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, each in files().items():
        (folder / name).write_bytes(each.build())
    print(len(files()), "files,", sum(path.stat().st_size for path in folder.iterdir()) // 1024, "KB")


if __name__ == "__main__":
    main()
