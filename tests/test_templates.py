"""Templates of the board's own: checked before they are used, and never able to do more than fill in words."""

import io
import zipfile
from pathlib import Path

import docx
import pytest
from conftest import BOARD, ROOT, Make
from running import ralb
from test_render import MINUTES, Page, made

from ralb import builtin


@pytest.fixture
def root(board: Make) -> Path:
    root = board({"2026-01-22.md": MINUTES})
    (root / "templates").mkdir()
    return root


def checked() -> list[str]:
    """What `ralb templates check` says."""
    return ralb("templates", "check").out.splitlines()


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("minutes.html", "{{ tilte }}", "minutes.html:1: nothing is called `tilte`; did you mean `title`?"),
        ("minutes.html", "<p>\n{% if %}", "minutes.html:2: Expected an expression, got 'end of statement block'"),
        ("minutes.html", '{% extends "bare.html" %}', "minutes.html: there is no template `bare.html`"),
        ("minutes.html", "{{ title.nope.more }}", "minutes.html:1: 'str object' has no"),
        ("log.md", "{{ items }}", "log.md:1: nothing is called `items`; did you mean `title`?"),
        ("minutes.html", "{{ title }}", ""),
        ("base.html", "{{ title }}{% block main %}{% endblock %}", ""),
    ],
)
def test_a_page_template_is_checked(name: str, text: str, said: str, root: Path) -> None:
    (root / "templates" / name).write_text(text)
    found = checked()
    assert found == [] if not said else found[0].startswith(f"templates/{said}")
    assert ralb("templates", "check").code == int(bool(said))


CSS = "put it into the style, as `data:`"
DATA = "put it into the page, as `data:`"


@pytest.mark.parametrize(
    ("name", "text", "line", "said"),
    [
        (
            "minutes.html",
            "<p>\n<script>x</script>",
            2,
            "`<script>` has no place in minutes: take it out",
        ),
        ("minutes.html", "<IFRAME src=x>", 1, "`<iframe>` has no place in minutes: take it out"),
        ("minutes.html", "<p\n onclick='x'>", 1, "`onclick` runs a script: take it out"),
        ("minutes.html", "<a href=' java&#10;script:x'>", 1, "`href` runs a script, `java script:x`: take it out"),
        (
            "minutes.html",
            "<img src='https://x.org/a.png'>",
            1,
            f"it loads `https://x.org/a.png` from elsewhere: {DATA}",
        ),
        ("minutes.html", "{# a\n #}<img src='a.png'>", 2, f"it loads `a.png` from elsewhere: {DATA}"),
        ("minutes.html", "<img src='a.png' src='data:,'>", 1, f"it loads `a.png` from elsewhere: {DATA}"),
        ("minutes.html", "<img srcset='a.png 2x'>", 1, f"it loads `a.png 2x` from elsewhere: {DATA}"),
        (
            "minutes.html",
            "<link rel=stylesheet href='//x.org/a.css'>",
            1,
            "it loads `//x.org/a.css` from elsewhere: put its words into the block `css`",
        ),
        (
            "minutes.html",
            "<!--><script>x</script>-->",
            1,
            "`<script>` has no place in minutes: take it out",
        ),
        ("minutes.html", "<style>\n@import 'x.css';</style>", 2, f"it loads `x.css` from elsewhere: {CSS}"),
        (
            "minutes.html",
            "<p style='background: url(//x.org/a)'>",
            1,
            f"it loads `//x.org/a` from elsewhere: {CSS}",
        ),
        ("minutes.html", "<svg><image xlink:href='a.png'/></svg>", 1, f"it loads `a.png` from elsewhere: {DATA}"),
        (
            "minutes.html",
            "<meta http-equiv=refresh content='0; url=//x.org'>",
            1,
            "`<meta http-equiv=refresh>` leads readers away: take it out",
        ),
        ("page.css", "p {}\n@font-face { src: url('x.woff2') }", 2, f"it loads `x.woff2` from elsewhere: {CSS}"),
        ("page.css", "a { b: \\75rl(http://x.org/) }", 1, f"it loads `http://x.org/` from elsewhere: {CSS}"),
        ("page.css", "a { b: image-set('a.png' 2x) }", 1, f"it loads `a.png` from elsewhere: {CSS}"),
        ("page.css", "</style>", 1, "`</` ends the style: take it out"),
    ],
)
def test_a_page_that_would_run_or_load_something_is_not_made(
    name: str, text: str, line: int, said: str, root: Path
) -> None:
    (root / "templates" / name).write_text(text)
    assert checked() == [f"templates/{name}:{line}: {said}"]
    if said.startswith("`</`"):
        return
    for audience in ("public", "board"):
        ran = ralb("render", "--to", "html", "--audience", audience)
        assert (ran.code, ran.err) == (2, f"ralb: templates/{name}:{line}: {said}\n")
    assert not Path("out").exists()


