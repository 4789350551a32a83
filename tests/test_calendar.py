"""The board's dates: what the list and the feed say of them, read by two other programs' eyes."""

import datetime as dt
import io
import json
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from conftest import Make
from dateutil.tz import tzical
from running import ralb

from ralb import holidays
from ralb.render import zones

LONDON = ZoneInfo("Europe/London")
FEED = Path("out/meetings.ics")


def roster(*lines: str, more: str = "") -> str:
    calendar = "".join(f"  - {{{line}}}\n" for line in lines)
    return f"name: Example Board\npeople: []\n{more}calendar:\n{calendar}"


def meeting(date: str, *lines: str) -> dict[str, str | bytes]:
    return {f"{date}.md": "\n".join(["---", f"date: {date}", *lines, "---", "Notes.", ""])}


def listed(*words: str) -> list[list[str]]:
    return [line.split("\t") for line in ralb("calendar", "--format", "plain", *words).out.splitlines()]


def feed(today: str = "2026-01-05", *words: str) -> list[dict[str, Any]]:
    """The events of the feed as icalendar reads them."""
    ran = ralb("calendar", "--ics", str(FEED), "--today", today, *words)
    assert ran.code == 0, ran.err
    return [
        {key: event.get(key) for key in event} for event in icalendar.Calendar.from_ical(text()).walk("VEVENT")
    ]


def text() -> str:
    return FEED.read_bytes().decode("utf-8")


def changes(today: str = "2026-01-05", *words: str) -> list[tuple[str, str, int]]:
    """Each event's day, status and number of changes."""
    events = feed(today, *words)
    return [(str(one["UID"])[:10], str(one["STATUS"]), int(one["SEQUENCE"])) for one in events]


def test_dates_have_weekday_time_venue_and_state(board: Make) -> None:
    board(
        {
            **meeting("2025-10-16"),
            **meeting("2026-01-22", "time: 10:00-12:00", "venue: Teams"),
            **meeting("2026-03", "title: Away day"),
            **meeting("2026-04-16", "cancelled: true"),
            **meeting("2026-05-07", "title: Minutes of the board meeting"),
        },
        roster("date: 2026-02-12", "date: 2026-05-07, time: 10:00-11:00", "date: 2026-07-09, cancelled: true"),
    )
    assert listed("--today", "2026-05-01") == [
        ["2026-01-22", "Thursday", "10:00-12:00", "Teams", "held", "-"],
        ["2026-02-12", "Thursday", "-", "-", "no minutes", "-"],
        ["2026-03", "-", "-", "-", "held", "Away day"],
        ["2026-04-16", "Thursday", "-", "-", "cancelled", "-"],
        ["2026-05-07", "Thursday", "10:00-11:00", "-", "to come", "-"],
        ["2026-07-09", "Thursday", "-", "-", "cancelled", "-"],
    ]


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ([], ["-", "-", "to come", "A closed meeting"]),
        (["--audience", "board"], ["14:00", "Room 9", "to come", "Case 7 (restricted)"]),
    ],
)
def test_the_public_reads_only_public_words(words: list[str], shown: list[str], board: Make) -> None:
    minutes = meeting(
        "2026-04-16", "title: Case 7", "time: '14:00'", "venue: Room 9", "restricted: A closed meeting"
    )
    board(minutes, roster("date: 2026-04-16, venue: Room 9"))
    assert listed("--today", "2026-01-05", *words) == [["2026-04-16", "Thursday", *shown]]
    feed("2026-01-05", *words)
    assert ("Room 9" in text(), "Case 7" in text()) == (bool(words), bool(words))


def test_the_feed_has_the_right_wall_time_in_winter_and_in_summer(board: Make) -> None:
    board({}, roster("date: 2026-01-22, time: 10:30-12:30", "date: 2026-07-09, time: 10:30-12:30"))
    winter, summer = feed()
    assert winter["DTSTART"].dt == dt.datetime(2026, 1, 22, 10, 30, tzinfo=LONDON)
    assert winter["DTSTART"].dt.astimezone(dt.UTC).time() == dt.time(10, 30)
    assert summer["DTSTART"].dt == dt.datetime(2026, 7, 9, 10, 30, tzinfo=LONDON)
    assert summer["DTEND"].dt.astimezone(dt.UTC).time() == dt.time(11, 30)


def test_another_reader_sees_the_same_wall_time(board: Make) -> None:
    board({}, roster("date: 2026-01-22, time: 10:30-12:30", "date: 2026-07-09, time: 10:30-12:30"))
    feed()
    winter, summer = (event.dtstart.value for event in vobject.readOne(text()).vevent_list)
    assert (f"{winter:%H:%M}", f"{summer:%H:%M}") == ("10:30", "10:30")
    assert (winter.utcoffset(), summer.utcoffset()) == (dt.timedelta(), dt.timedelta(hours=1))


