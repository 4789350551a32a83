"""`ralb import`: who came, however it is written, and whose initials are whose."""

import re
from pathlib import Path

import pytest
from oldminutes import minutes, typed
from running import ralb

from ralb import dates
from ralb.imports import joining
from ralb.imports.persons import Met
from ralb.model import Board, Person


def came(folder: Path, lines: str) -> list[str]:
    """The lists of people, and the people with organisation and role, that some lines give."""
    old = typed(folder, f"Example Board\nNotes of 22 January 2026\n{lines}\n1. Data\nAgreed.\n")
    ralb("import", str(old))
    lists = re.findall(
        r"^(?:chair|present|apologies|absent|in-attendance|invited): .*[^\[\]\n]\]?$",
        minutes(folder),
        re.MULTILINE,
    )
    people = ralb("people", "--all", "--format", "plain").out.splitlines()
    people = [re.sub(r", -(?=,|$)", "", one.replace("\t", ", ")) for one in people]
    return [one for one in lists if not one.endswith("[]")] + people


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("Present: Ann Brown (CHAIR Kent), Colin Dale VICE CHAIR (Chair PACT)",
         ["chair: AB", "present: [AB, CD]", "AB, Ann Brown, Kent, chair", "CD, Colin Dale, PACT, vice chair"]),
        ("Attendees\n- Ann Brown, Head of Service, Kent\n- Colin Dale – Adopt South",
         ["present: [AB, CD]", "AB, Ann Brown, Kent, member", "CD, Colin Dale, Adopt South, member"]),
        ("Chair: Dr Ann Brown, Kent\nPresent: Colin Dale; Ella Field (for Gita Hussain)\nApologies: Gita Hussain",
         ["chair: AB", "present: [AB, CD, {who: EF, for: GH}]", "apologies: [GH]",
          "AB, Dr Ann Brown, Kent, chair", "CD, Colin Dale, member", "EF, Ella Field, member",
          "GH, Gita Hussain, member"]),
        ("In attendance: Kay Lowe (minutes)\nApologies: none received",
         ["in-attendance: [KL]", "KL, Kay Lowe, support"]),
        ("Invitees: Ann Brown (Kent), Alan Boyd (Medway)",
         ["invited: [AB, AB2]", "AB, Ann Brown, Kent, member", "AB2, Alan Boyd, Medway, member"]),
        ("Present: Kim Bromley-Derry (Kent)", ["present: [KB]", "KB, Kim Bromley-Derry, Kent, member"]),
        ("In attendance: Ann Brown - Head of Service (Chair), Colin Dale - Performance Lead, Kay Lowe (clerk)",
         ["chair: AB", "present: [AB, CD]", "in-attendance: [KL]",
          "AB, Ann Brown, chair", "CD, Colin Dale, member", "KL, Kay Lowe, support"]),
        ("Present: Ann Brown (AB) Chair, Kent; Colin Dale (CD), Adopt Coast",
         ["chair: AB", "present: [AB, CD]", "AB, Ann Brown, Kent, chair", "CD, Colin Dale, Adopt Coast, member"]),
        ("Present: Cllr A Brown (Chairman), 4 members of the public and the Clerk (Mrs K Lowe)",
         ["chair: AB", "present: [AB, KL]", "AB, Cllr A Brown, chair", "KL, Mrs K Lowe, support"]),
        ("Governors: Mrs M Evers [ME] Headteacher; Dr S Hume [SH] (PG)\nAlso present: Mr A Wool [AW] School Lead",
         ["present: [ME, SH]", "in-attendance: [AW]", "ME, Mrs M Evers, member",
          "SH, Dr S Hume, PG, member", "AW, Mr A Wool, member"]),
        ("Present:\nDr Ann Brown (AB)\tClinical Chair\nGita Hussain (GHu)\tLay Member\nGreg Holt (GH)\tNurse",
         ["chair: AB", "present: [AB, GH2, GH]", "AB, Dr Ann Brown, chair", "GH, Greg Holt, member",
          "GH2, Gita Hussain, member"]),
        ("Present:\n- Mark de Vries (MdV) – Kent County Council (minutes)\n"
         "- Insp. Dawn Pike (DP) – Kent Police (observer)",
         ["present: [MDV, DP]", "MDV, Mark de Vries, Kent County Council, support",
          "DP, Insp. Dawn Pike, Kent Police, observer"]),
        ("Did not attend: Ann Brown", ["absent: [AB]", "AB, Ann Brown, member"]),
        ("In the room\nAnn Brown (AB), chairing\nOn screen\nColin Dale\nCould not attend\nElla Field",
         ["chair: AB", "present: [AB, CD]", "apologies: [EF]", "AB, Ann Brown, chair", "CD, Colin Dale, member",
          "EF, Ella Field, member"]),
        ("TRUSTEES PRESENT:   MRS A BROWN (CHAIR), MR C DALE",
         ["chair: AB", "present: [AB, CD]", "AB, Mrs A Brown, chair", "CD, Mr C Dale, member"]),
        ("Present voting:\nAnn Brown Chairman AB\nColin Dale Public Governor CD",
         ["chair: AB", "present: [AB, CD]", "AB, Ann Brown, chair", "CD, Colin Dale, member"]),
        ("Those there were Ann Brown, Colin Dale and Ella Field. Sorry from Gita Hussain.",
         ["present: [AB, CD, EF]", "apologies: [GH]", "AB, Ann Brown, member", "CD, Colin Dale, member",
          "EF, Ella Field, member", "GH, Gita Hussain, member"]),
        ("Present: Councillors Ann Brown (Chair) and Colin Dale; Ella Field (Foster Carer)",
         ["chair: AB", "present: [AB, CD, EF]", "AB, Councillor Ann Brown, chair", "CD, Colin Dale, member",
          "EF, Ella Field, member"]),
        ("Present:\nDet Supt Ann Brown\tPanel Vice Chair\t(AB)\nColin Dale\tChief Nurse\t(CD)",
         ["present: [AB, CD]", "AB, Det Supt Ann Brown, vice chair", "CD, Colin Dale, member"]),
        ("Present: Ann Brown. Also present were Colin Dale and Ella Field. "
         "Apologies for absence have been received and accepted from Gita Hussain.",
         ["present: [AB]", "apologies: [GH]", "in-attendance: [CD, EF]", "AB, Ann Brown, member",
          "GH, Gita Hussain, member", "CD, Colin Dale, member", "EF, Ella Field, member"]),
        # What someone is may stand on the line below.
        ("Present:\nAnn Brown (AB)\nFinance Partner, Kent Council\nColin Dale (CD)\nParent Carer\n"
         "Apologies:\nElla Field\nLead Member, Holt\nGita Hussain\nHealth representative",
         ["present: [AB, CD]", "apologies: [EF, GH]", "AB, Ann Brown, Kent Council, member",
          "CD, Colin Dale, member", "EF, Ella Field, Holt, member", "GH, Gita Hussain, member"]),
        # Initials may follow the name with nothing between.
        ("Present:\nDet Supt Ann Brown (Chair) AB Kent Police\nColin Dale CD Service Manager, Social Care",
         ["chair: AB", "present: [AB, CD]", "AB, Det Supt Ann Brown, Kent Police, chair",
          "CD, Colin Dale, Social Care, member"]),
        ("Attendance\nAB   Ann Brown    Kent Council (chair)\nCD   Colin Dale   Open Door",
         ["chair: AB", "present: [AB, CD]", "AB, Ann Brown, Kent Council, chair",
          "CD, Colin Dale, Open Door, member"]),
        # Behind a comma stands what someone is, where each has a line or a `;`.
        ("Attendees: Ann Brown (AB), Public Health; Colin Dale (CD), Minds Together",
         ["present: [AB, CD]", "AB, Ann Brown, Public Health, member", "CD, Colin Dale, Minds Together, member"]),
        ("Attendees and apologies\n- Ann Brown (AB), Kinship Voices\n- Colin Dale, Early Years\n"
         "Secretariat\n- Kay Lowe (KL)\nApologies\n- Ella Field, Virtual Schools",
         ["present: [AB, CD]", "apologies: [EF]", "in-attendance: [KL]", "AB, Ann Brown, Kinship Voices, member",
          "KL, Kay Lowe, support", "CD, Colin Dale, Early Years, member",
          "EF, Ella Field, Virtual Schools, member"]),
        ("Those present: Cllrs. A. Brown (Chairman), Mrs C. Dale\nClerk: Mrs K. Lowe\n"
         "Also present: County Cllr E. Field (until 8.15pm) and 4 members of the public\n"
         "Apologies were received and accepted from the Bench Chair (Mrs G Hussain) and from Mr I Jones, CAMHS.",
         ["chair: AB", "present: [AB, CD]", "apologies: [GH, IJ]", "in-attendance: [KL, EF]",
          "AB, Cllr A. Brown, chair", "CD, Mrs C. Dale, member", "KL, Mrs K. Lowe, support",
          "EF, County Cllr E. Field, member", "GH, Mrs G Hussain, member", "IJ, Mr I Jones, CAMHS, member"]),
        ("Who was there\n- Ann and Colin Dale – carers\n- Ella from the Housing office\n"
         "Sorry they couldn't make it\n- Gita Hussain, Ida Jones, Kay Lowe",
         ["present: [AD, CD, EL]", "apologies: [GH, IJ, KL]", "AD, Ann Dale, carers, member",
          "CD, Colin Dale, carers, member", "EL, Ella, Housing office, member", "GH, Gita Hussain, member",
          "IJ, Ida Jones, member", "KL, Kay Lowe, member"]),
        ("At a meeting at the Mill there were present:-\nT A Brown Esq (Chairman)\n"
         "W C Dale Esq\tE Field Esq\ntogether with Mr G Hill (Clerk)",
         ["chair: TB", "present: [TB, WD, EF]", "in-attendance: [GH]", "TB, T A Brown, chair",
          "WD, W C Dale, member", "EF, E Field, member", "GH, Mr G Hill, support"]),
        # A table of people is known by its marks, whatever stands above them.
        ("| Governor | Type | |\n|---|---|---|\n| Ann Brown (AB) | Parent | Yes (from 6.20) |\n"
         "| Colin Dale (CD) | Staff | N (apologies) |\n| Ella Field (EF) | Parent | Y |",
         ["present: [AB, EF]", "apologies: [CD]", "AB, Ann Brown, member", "CD, Colin Dale, member",
          "EF, Ella Field, member"]),
        ("INVITED                    ATTENDED   APOLOGIES\nAnn Brown – Kent (Chair)      X\n"
         "Colin Dale – Police                      X\nElla Field – Health           X",
         ["chair: AB", "present: [AB, EF]", "apologies: [CD]", "AB, Ann Brown, Kent, chair",
          "CD, Colin Dale, Police, member", "EF, Ella Field, Health, member"]),
        ("Name\nInitials\nRole / Organisation\nAttended\nAnn Brown\nAB\nKent Council (Chair)\nY\n"
         "Colin Dale\nCD\nAcute Trust\nN (apologies)",
         ["chair: AB", "present: [AB]", "apologies: [CD]", "AB, Ann Brown, Kent Council, chair",
          "CD, Colin Dale, Acute Trust, member"]),
    ],
)  # fmt: skip
def test_attendance_is_read_however_it_is_written(lines: str, expected: list[str], empty: Path) -> None:
    assert came(empty, lines) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("Present:\nAnn Brown\nThe meeting was quorate.\nApologies:\nColin Dale",
         ["present: [AB]", "apologies: [CD]", "AB, Ann Brown, member", "CD, Colin Dale, member"]),
        ("Present:\n- Ann Brown\n- Health and Education Leads\n- Fire and Rescue Service",
         ["present: [AB]", "AB, Ann Brown, member"]),
        ("# Present\n- Ann Brown – Kent\n## Agenda\n- Budget Review\n- Staff Survey",
         ["present: [AB]", "AB, Ann Brown, Kent, member"]),
        ("Present: Ann Brown (Kent), Tia and Kayden (Care Leavers)",
         ["present: [AB]", "AB, Ann Brown, Kent, member"]),
    ],
)  # fmt: skip
def test_nobody_is_invented(lines: str, expected: list[str], empty: Path) -> None:
    assert came(empty, lines) == expected


def test_initials_that_two_could_have_are_marked(empty: Path) -> None:
    old = typed(
        empty, "Notes of 22 January 2026\nPresent: Rae Rowe (Kent), Rob Reed (Hants)\n1. Data\nRR said yes.\n"
    )
    report = ralb("import", str(old), "--report", "md").out
    assert "- line 2: `RR is Rae Rowe`: ambiguous: Rob Reed would fit, too\n" in report
    assert "- line 2: `RR2 is Rob Reed`: ambiguous: RR is Rae Rowe; in the notes RR may be either\n" in report


def test_someone_of_the_board_is_known_again_by_a_shorter_name() -> None:
    board = Board(
        name="Example", people=(Person(initials="JS", name="Jo Smith"), Person(initials="AB", name="A Bell"))
    )  # type: ignore[arg-type]
    for name, expected in (("J Smith", "JS"), ("Cllr Smith", "JS"), ("Jo Smyth", "JS"), ("K Smith", None)):
        person = joining.known(board, Met(name), dates.PartialDate(2026, 1))
        assert (name, person.initials if person else None) == (name, expected)
