"""What each key says, in words: editors show them beside the key, and docs/format.md lists them."""

from typing import Any

from ralb.model import (
    Action,
    Allowance,
    Appointment,
    Attendee,
    Board,
    Brand,
    Decision,
    Escalation,
    Link,
    Meeting,
    Organisation,
    Person,
    Recommendation,
    Validation,
)

_NUMBER = "1, 2, 3 and so on; never used twice, never changed"
_TIME = "`10:00` or `10:00-12:00`"
_VENUE = "where it is held, in words"
_REQUEST = {
    "number": _NUMBER,
    "to": "to whom the board put it",
    "sent": "the day on which it was sent",
    "response": "what came back, in words",
    "responded": "the day on which the answer came",
    "restricted": "`true`, or the words that the public reads in its place",
}

OF: dict[Any, dict[str, str]] = {
    Meeting: {
        "title": 'the heading of the documents, if not "Minutes and action log"; the date stands in it always',
        "date": "the day or the month; the same as in the file's name",
        "time": _TIME,
        "venue": _VENUE,
        "chair": "the initials of whoever chairs",
        "present": "the initials of those who came; a deputy, who need not be in `board.yaml`, is "
        "`{who: IJ, for: CD}`",
        "apologies": "the initials of those who sent their apologies",
        "absent": "the initials of those who did not come, without apologies",
        "in-attendance": "the initials of guests and others who sat in; they need not be in `board.yaml`",
        "invited": 'for records that say only who was asked; without `present`, attendance is "not recorded"',
        "circulated": "the day on which the draft was sent round",
        "agreed": "the date of the meeting that agreed these minutes; until then they are a draft",
        "log-updated": "the day on which the log was last changed",
        "next-meeting": "the date of the next meeting",
        "cancelled": "`true`; the file stays, for its log",
        "restricted": "`true`, or the words that the public reads in place of the whole minutes",
        "allow": "findings that you have judged: "
        "`[{rule: phone-number, about: the switchboard, reason: it is public}]`",
        "decisions": "a list of `number` and `decision`",
        "escalations": "carried until answered; a list of `number`, `to`, `sent`, `response`, `responded` and "
        "`escalation`",
        "recommendations": "the same with `recommendation`",
        "actions": "the action log",
    },
    Action: {
        "number": _NUMBER,
        "status": "`open`, `ongoing`, `complete` or `withdrawn`; the last two are finished and are not carried on",
        "issued": "the month of the meeting that issued it",
        "responsible": "initials, `All`, a group or an organisation of `board.yaml`; whoever is named first leads",
        "due": "the date by which it should be done",
        "closed": "the date on which it was completed or withdrawn",
        "item": "the agenda item it comes from",
        "note": "for the board only; no public edition shows it",
        "restricted": "`true`, or the words that the public reads in place of the action",
        "action": "the text; last, with a blank line between actions, because git then merges two people's "
        "changes rightly",
    },
    Decision: {
        "number": _NUMBER,
        "restricted": "`true`, or the words that the public reads in its place",
        "decision": "what the board decided",
    },
    Escalation: _REQUEST | {"escalation": "what the board asks of someone who can decide it"},
    Recommendation: _REQUEST | {"recommendation": "what the board recommends to someone who may follow it"},
    Attendee: {"who": "the initials of whoever came", "for": "the initials of the member whose deputy they are"},
    Allowance: {
        "rule": "the name or the code of the finding",
        "about": "the number of an action, or words on the line in question; without it, all that the rule finds",
        "reason": "why it may stand",
    },
    Board: {
        "name": "the name of the board, as its documents show it",
        "region": "the region, for the public pages",
        "language": "the language of the documents; `en-GB` if not given",
        "timezone": "it says which day it is; `Europe/London` if not given",
        "repository": "`private` (if not given) or `public`: who can read the git repository",
        "contact": "where to write to the board; at the foot of every page",
        "reviewed": "the day on which the membership was last gone through",
        "people": "one line for each period of a person: `initials`, `name`, `organisation`, `role`, `from`, `to`",
        "organisations": "`name`, `kind`, `aliases`, and what a regional agency `covers`",
        "groups": "a name and the initials behind it: `RAA leaders: [CD, GH]`",
        "not-initials": "capitals in the notes that are not people",
        "calendar": "meetings that have no minutes yet: `date`, `time`, `venue`, `cancelled`",
        "standing-items": "the headings with which new minutes begin",
        "priorities": "what the board works for, a sentence each; for the public pages",
        "enquiries": "what the board wants to find out, a question each; for the public pages",
        "links": "pages elsewhere, each with `title` and `url`; for the public pages",
        "brand": '`logo` (a file of the board) and `colour` (`"#1d3557"`) of its pages',
        "validate": "`strict: true`: warnings count as errors; `ignore`: rules that are not asked",
        "allow": "as in a meeting, for all of them",
    },
    Person: {
        "initials": "two to four capitals, then perhaps a digit",
        "name": "the whole name, for the key of the documents",
        "organisation": "whom they come from",
        "role": "chair, vice chair, support, member (if not given) or observer",
        "from": "the first day or month of this period",
        "to": "the last day or month of this period",
    },
    Organisation: {
        "name": "the name of the organisation",
        "kind": "what it is; an `authority` is asked for at every meeting",
        "aliases": "other names that the minutes use",
        "covers": "the authorities for which a regional agency speaks",
    },
    Appointment: {
        "date": "the day, or the month where the day is not known",
        "time": _TIME,
        "venue": _VENUE,
        "cancelled": "`true`: it does not take place, or was moved to another day",
    },
    Link: {"title": "the words of the link", "url": "the address that it leads to"},
    Brand: {
        "logo": "an SVG, PNG or JPEG of the board, of 40 KB at most",
        "colour": 'as `"#1d3557"`; dark enough to be read on white',
    },
    Validation: {"strict": "`true`: warnings count as errors", "ignore": "the rules that are not asked"},
}