def test_the_rules_of_the_feed_alone_tell_the_offset_on_both_sides_of_every_change(board: Make) -> None:
    board({}, roster("date: 2026-01-22, time: 10:30-12:30", "date: 2026-07-09, time: 10:30-12:30"))
    feed()
    zone = text().partition("BEGIN:VTIMEZONE")[2].partition("END:VTIMEZONE")[0]
    told = tzical(io.StringIO(f"BEGIN:VTIMEZONE{zone}END:VTIMEZONE\r\n")).get("Europe/London")
    for day in ("2026-01-22", "2026-03-28", "2026-03-30", "2026-07-09", "2026-10-24", "2026-10-26", "2031-06-05"):
        at = dt.datetime.fromisoformat(f"{day}T10:30")
        assert at.replace(tzinfo=told).utcoffset() == at.replace(tzinfo=LONDON).utcoffset(), day


@pytest.mark.parametrize(
    ("zone", "years"),
    [
        ("Europe/London", (2026, 2030)),
        ("Europe/London", (1969, 1974)),
        ("America/New_York", (2026, 2028)),
        ("Australia/Lord_Howe", (2026, 2027)),
        ("Africa/Casablanca", (2026, 2026)),
        ("UTC", (2026, 2026)),
    ],
)
def test_a_zone_is_told_so_that_every_day_is_right(zone: str, years: tuple[int, int]) -> None:
    lines = zones.definition("Nowhere/Known", ZoneInfo(zone), *years)
    told = icalendar.Timezone.from_ical("\r\n".join(lines)).to_tz(lookup_tzid=False)
    for year in range(max(years[0], 1970), years[1] + 1):
        for count in range(365):
            day = dt.datetime(year, 1, 1, 12) + dt.timedelta(count)
            assert day.replace(tzinfo=told).utcoffset() == day.replace(tzinfo=ZoneInfo(zone)).utcoffset(), day


def test_a_feed_is_what_calendars_expect(board: Make) -> None:
    board(
        meeting("2026-04-16", "title: 'Away day; with lunch, and talk'", "venue: 'Café \\ Hall'", "time: '10:30'"),
        roster("date: 2026-07-09"),
    )
    feed()
    assert text().split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//ralb//The meetings of a board//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "NAME:Example Board",
        "X-WR-CALNAME:Example Board",
        "X-WR-TIMEZONE:Europe/London",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
        "X-PUBLISHED-TTL:P1D",
        "BEGIN:VTIMEZONE",
        "TZID:Europe/London",
        "BEGIN:DAYLIGHT",
        "DTSTART:20250330T010000",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
        "TZNAME:BST",
        "TZOFFSETFROM:+0000",
        "TZOFFSETTO:+0100",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "DTSTART:20251026T020000",
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
        "TZNAME:GMT",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0000",
        "END:STANDARD",
        "END:VTIMEZONE",
        "BEGIN:VEVENT",
        "UID:2026-04-16-example-board.ralb",
        "DTSTAMP:20260105T000000Z",
        "SEQUENCE:0",
        "DTSTART;TZID=Europe/London:20260416T103000",
        "SUMMARY:Example Board: Away day\\; with lunch\\, and talk",
        "LOCATION:Café \\\\ Hall",
        "STATUS:CONFIRMED",
        "TRANSP:OPAQUE",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "UID:2026-07-09-example-board.ralb",
        "DTSTAMP:20260105T000000Z",
        "SEQUENCE:0",
        "DTSTART;VALUE=DATE:20260709",
        "SUMMARY:Example Board",
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_long_lines_are_folded_between_characters(board: Make) -> None:
    venue = "Große Halle – " * 20 + "end"
    board({}, roster(f"date: 2026-07-09, venue: {venue}"))
    assert [str(one["LOCATION"]) for one in feed()] == [venue]
    assert max(len(line) for line in FEED.read_bytes().split(b"\r\n")) <= 75
    assert vobject.readOne(text()).vevent.location.value == venue


def test_the_same_dates_change_no_byte_of_the_feed(board: Make) -> None:
    board({}, roster("date: 2026-07-09, time: 10:30-12:30"))
    feed("2026-01-05")
    before = FEED.read_bytes()
    ran = ralb("calendar", "--ics", str(FEED), "--today", "2026-02-17")
    assert (ran.code, ran.err, FEED.read_bytes()) == (0, "out/meetings.ics says all of it already\n", before)


def test_a_change_is_counted_and_dated(board: Make) -> None:
    root = board({}, roster("date: 2026-07-09, time: 10:30-12:30", "date: 2026-10-08"))
    feed("2026-01-05")
    (root / "minutes" / "board.yaml").write_text(roster("date: 2026-07-09, time: 14:00-16:00", "date: 2026-10-08"))
    first, second = feed("2026-02-17")
    assert (first["SEQUENCE"], first["DTSTAMP"].dt.date()) == (1, dt.date(2026, 2, 17))
    assert (second["SEQUENCE"], second["DTSTAMP"].dt.date()) == (0, dt.date(2026, 1, 5))


