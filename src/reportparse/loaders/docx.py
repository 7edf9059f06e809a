"""Word documents of today (.docx, .docm, .dotx, those of WPS): the text as printed, with everything that counts in it.

The parts are read with lxml. docs/decisions/0009-docx.md says why, and what is done with revisions, fields and boxes.
"""

from __future__ import annotations

from reportparse.errors import UnreadableDocument
from reportparse.loaders.building import Builder
from reportparse.loaders.docx_blocks import BlockReader, Paragraph
from reportparse.loaders.docx_fields import well_formed
from reportparse.loaders.docx_names import BODY, ID, RID, Element, W, child
from reportparse.loaders.docx_numbering import Numbering
from reportparse.loaders.docx_package import SAVE_AGAIN, Package
from reportparse.loaders.docx_styles import Styles
from reportparse.loaders.docx_text import TextReader
from reportparse.model.document import Contents

# A report has a header and a footer for each section, three kinds of each.
MAX_HEADERS = 500


def read(data: bytes, name: str) -> Contents:
    """The contents of a .docx; what cannot be read is refused with a word on why and what to do."""
    try:
        return _Reading(data, name).contents()
    except RecursionError:
        raise UnreadableDocument(name, "it is nested too deeply", SAVE_AGAIN) from None


class _Reading:
    """One file on its way in."""

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        self._package = package = Package(data, name)
        root = package.root(package.main)
        body = child(root, BODY)
        if root is None or body is None:
            raise UnreadableDocument(name, "its main part holds no text body", SAVE_AGAIN)
        self._root, self._body = root, body
        self._builder = Builder()
        self._notes: dict[tuple[str, str], None] = {}
        styles = Styles(self._lesser("styles", "headings and hidden text may be missed"))
        numbering = Numbering(self._lesser("numbering", "automatic numbers are missing"), styles)
        self._text = TextReader(styles, self._noted, self._builder.warn)
        self._blocks = BlockReader(styles, numbering, self._text, self._builder.warn)

    def contents(self) -> Contents:
        """All of it: the body, then notes, then what stands apart."""
        self._begin(self._root)
        for block in self._blocks.blocks(self._body):
            if not isinstance(block, Paragraph):
                self._builder.table(block.cells, header_rows=block.header_rows)
            elif block.kind == "heading":
                self._builder.heading(block.text, block.level)
            elif block.kind == "item":
                self._builder.item(block.text, block.level)
            elif block.kind == "contents":
                self._builder.apart("boilerplate", block.text)
            else:
                self._builder.paragraph(block.text)
        self._add_notes()
        self._add_headers()
        self._add_comments()
        contents = self._builder.contents()
        if not contents.text.strip():
            self._refuse_empty(contents)
        return contents

    def _begin(self, root: Element) -> None:
        """Gets ready for another part: fields do not run over from one to the next."""
        self._text.apart()
        self._text.may_hide, self._text.may_raise = self._package.may_hide, self._package.may_raise
        self._text.trust_fields = well_formed(root)
        if not self._text.trust_fields:
            self._builder.warn("its fields are not properly closed; results they hide may be read as text")

    def _lesser(self, kind: str, loss: str) -> Element | None:
        """A part that the text can do without, if badly."""
        part = self._package.related(kind)
        if part is None:
            return None
        try:
            return self._package.root(part)
        except UnreadableDocument as error:
            self._builder.warn(f"{error.reason}; {loss}")
            return None

    def _noted(self, kind: str, note_id: str) -> None:
        self._notes.setdefault((kind, note_id))

    def _add_notes(self) -> None:
        """Footnotes, then endnotes, each kind in the order of the places that point to them."""
        for kind in ("footnote", "endnote"):
            if not any(noted == kind for noted, _ in self._notes):
                continue
            root = self._lesser(f"{kind}s", f"{kind}s are missing")
            if root is None:
                continue
            self._begin(root)
            found = {note.get(ID): note for note in root.iterchildren(W + kind)}
            for noted, note_id in list(self._notes):
                if noted == kind and note_id in found:
                    self._builder.note(self._blocks.text_in(found[note_id]).strip())

    def _add_headers(self) -> None:
        seen: set[str] = set()
        for reference in self._root.iter(W + "headerReference", W + "footerReference"):
            relation = self._package.relations.get(reference.get(RID, ""))
            if relation is None or relation.part in seen or len(seen) >= MAX_HEADERS:
                continue
            seen.add(relation.part)
            try:
                root = self._package.root(relation.part)
            except UnreadableDocument as error:
                self._builder.warn(f"{error.reason}; a page header or footer is missing")
                continue
            if root is not None:
                self._begin(root)
                kind = "header" if reference.tag == W + "headerReference" else "footer"
                self._builder.apart("header" if kind == "header" else "footer", self._blocks.text_in(root))

    def _add_comments(self) -> None:
        root = self._lesser("comments", "comments are missing")
        if root is not None:
            self._begin(root)
            for comment in root.iterchildren(W + "comment"):
                self._builder.apart("comment", self._blocks.text_in(comment))

    def _refuse_empty(self, contents: Contents) -> None:
        if any("embedded" in warning for warning in contents.warnings):
            raise UnreadableDocument(self._name, "its text lies in an embedded file of another kind", SAVE_AGAIN)
        if self._package.has_pictures():
            raise UnreadableDocument(self._name, "it holds only pictures, no text", "save it as .pdf and read that")
        raise UnreadableDocument(self._name, "it holds no text", "check that it is the right file")