def test_what_a_template_puts_together_is_looked_at_too(root: Path) -> None:
    (root / "templates" / "page.css").write_text("p { margin: 0 }</style><b>")
    (root / "templates" / "minutes.html").write_text("{{ ('<scr' ~ 'ipt>') | safe }}")
    said = "templates/minutes.html: `<script>` has no place in minutes: take it out"
    assert ralb("render", "--to", "html").err == f"ralb: {said}\n"
    (root / "templates" / "page.css").unlink()
    assert checked() == [said]


def test_links_pictures_and_fonts_inside_the_page_may_stand(root: Path) -> None:
    own = (
        "<link rel=canonical href='https://x.org/'><a href='https://x.org/' title='on top'>x</a>"
        "<img src='{{ brand.logo }}' alt=''><img src='data:image/png;base64,iVBORw0K' srcset='data:,a 2x'>"
        "<svg><use href='#a'/><rect fill='url(#b)'/></svg>"
        "<style>@font-face { src: url(data:font/woff2;base64,aa) }</style>"
    )
    (root / "templates" / "minutes.html").write_text(own)
    assert checked() == []
    assert list(made("--to", "html")) == ["2026-01-22.html"]


def parts() -> dict[str, bytes]:
    with zipfile.ZipFile(ROOT / "templates" / "minutes.docx") as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write(path: Path, changed: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in changed.items():
            archive.writestr(name, content)


DOCUMENT, RELS, STYLES = "word/document.xml", "word/_rels/document.xml.rels", "word/styles.xml"
OUTSIDE = b'<Relationship Id="x" Type="http://x/attachedTemplate" Target="http://evil/x" TargetMode="External"/>'


@pytest.mark.parametrize(
    ("part", "old", "new", "said"),
    [
        (DOCUMENT, b"{{ title }}", b"{{ tilte }}", "nothing is called `tilte`; did you mean `title`?"),
        (DOCUMENT, b"<w:r>", b"<w:ins w:id='1'><w:r>", "it holds tracked changes: accept or reject them"),
        (DOCUMENT, b"{{p body }}", b"{{ body }}", "there is no paragraph with {{p body }} alone"),
        (DOCUMENT, b"{%p if time %}", b"{%p if %}", "Expected an expression"),
        (RELS, b"</Rel", OUTSIDE + b"</Rel", "it loads something from outside, `http://evil/x`"),
        (RELS, b"</Rel", OUTSIDE.replace(b'"', b"'") + b"</Rel", "it loads something from outside"),
        (DOCUMENT, b"<w:r>", b"<w:r><w:rPr><w:vanish/></w:rPr></w:r><w:r>", "it holds hidden text"),
        (DOCUMENT, b"<w:r>", b"<w:r><w:instrText>INCLUDEPICTURE</w:instrText></w:r><w:r>", "it loads a picture"),
        (STYLES, b'w:val="Restricted"', b'w:val="Limited"', "the style `restricted` is missing"),
    ],
)
def test_a_word_template_is_checked_and_nothing_is_made_of_it(
    part: str, old: bytes, new: bytes, said: str, root: Path
) -> None:
    every = parts()
    every[part] = every[part].replace(old, new, 1)
    write(root / "templates" / "minutes.docx", every)
    assert checked()[0].startswith(f"templates/minutes.docx: {said}")
    assert ralb("render", "--to", "docx").code == 2
    assert not Path("out").exists()


def zipped(path: Path, *parts: tuple[str, bytes], pack: int = zipfile.ZIP_DEFLATED) -> None:
    with zipfile.ZipFile(path, "w", pack) as archive:
        for name, content in parts:
            archive.writestr(name, content)


BOMB = ("word/document.xml", bytes(60 * 1024 * 1024))
DTD = ("word/document.xml", b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
WIDE = ("word/document.xml", "<w:ins/>".encode("utf-16"))


@pytest.mark.parametrize(
    ("part", "said"),
    [
        (BOMB, "unpacked it holds 60 MB (at most 50 MB)"),
        (DTD, "`word/document.xml` declares entities: save it in Word again"),
        (WIDE, "`word/document.xml` is not UTF-8 text: save it in Word again"),
    ],
)
def test_a_word_template_is_weighed_and_looked_at_before_it_is_parsed(
    part: tuple[str, bytes], said: str, root: Path
) -> None:
    zipped(root / "templates" / "minutes.docx", part)
    assert checked()[0] == f"templates/minutes.docx: {said}"
    ran = ralb("render", "--to", "docx")
    assert (ran.code, ran.err) == (2, f"ralb: templates/minutes.docx: {said}\n")


def test_a_word_template_that_is_packed_in_another_way_is_none(root: Path) -> None:
    zipped(root / "templates" / "minutes.docx", DTD, pack=zipfile.ZIP_LZMA)
    assert checked() == ["templates/minutes.docx: this is no Word document"]


def test_a_word_template_of_more_than_twenty_megabytes_is_refused(root: Path) -> None:
    (root / "templates" / "minutes.docx").write_bytes(bytes(21 * 1024 * 1024))
    assert checked() == ["templates/minutes.docx: it is larger than 20 MB"]


@pytest.mark.parametrize("name", ["minutes.docx", "minutes.html", "parts.html", "page.css", "minutes.md"])
def test_a_template_that_is_a_link_out_of_the_folder_is_refused(name: str, root: Path) -> None:
    (root.parent / name).write_bytes((ROOT / "templates" / name).read_bytes())
    (root / "templates" / name).symlink_to(root.parent / name)
    said = f"templates/{name}: this is a link that leads out of the board's folder"
    assert checked()[0] == said
    ran = ralb("render", "--to", name.rpartition(".")[2].replace("css", "html"))
    assert (ran.code, ran.err) == (2, f"ralb: {said}\n")


def test_a_template_may_be_a_link_inside_the_folder(root: Path) -> None:
    (root / "templates" / "old.html").write_text("Old")
    (root / "templates" / "minutes.html").symlink_to("old.html")
    assert made("--to", "html") == {"2026-01-22.html": b"Old"}


def test_what_is_not_there_cannot_be_read(root: Path) -> None:
    for name in ("nope.docx", "nope.html"):
        ran = ralb("templates", "check", name)
        assert (ran.code, ran.err) == (74, f"ralb: cannot read {name}: no such file or directory\n")
    (root / "templates" / "minutes.docx").mkdir()
    assert ralb("render", "--to", "docx").err == "ralb: templates/minutes.docx: this is a folder, not a file\n"


@pytest.mark.usefixtures("root")
def test_what_the_template_tells_of_its_author_is_not_published(root: Path) -> None:
    every = parts()
    every["docProps/app.xml"] = every["docProps/app.xml"].replace(b"<Company/>", b"<Company>Zugzwang</Company>")
    every["docProps/core.xml"] = every["docProps/core.xml"].replace(
        b"<cp:category/>", b"<dc:identifier>Zugzwang</dc:identifier><cp:version>Zugzwang</cp:version>"
    )
    every["customXml/item1.xml"] = b"<x>Zugzwang</x>"
    every["word/settings.xml"] = every["word/settings.xml"].replace(
        b"</w:settings>", b'<w:docVars><w:docVar w:name="a" w:val="Zugzwang"/></w:docVars></w:settings>'
    )
    write(root / "templates" / "minutes.docx", every)
    with zipfile.ZipFile(io.BytesIO(made("--to", "docx")["2026-01-22.docx"])) as archive:
        assert [name for name in archive.namelist() if b"Zugzwang" in archive.read(name)] == []
        assert [name for name in archive.namelist() if name.startswith(("customXml", "docProps"))] == [
            "docProps/core.xml"
        ]


def test_a_word_template_with_macros_is_refused(root: Path) -> None:
    write(root / "templates" / "minutes.docx", {**parts(), "word/vbaProject.bin": b"x"})
    assert checked() == ["templates/minutes.docx: it holds macros: save it as a document without macros"]
    assert "it holds macros" in ralb("render", "--to", "docx").err


def test_what_is_no_template_is_said(root: Path) -> None:
    (root / "templates" / "minutes.docx").write_bytes(b"PK no")
    (root / "templates" / "log.html").write_bytes(b"\xff")
    (root / "templates" / "~$minutes.docx").write_bytes(b"Word keeps this while the file is open")
    assert checked() == [
        "templates/log.html: this is not UTF-8 text",
        "templates/minutes.docx: this is no Word document",
    ]


@pytest.mark.usefixtures("root")
def test_the_templates_that_come_with_ralb_have_no_problems() -> None:
    for name in builtin.template_names():
        assert ralb("templates", "copy", name).code == 0
    assert checked() == []


def test_a_template_cannot_reach_the_computer(root: Path) -> None:
    template = root / "templates" / "minutes.html"
    template.write_text("{{ cycler.__init__.__globals__.os.popen('id').read() }}")
    assert checked() == [
        "templates/minutes.html:1: access to attribute '__init__' of 'type' object is unsafe.",
    ]


BRAND = BOARD + "brand: {logo: logo.svg, colour: '#0a5c36'}\n"
LOGO = "<svg xmlns='http://www.w3.org/2000/svg'/>"


def test_a_page_bears_the_colour_and_the_logo_of_the_board(board: Make) -> None:
    root = board({"2026-01-22.md": MINUTES}, BRAND)
    (root / "logo.svg").write_text(LOGO)
    page = made("--to", "html")["2026-01-22.html"]
    assert b":root { --link: #0a5c36; }" in page
    [picture] = Page(page).all("img")
    assert picture["alt"] == ""
    assert str(picture["src"]).startswith("data:image/svg+xml;base64,")


@pytest.mark.parametrize(
    ("brand", "said"),
    [
        ("colour: green", "`green` is not a colour (six digits behind a #, as #1d3557)"),
        ("colour: '#ffee00'", "`#ffee00` is too light on white: its contrast is 1.2, it should be 4.5 at least"),
        ("logo: ../secret.svg", "`../secret.svg` is no file in the board's folder"),
        ("logo: logo.exe", "`logo.exe` is no picture for a page (.svg, .png, .jpg, .jpeg)"),
        ("logo: none.png", "`none.png` is no file in the board's folder"),
        ("logo: big.png", "`big.png` is larger than 40 KB: a page holds it whole"),
        ("logo: fake.png", "`fake.png` is no PNG, whatever its name says"),
        ("logo: fake.jpg", "`fake.jpg` is no JPEG, whatever its name says"),
        ("logo: fake.svg", "`fake.svg` is no SVG, whatever its name says"),
        (
            "logo: script.svg",
            "`script.svg` cannot stand in a page: `<script>` has no place in minutes: take it out",
        ),
        (
            "logo: asks.svg",
            f"`asks.svg` cannot stand in a page: it loads `http://x.org/a.png` from elsewhere: {DATA}",
        ),
        ("logo: bomb.svg", "`bomb.svg` declares entities: save it in a drawing program again"),
        ("logo: link.svg", "`link.svg` is no file in the board's folder"),
    ],
)
def test_a_colour_or_logo_that_cannot_be_used_is_said(brand: str, said: str, board: Make) -> None:
    root = board({"2026-01-22.md": MINUTES}, BOARD + f"brand: {{{brand}}}\n")
    for name in ("fake.png", "fake.jpg"):
        (root / name).write_text("<script>alert(1)</script>")
    (root / "fake.svg").write_bytes(b"\x89PNG\r\n\x1a\n")
    (root / "script.svg").write_text("<svg><script>alert(1)</script></svg>")
    (root / "asks.svg").write_text(
        "<?xml version='1.0'?>\n<!-- x -->\n<svg><image href='http://x.org/a.png'/></svg>"
    )
    (root / "bomb.svg").write_text("<!DOCTYPE svg [<!ENTITY a 'aaaa'>]><svg>&a;</svg>")
    (root / "link.svg").symlink_to("../secret.svg")
    (root / "big.png").write_bytes(b"x" * 50_000)
    (root.parent / "secret.svg").write_text(LOGO)
    ran = ralb("render", "--to", "html")
    assert (ran.code, ran.err) == (2, f"ralb: brand of minutes/board.yaml: {said}\n")


def test_six_hundred_rows_have_their_head_on_every_page_and_take_no_age(board: Make) -> None:
    import time

    rows = "".join(
        f"  - {{number: {number}, status: open, issued: 2026-01, responsible: [AB], action: Do it {number}}}\n"
        for number in range(1, 601)
    )
    board({"2026-01-22.md": f"---\ndate: 2026-01-22\nactions:\n{rows}---\nNotes.\n"})
    begun = time.perf_counter()
    document = made("--what", "log", "--to", "docx")["2026-01-22-log.docx"]
    assert time.perf_counter() - begun < 2
    table = docx.Document(io.BytesIO(document)).tables[0]
    assert len(table._tbl.tr_lst) == 601
    assert "w:tblHeader" in table.rows[0]._tr.xml