def test_a_cancelled_meeting_stays_in_the_feed(board: Make) -> None:
    board({}, roster("date: 2026-07-09, time: 10:30-12:30, cancelled: true"))
    (event,) = feed()
    assert (event["STATUS"], event["SUMMARY"], event["SEQUENCE"]) == ("CANCELLED", "Cancelled: Example Board", 1)


def move(old: str, new: str) -> int:
    return ralb("move-meeting", old, new, "--today", "2026-01-05").code


def test_a_meeting_moved_twice_is_cancelled_on_both_days_it_left(board: Make) -> None:
    board({}, roster("date: 2026-07-09, time: 10:30-12:30"))
    feed()
    assert (move("2026-07-09", "2026-07-16"), move("2026-07-16", "2026-07-23")) == (0, 0)
    moved = [("2026-07-09", "CANCELLED", 1), ("2026-07-16", "CANCELLED", 1), ("2026-07-23", "CONFIRMED", 0)]
    assert changes() == moved
    FEED.unlink()
    assert changes() == moved, "another clone knows it from the calendar alone"


def test_a_meeting_moved_away_and_back_is_counted_on(board: Make) -> None:
    board({}, roster("date: 2026-07-09, time: 10:30-12:30"))
    feed()
    move("2026-07-09", "2026-07-16")
    feed()
    move("2026-07-16", "2026-07-09")
    assert changes() == [("2026-07-09", "CONFIRMED", 2), ("2026-07-16", "CANCELLED", 1)]


def test_a_day_that_was_deleted_by_hand_stays_cancelled(board: Make) -> None:
    root = board({}, roster("date: 2026-07-09, time: 10:30-12:30, venue: Hall", "date: 2026-10-08"))
    feed()
    (root / "minutes" / "board.yaml").write_text(roster("date: 2026-10-08"))
    assert changes("2026-02-17") == [("2026-07-09", "CANCELLED", 1), ("2026-10-08", "CONFIRMED", 0)]
    assert changes("2026-03-30") == [("2026-07-09", "CANCELLED", 1), ("2026-10-08", "CONFIRMED", 0)]


def test_a_meeting_whose_day_is_not_known_is_not_in_the_feed(board: Make) -> None:
    board(meeting("2026-01"), roster("date: 2026-07"))
    ran = ralb("calendar", "--ics", str(FEED), "--today", "2026-02-17")
    assert ran.err.splitlines()[1] == "not in it, since the day is not known: January 2026 and July 2026"
    assert icalendar.Calendar.from_ical(text()).walk("VEVENT") == []


@pytest.mark.parametrize(
    "there",
    ["name: Example Board\n", "BEGIN:VCALENDAR\r\nPRODID:-//Other//EN\r\nEND:VCALENDAR\r\n", "another board's"],
)
def test_no_other_file_is_replaced(there: str, board: Make) -> None:
    root = board({}, roster("date: 2026-07-09"))
    FEED.parent.mkdir()
    if there == "another board's":
        (root / "minutes" / "board.yaml").write_text(roster("date: 2026-07-09").replace("Example", "Other"))
        feed()
        there = text()
        (root / "minutes" / "board.yaml").write_text(roster("date: 2026-07-09"))
    FEED.write_bytes(there.encode())
    ran = ralb("calendar", "--ics", str(FEED))
    assert (ran.code, FEED.read_bytes()) == (2, there.encode())
    assert "is no calendar that ralb wrote for this board" in ran.err


def test_a_folder_is_not_replaced(board: Make) -> None:
    board({}, roster("date: 2026-07-09"))
    FEED.mkdir(parents=True)
    ran = ralb("calendar", "--ics", str(FEED))
    assert (ran.code, FEED.is_dir()) == (2, True)
    assert "is no calendar that ralb wrote for this board" in ran.err


def test_nothing_private_is_in_a_public_feed(board: Make) -> None:
    board(meeting("2026-04-16", "venue: 'call 01234 567890'"), roster("date: 2026-07-09"))
    ran = ralb("calendar", "--ics", str(FEED))
    assert (ran.code, FEED.exists()) == (1, False)
    assert "minutes/2026-04-16.md:3:14: error[phone-number]" in ran.err
    assert ralb("calendar", "--ics", str(FEED), "--audience", "board").code == 0


def test_what_no_feed_prints_does_not_matter(board: Make) -> None:
    board(meeting("2026-04-16", "apologies: []   # 01234 567890"), roster("date: 2026-07-09"))
    assert ralb("calendar", "--ics", str(FEED)).code == 0


