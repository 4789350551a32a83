"""The board's public pages: what stands on them, what never does, and whose files they leave alone."""

import re
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from branches import row
from conftest import BOARD
from running import ralb

Make = Callable[..., Path]
HEAD = "---\ndate: {}\n{}---\n{}"
AGREED = HEAD.format("2026-01-22", "agreed: 2026-04-16\n", "## 1. Data\n\nEF spoke of the region.\n")
NEWEST = HEAD.format("2026-04-16", f"actions:\n{row(80, 'Ask for a quote', issued='2026-04')}", "A draft.\n")


def made(*words: str, code: int = 0) -> dict[str, str]:
    """The pages by their path, after `ralb site` on 1 May 2026."""
    ran = ralb("site", "--today", "2026-05-01", "--to", "html", *words)
    assert ran.code == code, ran.err
    folder = Path("site")
    return {str(path.relative_to(folder)): path.read_text(encoding="utf-8") for path in folder.rglob("[!.]*.*")}


def words(page: str) -> str:
    body = page[page.index("<main") : page.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def test_only_agreed_minutes_are_published(board: Make) -> None:
    board({"2026-01-22.md": AGREED, "2026-04-16.md": NEWEST})
    pages = made()
    assert [path for path in pages if path.startswith("minutes/")] == ["minutes/2026-01-22.html"]
    assert "16 April 2026 Not recorded Not agreed yet" in words(pages["meetings.html"])
    assert "Minutes of 22 January 2026 , the latest that the board has agreed" in words(pages["index.html"])
    assert "A draft." not in "".join(pages.values())


def test_the_log_is_that_of_the_newest_meeting_held_and_says_that_it_is_a_draft(board: Make) -> None:
    later = HEAD.format("2026-07-09", f"actions:\n{row(80, 'Ask for nothing', issued='2026-04')}", "")
    board({"2026-01-22.md": AGREED, "2026-04-16.md": NEWEST, "2026-07-09.md": later})
    log = words(made()["log.html"])
    assert log.startswith("Action log: 16 April 2026 Draft, not yet agreed by the board Actions ")
    assert "Ask for a quote" in log


def test_words_that_the_board_has_not_made_its_own_are_said_once(board: Make) -> None:
    root = board({"2026-01-22.md": AGREED})
    about = "not yet your own: the sentence about the board; `ralb templates copy site-home.html`\n"
    access = "not yet your own: the accessibility statement; `ralb templates copy site-accessibility.html`\n"
    words = ("site", "--today", "2026-03-01", "--to", "html")
    assert ralb(*words).err == f"site: wrote 8 files\n{about}{access}"
    assert ralb(*words).err == "site: nothing to change\n"
    assert ralb("templates", "copy", "site-accessibility.html").code == 0
    (root / "site" / "index.html").unlink()
    assert ralb(*words).err == f"site: wrote 1 file\n{about}"


def test_a_board_without_any_meeting_has_pages_too(board: Make) -> None:
    board({})
    pages = made()
    assert sorted(pages) == [
        *("accessibility.html", "index.html", "meetings.html", "meetings.ics", "membership.html", "outcomes.html")
    ]
    assert "No minutes have been agreed yet." in pages["index.html"]
    assert "No meeting has been held yet." in pages["meetings.html"]


def test_the_next_meeting_is_announced_with_its_agenda(board: Make) -> None:
    calendar = (
        "calendar:\n  - {date: 2026-06-01, cancelled: true}\n  - {date: 2026-07-09, time: '10:30', venue: Hall}\n"
    )
    board({"2026-04-16.md": NEWEST}, BOARD + calendar)
    pages = made()
    assert "Next meeting 9 July 2026 , 10:30, Hall. Agenda of 9 July 2026" in words(pages["index.html"])
    assert "1 June 2026 Cancelled" in words(pages["meetings.html"])
    assert "Ask for a quote" in pages["agenda/2026-07-09.html"]
    assert 'href="../index.html"' in pages["agenda/2026-07-09.html"]


def test_on_its_day_a_meeting_is_still_the_next(board: Make) -> None:
    calendar = "calendar:\n  - {date: 2026-05-01, time: '10:30', venue: Hall}\n  - {date: 2026-07-09}\n"
    board({"2026-04-16.md": NEWEST}, BOARD + calendar)
    assert "Next meeting 1 May 2026 , 10:30, Hall. Agenda of 1 May 2026" in words(made()["index.html"])


def test_a_next_meeting_that_only_the_minutes_announce_is_on_the_pages(board: Make) -> None:
    told = NEWEST.replace("date: 2026-04-16\n", "date: 2026-04-16\nnext-meeting: 2026-07-09\n")
    board({"2026-04-16.md": told})
    pages = made()
    assert "Next meeting 9 July 2026 . Agenda of 9 July 2026" in words(pages["index.html"])
    assert "9 July 2026 Not announced Not announced Agenda of 9 July 2026" in words(pages["meetings.html"])
    assert "Ask for a quote" in pages["agenda/2026-07-09.html"]
    assert "DTSTART;VALUE=DATE:20260709" in pages["meetings.ics"]


@pytest.mark.parametrize("line", ["{date: 2026-07-09, cancelled: true}", "{date: 2026-04-30}"])
def test_what_the_calendar_says_otherwise_is_not_announced(board: Make, line: str) -> None:
    told = NEWEST.replace("date: 2026-04-16\n", "date: 2026-04-16\nnext-meeting: 2026-07-09\n")
    board({"2026-04-16.md": told}, f"{BOARD}calendar: [{line}]\n")
    announced = "9 July 2026" in words(made(code=int("04-30" in line))["index.html"])
    assert announced is ("04-30" in line)


def test_past_dates_of_the_calendar_are_in_the_archive(board: Make) -> None:
    calendar = (
        "calendar:\n  - {date: 2026-03-12, cancelled: true}\n"
        "  - {date: 2026-04-30, venue: Hall}\n  - {date: 2026-04-16, venue: Town Hall}\n"
    )
    board({"2026-04-16.md": NEWEST}, BOARD + calendar)
    held = words(made(code=1)["meetings.html"]).partition("Past meetings")[2]
    assert "30 April 2026 Hall No minutes 16 April 2026 Town Hall Not agreed yet" in held
    assert "12 March 2026 Not recorded The meeting was cancelled" in held


HIDDEN = "Canary"
RESTRICTED = HEAD.format(
    "2026-01-22",
    "agreed: 2026-04-16\n"
    f"decisions: [{{number: 1, restricted: true, decision: {HIDDEN}}}]\n"
    f"escalations: [{{number: 1, to: {HIDDEN}, response: {HIDDEN}, restricted: A risk, escalation: {HIDDEN}}}]\n"
    f"actions:\n{row(80, HIDDEN, 'note: ' + HIDDEN + ', restricted: true, ')}",
    f"::: restricted A risk.\n{HIDDEN}\n:::\n",
)
RESTRICTED_LOG = NEWEST.replace("responsible", "restricted: true, responsible").replace("Ask for a quote", HIDDEN)
WHOLE = HEAD.format("2026-02-01", f"venue: {HIDDEN}\ntitle: {HIDDEN}\nrestricted: A special meeting.\n", HIDDEN)


def test_what_is_restricted_stands_on_no_page(board: Make) -> None:
    root = board({"2026-01-22.md": RESTRICTED, "2026-02-01.md": WHOLE, "2026-04-16.md": RESTRICTED_LOG})
    made("--base-url", "https://board.example.org/", code=1)
    for path in (root / "site").rglob("*.*"):
        assert HIDDEN.encode() not in path.read_bytes(), path.name
    assert "A special meeting." in (root / "site" / "meetings.html").read_text()
    log = (root / "site" / "log.html").read_text()
    assert 'data-person="" data-organisation=""' in log
    assert "EF" not in words(log)
    ran = ralb("site", "--today", "2026-05-01", "--audience", "board", "--out", "board-site")
    assert ran.code == 1
    assert HIDDEN in (root / "board-site" / "minutes" / "2026-01-22.html").read_text()


def test_an_answer_that_a_restricted_meeting_noted_is_not_published(board: Make) -> None:
    asked = "{number: 1, to: ADCS, sent: 2026-02-01, escalation: Delays}"
    answer = asked.replace("escalation", f"response: {HIDDEN}, responded: 2026-04-02, escalation")
    first = AGREED.replace("agreed:", f"escalations: [{asked}]\nagreed:")
    later = f"restricted: true\nescalations: [{answer}]\nactions:"
    board({"2026-01-22.md": first, "2026-04-16.md": NEWEST.replace("actions:", later)})
    page = words(made()["outcomes.html"])
    assert "1 Delays ADCS 22 January 2026 Sent 1 February 2026, no answer yet" in page
    assert HIDDEN not in page
    ralb("site", "--today", "2026-05-01", "--audience", "board")
    assert HIDDEN in Path("site-board/outcomes.html").read_text()


def test_the_boards_own_pages_lie_elsewhere_and_say_for_whom_they_are(board: Make) -> None:
    board({"2026-01-22.md": AGREED, "2026-04-16.md": NEWEST}, BOARD + "calendar: [{date: 2026-07-09}]\n")
    assert "For the board only" not in "".join(made().values())
    ran = ralb("site", "--today", "2026-05-01", "--audience", "board")
    assert ran.err.splitlines()[0] == "site-board: wrote 10 files"
    for path in Path("site-board").rglob("*.html"):
        assert "For the board only" in path.read_text(), path


def test_nothing_is_made_while_private_words_would_get_out(board: Make) -> None:
    root = board({"2026-01-22.md": AGREED.replace("of the region", "on 020 7946 0123")})
    ran = ralb("site")
    assert ran.code == 1
    assert "minutes/2026-01-22.md:7:13: error[phone-number]" in ran.err
    assert not (root / "site").exists()


def test_the_membership_is_that_of_today_and_says_when_it_was_gone_through(board: Make) -> None:
    board({}, BOARD)
    assert words(made()["membership.html"]).startswith("Membership As at 1 May 2026 . Members")
    Path("minutes/board.yaml").write_text(BOARD + "reviewed: 2026-01-22\n")
    page = words(made()["membership.html"])
    assert page.startswith(
        "Membership As at 1 May 2026 . The membership was last gone through on 22 January 2026 ."
    )


def test_the_history_of_the_membership_is_dated(board: Make) -> None:
    people = BOARD.replace("name: C Dale,", "name: C Dale, from: 2024-09, to: 2026-03,")
    board({"2026-01-22.md": AGREED}, people)
    page = words(made()["membership.html"])
    members, _, past = page.partition("Former members")
    assert "C Dale" not in members
    assert "C Dale Adopt Coast Member September 2024 March 2026" in past


def test_since_when_members_serve_stands_where_it_is_known_of_any(board: Make) -> None:
    board({})
    assert "Since" not in words(made()["membership.html"])
    dated = BOARD.replace("name: C Dale,", "name: C Dale, from: 2024-09,")
    Path("minutes/board.yaml").write_text(dated)
    page = words(made()["membership.html"])
    assert "Dr A Brown Northbridge Chair AB Not recorded C Dale Adopt Coast Member CD September 2024" in page


def test_an_authority_for_which_an_agency_speaks_is_named_so(board: Make) -> None:
    more = BOARD.replace("organisations:\n", "organisations:\n  - {name: Eastmere, kind: authority}\n")
    board({}, more.replace("covers: [Northbridge]", "covers: [Northbridge, Eastmere]"))
    assert "Eastmere (Adopt Coast speaks for it)" in words(made()["membership.html"])


def test_an_authority_is_known_by_all_its_names_and_by_its_kind_however_it_is_typed(board: Make) -> None:
    more = "  - {name: Eastmere, kind: authority}\n  - {name: North, kind: Authority, aliases: [Northbridge]}\n"
    covers = "covers: [Eastmere Council]"
    roster = BOARD.replace("organisations:\n", f"organisations:\n{more}").replace("covers: [Northbridge]", covers)
    board({}, roster.replace("name: Eastmere,", "name: Eastmere, aliases: [Eastmere Council],"))
    pages = made()
    assert "2 local authorities among them" in pages["index.html"]
    page = words(pages["membership.html"])
    assert "Authorities without a member of their own Eastmere (Adopt Coast speaks for it)" in page
    assert "North " not in page


def test_what_became_of_an_escalation_is_told(board: Make) -> None:
    asked = "{number: 1, to: ADCS, sent: 2026-02-01, escalation: Delays}"
    answer = asked.replace("escalation", "response: They will act, responded: 2026-04-02, escalation")
    first = AGREED.replace("agreed:", f"escalations: [{asked}]\nagreed:")
    board(
        {"2026-01-22.md": first, "2026-04-16.md": NEWEST.replace("actions:", f"escalations: [{answer}]\nactions:")}
    )
    page = words(made()["outcomes.html"])
    assert "1 Delays ADCS 22 January 2026 They will act (2 April 2026)" in page


def test_a_second_run_changes_no_byte_and_a_third_removes_what_is_gone(board: Make) -> None:
    root = board({"2026-01-22.md": AGREED, "2026-04-16.md": NEWEST})
    made("--base-url", "https://board.example.org/")
    before = {path: path.stat().st_mtime_ns for path in (root / "site").rglob("*")}
    made("--base-url", "https://board.example.org/")
    assert {path: path.stat().st_mtime_ns for path in (root / "site").rglob("*")} == before
    assert "feed.xml" not in made()


def test_files_of_others_are_never_touched(board: Make) -> None:
    root = board({"2026-01-22.md": AGREED})
    (root / "site").mkdir()
    (root / "site" / "index.html").write_text("mine")
    ran = ralb("site")
    assert (ran.code, [path.name for path in (root / "site").iterdir()]) == (2, ["index.html"])
    assert "site holds index.html, which ralb did not write so; nothing was written" in ran.err
    (root / "site" / "index.html").rename(root / "site" / "notes.html")
    made()
    (root / "site" / "minutes" / "2026-01-22.html").write_text("mine")
    (root / "minutes" / "2026-01-22.md").write_text(AGREED.replace("agreed: 2026-04-16\n", ""))
    made()
    assert (root / "site" / "minutes" / "2026-01-22.html").read_text() == "mine"
    assert (root / "site" / "notes.html").read_text() == "mine"


@pytest.mark.parametrize("kind", ["folder", "link that leads nowhere"])
def test_what_is_no_file_is_not_replaced(kind: str, board: Make) -> None:
    root = board({})
    (root / "site").mkdir()
    there = root / "site" / "index.html"
    there.mkdir() if kind == "folder" else there.symlink_to("nowhere")
    ran = ralb("site")
    assert (ran.code, [path.name for path in (root / "site").iterdir()]) == (2, ["index.html"])
    assert "site holds index.html, which ralb did not write so; nothing was written" in ran.err


def test_a_list_of_what_was_made_that_is_no_text_lists_nothing(board: Make) -> None:
    root = board({})
    made()
    (root / "site" / ".ralb-made").write_bytes(b"\xff\xfe")
    made()
    assert "index.html" in (root / "site" / ".ralb-made").read_text()


def test_a_list_of_what_was_made_leads_to_no_file_elsewhere(board: Make) -> None:
    root = board({})
    made()
    (root / "precious").write_text("mine")
    digest = sha256(b"mine").hexdigest()
    with (root / "site" / ".ralb-made").open("a") as file:
        file.write(f"{digest}  ../precious\n{digest}  {root / 'precious'}\n")
    made()
    assert (root / "precious").read_text() == "mine"


@pytest.mark.parametrize("name", [".", "minutes", "templates"])
def test_pages_do_not_lie_among_the_minutes(name: str, board: Make) -> None:
    board({})
    ran = ralb("site", "--out", name)
    assert (ran.code == 2) is (name != ".")


@pytest.mark.parametrize(
    "address",
    [
        "board.example.org",
        "ftp://x.org",
        "https://",
        "https://x.org/?q=1",
        "https://x.org/#a",
        "https://a b.org",
        "http://[",
        "https://ann:word@x.org",
    ],
)
@pytest.mark.usefixtures("sample")
def test_an_address_that_is_none_is_refused(address: str) -> None:
    assert ralb("site", "--base-url", address).code == 2


def test_the_feed_holds_the_agreed_minutes_the_newest_first(board: Make) -> None:
    from xml.etree import ElementTree

    older = AGREED.replace("2026-01-22", "2025-10-16").replace("2026-04-16", "2026-01-22")
    board({"2025-10-16.md": older, "2026-01-22.md": AGREED, "2026-04-16.md": NEWEST})
    pages = made("--base-url", "https://board.example.org/adoption")
    atom = "{http://www.w3.org/2005/Atom}"
    feed = ElementTree.fromstring(pages["feed.xml"].encode())  # noqa: S314 - our own feed
    entries = [entry.findtext(f"{atom}id") for entry in feed.findall(f"{atom}entry")]
    assert entries == [
        "https://board.example.org/adoption/minutes/2026-01-22.html",
        "https://board.example.org/adoption/minutes/2025-10-16.html",
    ]
    assert feed.findtext(f"{atom}updated") == "2026-04-16T00:00:00Z"
    assert "<loc>https://board.example.org/adoption/</loc>" in pages["sitemap.xml"]


def test_the_feed_is_as_new_as_the_latest_agreement(board: Make) -> None:
    older = AGREED.replace("2026-01-22", "2025-10-16").replace("agreed: 2026-04-16", "agreed: 2026-04-30")
    board({"2025-10-16.md": older, "2026-01-22.md": AGREED, "2026-04-30.md": HEAD.format("2026-04-30", "", "")})
    feed = made("--base-url", "https://board.example.org")["feed.xml"]
    assert "<updated>2026-04-30T00:00:00Z</updated>\n<author>" in feed


def test_pages_of_a_board_that_has_its_own_style_can_be_found_in_it(board: Make) -> None:
    root = board({"2026-01-22.md": AGREED})
    (root / "templates").mkdir()
    own = '{% extends "default/minutes.html" %}{% block css %}body { color: #123; }{% endblock %}'
    (root / "templates" / "minutes.html").write_text(own)
    page = made()["minutes/2026-01-22.html"]
    assert "body { color: #123; }" in page
    assert "nav ul { display: flex;" in page
    assert '<a href="../meetings.html" aria-current="page">Meetings</a>' in page


def test_every_page_knows_the_feed(board: Make) -> None:
    board({"2026-01-22.md": AGREED, "2026-04-16.md": NEWEST}, BOARD + "calendar: [{date: 2026-07-09}]\n")
    link = '<link rel="alternate" type="application/atom+xml" title="Agreed minutes" href="{}feed.xml">'
    for path, page in made("--base-url", "https://board.example.org").items():
        if path.endswith(".html"):
            assert link.format("../" if "/" in path else "") in page


def test_what_would_be_stale_is_said_and_an_allowance_settles_it(board: Make) -> None:
    stale = NEWEST.replace("date: 2026-04-16\n", "date: 2026-04-16\nnext-meeting: 2026-04-23\n")
    root = board({"2026-01-22.md": AGREED, "2026-04-16.md": stale})
    made(code=1)
    allow = "allow: [{rule: next-meeting-past, reason: it did not take place}]\n"
    (root / "minutes" / "2026-04-16.md").write_text(stale.replace("actions:", f"{allow}actions:"))
    made()


def test_pages_without_any_agreed_minutes_are_stale(board: Make) -> None:
    waiting = AGREED.replace("agreed: 2026-04-16\n", "")
    board({"2026-01-22.md": waiting, "2026-04-16.md": NEWEST})
    assert "minutes-not-agreed" not in ralb("validate", "--today", "2026-05-01").out
    ran = ralb("site", "--today", "2026-05-01")
    assert (ran.code, ran.out.partition("\n")[0]) == (
        1,
        "minutes/2026-01-22.md:1:1: warning[minutes-not-agreed] neither these minutes nor those of 2026-04-16"
        " are agreed",
    )


def test_a_row_of_the_log_is_found_by_everyone_who_answers_for_it(board: Make) -> None:
    rows = (
        row(80, "Everybody").replace("[EF]", "All"),
        row(81, "Some").replace("[EF]", "RAA leaders"),
        row(82, "Theirs").replace("[EF]", "Adopt Coast"),
        row(83, "A guest").replace("[EF]", "XY"),
    )
    board({"2026-01-22.md": HEAD.format("2026-01-22", "actions:\n" + "".join(rows), "")})
    found = re.findall(r'data-person="(.*?)" data-organisation="(.*?)"', made()["log.html"])
    assert found == [
        ("AB, Dr A Brown|CD, C Dale|EF, E Field", "Northbridge|Adopt Coast|Data Agency"),
        ("CD, C Dale", "Adopt Coast"),
        ("CD, C Dale", "Adopt Coast"),
        ("XY", ""),
    ]


def test_without_word_copies_none_are_linked(board: Make) -> None:
    root = board({"2026-01-22.md": AGREED})
    assert "Word copy" not in made()["meetings.html"]
    assert ralb("site").code == 0
    assert "Word copy of 22 January 2026" in (root / "site" / "meetings.html").read_text()
    assert (root / "site" / "minutes" / "2026-01-22.docx").is_file()
    assert ralb("site", "--to", "pdf").code == 2


def test_minutes_with_errors_stop_the_site(board: Make) -> None:
    root = board({"2026-01-22.md": AGREED, "2025-10-16.md": HEAD.format("2025-10-16", "agreed: soon\n", "")})
    ran = ralb("site")
    assert (ran.code, (root / "site").exists()) == (2, False)
    assert "minutes/2025-10-16.md:3:9: error[bad-date]" in ran.err
