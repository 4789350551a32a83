"""Minutes from a page of the web, or from an e-mail pasted as one."""

import time

import pytest

from ralb.imports import readers
from ralb.imports.blocks import Block, Cell, Unreadable


def shown(block: Block) -> str:
    """A block in a line: what it is, how deep, whether bold, its words."""
    cells = " | ".join(cell.text.replace("\n", " / ") for cell in block.cells)
    deep = f" {block.level}" if block.level else ""
    return f"{block.kind}{deep}{' bold' if block.bold else ''}: {block.text or cells}"


def blocks(text: str | bytes) -> list[str]:
    data = text if isinstance(text, bytes) else text.encode()
    return [shown(block) for block in readers.read("minutes.html", data).blocks]


def remarks(text: str) -> list[tuple[int, str, str]]:
    return [(one.line, one.words, one.why) for one in readers.read("mail.htm", text.encode()).remarks]


MAIL = """
<!DOCTYPE html><html><head><meta charset="utf-8"><style>p { margin: 0 }</style></head>
<body><!-- made by a program -->
<table width="600"><tr><td>
  <h1>Board: <b>January</b> 2026</h1>
  <p class="MsoNormal">Present: KY (Data&nbsp;Agency),<br>RB</p>
  <p class="MsoListParagraph" style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
    style='mso-list:Ignore'>&middot;<span>&nbsp;&nbsp;</span></span><![endif]>data standards</p>
  <p class="MsoListParagraph" style='mso-list:l1 level2 lfo2'><span style='mso-list:Ignore'>b)</span>more</p>
  <p><strong>Action:</strong> KY to ask &amp; tell</p>
  <ol start="3"><li>three<ul><li>deeper</ul><li><p>four</p></ol>
  <table>
    <tr><th><th>Action<th>Status
    <tr><td>80<td><p>KY to ask</p><p>RB to tell</p><td><s>open</s> done</td></tr>
    <tr><td colspan="2">both</td><td>x</td></tr>
  </table>
</td></tr></table>
<pre>typed
  as is</pre></body></html>
"""


def test_an_e_mail_becomes_blocks_whatever_frames_are_around_it() -> None:
    assert blocks(MAIL) == [
        "heading 1: Board: January 2026",
        "paragraph: Present: KY (Data Agency),",
        "paragraph: RB",
        "item 1: data standards",
        "item 2: b) more",
        "paragraph: **Action:** KY to ask & tell",
        "item 1: 3. three",
        "item 2: deeper",
        "item 1: 4. four",
        "row:  | Action | Status",
        "row: 80 | KY to ask / RB to tell | done",
        "row: both |  | x",
        "paragraph: typed",
        "paragraph: as is",
    ]
    assert remarks(MAIL) == []


def test_a_struck_status_stands_apart_from_the_one_that_stands() -> None:
    page = "<table><tr><td>84<td><span style='text-decoration: line-through'>Open</span> Complete</table>"
    [block] = readers.read("a.html", page.encode()).blocks
    assert block.cells == (Cell("84"), Cell("Complete", struck="Open"))


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("<p style='font-weight:700'>Data</p>", ["paragraph bold: Data"]),
        ("<b>Data <span style='font-weight:normal'>thin</span></b>", ["paragraph: **Data** thin"]),
        (
            "<p>one<p>two</b></p></p><div>three<div>four",
            ["paragraph: " + w for w in ("one", "two", "three", "four")],
        ),
        ("<ol><li>a<ol><li>b</li></ol></li><li>c</li></ol>", ["item 1: 1. a", "item 2: 1. b", "item 1: 2. c"]),
        ("<table><tr><td><ol><li>a<li>b</ol><td>c</table>", ["row: 1\\. a / 2\\. b | c"]),
        ("<td>a</td></table></tr>b", ["paragraph: a", "paragraph: b"]),
        ("5 < 6 and 7 > 6", ["paragraph: 5 \\< 6 and 7 > 6"]),
        ("a<br/>b<hr>c", ["paragraph: a", "paragraph: b", "paragraph: c"]),
        ("<a title='x > y'>words</a", ["paragraph: words\\</a"]),
        ("words <!-- never closed", ["paragraph: words"]),
        ("<script>if (a < b) { }</script>words<style>p", ["paragraph: words"]),
        (b"\xef\xbb\xbf<p>caf\xc3\xa9", ["paragraph: café"]),
        (b"<p>caf\xe9", ["paragraph: café"]),
        (b"<meta charset=iso-8859-1><p>caf\xe9", ["paragraph: café"]),
        (b"<meta charset=nonsense><p>caf\xc3\xa9", ["paragraph: café"]),
        ("<p>café".encode("utf-16"), ["paragraph: café"]),
        (b"\x81\xe9", ["paragraph: \ufffdé"]),
        ("", []),
    ],
)
def test_pages_are_read_as_browsers_show_them(page: str | bytes, found: list[str]) -> None:
    assert blocks(page) == found


def test_what_is_not_in_the_blocks_is_said() -> None:
    page = """<title>Minutes</title><div style="display:none">for  machines</div><p>words
    <img alt="The logo"><img src="dot.gif"> <a href="https://example.org/r">the report</a>
    <a href="mailto:board@example.org">board@example.org</a></p>"""
    assert blocks(page) == ["paragraph: words the report board@example.org"]
    assert remarks(page) == [
        (1, "Minutes", "left out: the title of the page"),
        (1, "for machines", "left out: hidden words"),
        (1, "The logo", "left out: a picture"),
        (1, "https://example.org/r", "left out: where the link `the report` leads"),
    ]


@pytest.mark.parametrize(
    ("page", "why"),
    [
        ("<div>" * 500, "it is nested too deep"),
        ("<p>" * 150_001, "it is too long for minutes: bring its parts in one by one"),
        ("<a b='" * 140_000, "its tags are broken: open it in a browser, and copy what you see into a file"),
        ("x" * (5 * 1024 * 1024 + 1), "it is larger than 5 MB"),
    ],
)
def test_a_page_that_would_take_for_ever_is_refused_within_a_second(page: str, why: str) -> None:
    begun = time.monotonic()
    with pytest.raises(Unreadable) as refused:
        blocks(page)
    assert (str(refused.value), time.monotonic() - begun < 1) == (why, True)