def test_no_event_is_cancelled_because_its_file_is_broken(board: Make) -> None:
    root = board({**meeting("2026-01-22"), **meeting("2026-04-16")}, roster("date: 2026-07-09"))
    feed()
    before = FEED.read_bytes()
    (root / "minutes" / "2026-01-22.md").write_text("---\ndate: [\n---\n")
    assert (ralb("calendar", "--ics", str(FEED)).code, FEED.read_bytes()) == (2, before)
    ran = ralb("calendar", "--today", "2026-01-05", "--format", "plain")
    assert (ran.code, len(ran.out.splitlines())) == (1, 2)


def test_a_time_zone_that_nobody_knows_is_said(board: Make) -> None:
    board({}, roster("date: 2026-07-09, time: '10:30'", more="timezone: Mars/Base\n"))
    ran = ralb("calendar", "--ics", str(FEED), "--today", "2026-01-05")
    assert (ran.code, ran.err.splitlines()[0][:32]) == (2, "ralb: the time zone `Mars/Base` ")


def test_scripts_get_what_the_public_may_read(board: Make) -> None:
    board(meeting("2026-04-16", "restricted: true", "venue: Room 9"), "name: X\npeople: []\n")
    assert json.loads(ralb("calendar", "--today", "2026-01-05", "--format", "json").out) == [
        {
            "date": "2026-04-16",
            "weekday": "Thursday",
            "time": None,
            "venue": None,
            "title": None,
            "public": "This part of the minutes is restricted.",
            "state": "to come",
        }
    ]


def test_a_board_without_dates_is_told_where_they_belong(board: Make) -> None:
    board(meeting("2025-04-16"), "name: X\npeople: []\n")
    ran = ralb("calendar", "--today", "2026-01-05")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.startswith("no dates of this year or later are known")


def test_odd_dates_to_come_are_found(board: Make) -> None:
    board(
        {**meeting("2026-09-17", "time: 10:30-12:30"), **meeting("2026-12-10", "venue: Hall")},
        roster(
            "date: 2026-01-10",
            "date: 2026-05-25",
            "date: 2026-07-09, time: 12:30-10:30",
            "date: 2026-07-09, time: 10:30-12:30",
            "date: 2026-08-15",
            "date: 2026-08-16, cancelled: true",
            "date: 2026-09-17, time: 14:00-16:00",
            "date: 2026-11",
            "date: 2026-11-12",
            "date: 2026-12-10, venue: Teams",
        ),
    )
    ran = ralb("calendar", "--check", "--today", "2026-02-01")
    assert (ran.code, ran.out.splitlines()) == (
        1,
        [
            "Monday 25 May 2026 is a bank holiday (spring)",
            "Thursday 9 July 2026 stands in the calendar 2 times",
            "Thursday 9 July 2026 has a time that does not end after it begins (12:30-10:30)",
            "Thursday 9 July 2026 is 12:30-10:30 in one place, and 10:30-12:30 in the calendar",
            "Saturday 15 August 2026 is at the weekend",
            "Thursday 17 September 2026 is 10:30-12:30 in one place, and 14:00-16:00 in the calendar",
            "Thursday 10 December 2026 is Hall in one place, and Teams in the calendar",
            "November 2026 and 12 November 2026 may be the same meeting",
        ],
    )


def test_a_calendar_of_which_every_date_is_past_is_odd(board: Make) -> None:
    board(meeting("2026-09-10"), roster("date: 2026-07-09", "date: 2026-12-10, cancelled: true"))
    ran = ralb("calendar", "--check", "--today", "2026-08-01")
    said = "the last meeting of the calendar, 9 July 2026, is past: add the dates to come"
    assert (ran.code, ran.out.splitlines()) == (1, [said])


def test_dates_with_nothing_odd_are_fine(board: Make) -> None:
    board({}, roster("date: 2026-07-09, time: 10:30-12:30"))
    ran = ralb("calendar", "--check", "--today", "2026-02-01")
    assert (ran.code, ran.out, ran.err) == (0, "", "the dates to come: nothing wrong\n")


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2024, ["01-01", "03-29", "04-01", "05-06", "05-27", "08-26", "12-25", "12-26"]),
        (2025, ["01-01", "04-18", "04-21", "05-05", "05-26", "08-25", "12-25", "12-26"]),
        (2026, ["01-01", "04-03", "04-06", "05-04", "05-25", "08-31", "12-25", "12-28"]),
        (2028, ["01-03", "04-14", "04-17", "05-01", "05-29", "08-28", "12-25", "12-26"]),
    ],
)
def test_bank_holidays_are_those_that_the_government_lists(year: int, days: list[str]) -> None:
    assert [str(day)[5:] for day in holidays.of(year)] == days
