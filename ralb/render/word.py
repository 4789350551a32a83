"""The minutes as a Word document, through a Word template that an officer can edit."""

import datetime as dt
import io
import re
import zipfile
from pathlib import Path
from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from lxml import etree
from markupsafe import Markup, escape

from ralb import dates
from ralb.render import bounds, linting, markdown, package, templates
from ralb.render.paragraphs import Writer
from ralb.trouble import Trouble

# Marks where the notes go: private characters around a word that nobody types.
_HERE = "\ue000notes of ralb\ue001"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_KEPT = (RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES)
# What Word keeps beside the words: forms' data, building blocks, who wrote, keys and toolbars.
_ASIDE = ("/customXml", "/glossaryDocument", "/people", "/keyMapCustomizations", "/attachedToolbars")
_SETTINGS = ("w:docVars", "w:mailMerge", "w:rsids")


class _Template(DocxTemplate):  # type: ignore[misc]
    """docxtpl, but strict: it would repair broken XML by dropping the rest of the document."""

    def fix_tables(self, xml: str) -> Any:
        etree.fromstring(xml)
        return super().fix_tables(xml)


def _unmistakable(value: Any) -> Any:
    """docxtpl takes `{_{` in the finished text for a sign of its own and makes `{{` of it; an entity is none."""
    if not isinstance(value, str) or "_" not in value:
        return value
    return Markup(re.sub(r"([{}%])_(?=[{}%])", lambda sign: f"&#{ord(sign[1])};_", escape(value)))  # noqa: S704


class NoPlaceForNotes(Trouble):
    """The Word template does not say where the notes go, so they would be lost."""

    def __init__(self, name: str) -> None:
        super().__init__(f"templates/{name}: there is no paragraph with {{{{p body }}}} alone, where the notes go")


def render(root: Path, name: str, edition: dict[str, Any]) -> bytes:
    """The document that the template *name* makes; the same edition gives the same bytes.

    Raises `templates.BadTemplate`, `NoPlaceForNotes`.
    """
    file = f"{name}.docx"
    packed = package.read(templates.word_template(root, file))
    for danger in linting.dangers(package.parts(file, packed)):
        raise templates.BadTemplate(file, ValueError(danger))
    template = _Template(io.BytesIO(packed))
    body = Markup(f"<w:p><w:r><w:t>{_HERE}</w:t></w:r></w:p>")  # noqa: S704 - a constant
    environment = templates.environment(root).overlay(finalize=_unmistakable)
    try:
        with bounds.kept():
            template.render({**edition, "body": body}, environment)
    except (*templates.FAULTS, etree.XMLSyntaxError, zipfile.BadZipFile) as error:
        raise templates.BadTemplate(file, error) from error
    document: Document = template.docx
    if "body" in edition:
        here = next((paragraph for paragraph in document.paragraphs if paragraph.text == _HERE), None)
        if here is None:
            raise NoPlaceForNotes(file)
        Writer(document, here).write(markdown.tokens(edition["body"]))
        here._p.getparent().remove(here._p)
    _set_properties(document, edition)
    return _same_bytes(document)


def _set_properties(document: Document, edition: dict[str, Any]) -> None:
    """Title, author, language and dates; the dates are the meeting's, never those of the clock."""
    date = dates.parse(edition["date"]["iso"]) or dates.PartialDate(1980, 1)
    moment = dt.datetime(date.year, date.month, date.day or 1, tzinfo=dt.UTC).replace(tzinfo=None)
    _forget_author(document)
    properties = document.core_properties
    properties.title, properties.subject = edition["title"][:255], edition.get("state_words", "")
    properties.author = properties.last_modified_by = edition["board"]["name"][:255]
    properties.language, properties.revision = edition["language"], 1
    properties.created = properties.modified = moment


def _forget_author(document: Document) -> None:
    """Take out what the template tells of who made it, and where: nothing of it is meant for readers."""
    package = document.part.package.rels
    for key, relation in list(package.items()):
        if relation.reltype not in _KEPT:
            del package[key]
    relations = document.part.rels
    for key, relation in list(relations.items()):
        if relation.reltype.endswith(_ASIDE):
            del relations[key]
    settings = document.settings.element
    for name in _SETTINGS:
        for element in settings.findall(qn(name)):
            settings.remove(element)
    properties = document.core_properties._element
    for element in list(properties):
        properties.remove(element)


def _same_bytes(document: Document) -> bytes:
    """The document as a zip file whose dates do not change from run to run."""
    saved, fixed = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as before, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(zipfile.ZipInfo(name, _EPOCH), before.read(name), zipfile.ZIP_DEFLATED)
    return fixed.getvalue()
