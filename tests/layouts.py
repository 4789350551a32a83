"""Minutes as people lay them out: the same two actions, typed in many ways, for tests that change them."""

TIDY = """\
---
date: 2026-01-22
log-updated: 2026-01-30
actions:
  - number: 84
    status: open
    issued: 2026-01
    responsible: [EF]
    action: Ask for a quote

  - number: 85
    status: complete
    issued: 2026-01
    responsible: [AB]
    closed: 2026-01-29
    action: Book the hall
---
Notes.
"""

CLOSED, BOOK = "closed: 2026-01-29", "action: Book the hall"

# What stands in the tidy file, and what stands there in its place; every letter counts, comments most of all.
TYPED = {
    "as it should be": ("", ""),
    "a comment behind the status": ("open\n", "open   # by phone\n"),
    "a comment behind every key": ("\n    ", "   # so it is\n    "),
    "a comment above every key": ("    status", "    # as agreed\n    status"),
    "the status in single quotes": ("open\n", "'open'\n"),
    "the status in double quotes": ("open\n", '"open"   # by phone\n'),
    "the status on a line of its own": ("status: open", "status:\n      open"),
    "the status below a comment": ("status: open", "status:   # by phone\n      open"),
    "the status as a block": ("status: open", "status: >-\n      open"),
    "the status far right": ("status: ", "status:           "),
    "spaces at the ends of lines": ("\n    ", "  \n    "),
    "a space before the colon": ("status:", "status :"),
    "keys in quotes": ("status:", '"status":'),
    "keys behind question marks": ("    status: ", "    ? status\n    : "),
    "the text in single quotes": ("action: Ask for a quote", "action: 'Ask for EF''s quote'"),
    "the text in double quotes": ("action: Ask for a quote", 'action: "Ask for \\"a quote\\": #4"   # soon'),
    "the text over two plain lines": ("Ask for", "Ask\n      for"),
    "the text over three plain lines with one blank": ("Ask for", "Ask\n\n      for"),
    "the text over two quoted lines": ("Ask for a quote", '"Ask for\n      a quote"   # soon'),
    "the text in single quotes over lines": ("Ask for a quote", "'Ask for\n\n      a quote'"),
    "the text folded": ("action: Ask", "action: >\n      Ask"),
    "the text folded and stripped": ("action: Ask for", "action: >-\n      Ask\n      for"),
    "the text folded and kept": ("action: Ask for", "action: >+\n      Ask\n      for"),
    "the text literal": ("action: Ask for", "action: |\n      Ask\n      for"),
    "the text literal and stripped": ("action: Ask", "action: |-\n        Ask"),
    "the text literal and kept": ("action: Ask", "action: |+\n      Ask"),
    "the text literal with its indentation": ("action: Ask", "action: |2\n      Ask"),
    "the text below a comment in its header": ("action: Ask", "action: >-   # in short\n      Ask"),
    "the text below a blank line": ("action: Ask", "action: |\n\n      Ask"),
    "the text of two paragraphs": ("action: Ask for", "action: |\n      Ask\n\n      for"),
    "a comment below the text": ("for a quote\n", "for a quote\n    # by May\n"),
    "a comment below a block": ("action: Ask for a quote\n", "action: >-\n      Ask\n    # by May\n"),
    "letters from everywhere": ("Ask for a quote", "Ask Zoë for 報價 – “soon” 🙂"),
    "one person": ("[EF]", "EF"),
    "one person in quotes": ("[EF]", '"EF"   # leads'),
    "people in quotes": ("[EF]", "['EF']"),
    "people with spaces": ("[EF]", "[ EF ]   # leads"),
    "people with a comma at the end": ("[EF]", "[EF,]"),
    "people over lines": ("[EF]", "[\n      EF,   # leads\n      AB   # helps\n    ]"),
    "people over lines without comments": ("[EF]", "[\n      EF,\n      AB\n    ]"),
    "people below each other": ("[EF]", "\n      - EF   # leads\n      - AB"),
    "people below each other, not indented": ("[EF]", "\n    - EF   # leads\n    - AB   # helps"),
    "people behind wide hyphens": ("[EF]", "\n      -   EF\n      -   AB"),
    "people below their hyphens": ("[EF]", "\n      -\n        EF"),
    "people with comments between": ("[EF]", "\n      # leads\n      - EF\n      # helps\n      - AB"),
    "a comment below the people": ("[EF]", "\n      - EF\n      # and nobody else"),
    "someone as a block": ("[EF]", "\n      - >-\n        EF"),
    "a group with a comma": ("[EF]", '["Panel, north"]'),
    "a group with a comma alone": ("[EF]", "Panel, north"),
    "a comment behind the closing date": ("2026-01-29", "2026-01-29   # she rang"),
    "a comment above the closing date": ("closed: 2026-01-29", "closed:   # she rang\n      2026-01-29"),
    "the closing date in quotes": ("2026-01-29", "'2026-01-29'"),
    "the closing date as a block": ("closed: 2026-01-29", "closed: >-   # she rang\n      2026-01-29"),
    "the closing date last": (f"{CLOSED}\n    {BOOK}\n", f"{BOOK}\n    {CLOSED}\n"),
    "a comment behind the log's date": ("2026-01-30", "2026-01-30   # by hand"),
    "the log's date in quotes": ("2026-01-30", '"2026-01-30"'),
    "no date of the log": ("log-updated: 2026-01-30\n", ""),
    "comments above each row": ("  - ", "  # as agreed\n  - "),
    "comments in the margin": ("    status", "# as agreed\n    status"),
    "comments below each row": ("hall\n", "hall\n    # the big one\n  # the last\n"),
    "a comment on a hyphen's line": ("  - number: 84", "  -   # new\n    number: 84"),
    "hyphens alone": ("  - number", "  -\n    number"),
    "no blank line between": ("quote\n\n", "quote\n"),
    "three blank lines between": ("quote\n\n", "quote\n\n \n\n"),
    "blank lines at the end": ("hall\n", "hall\n\n\n"),
    "blank lines between keys": ("\n    status", "\n\n    status"),
    "more keys below the log": ("hall\n", "hall\ndecisions:\n  - {number: 1, decision: Yes we do}   # all\n"),
    "no notes": ("---\nNotes.\n", "---\n"),
    "no line end at the end": ("---\nNotes.\n", "---"),
    "notes full of YAML": ("Notes.", "status: open\n\n  - number: 84\n---\n# Notes\n\u2028\u0085"),
    "a byte order mark": ("---\ndate", "\ufeff---\ndate"),
    "lines of Windows": ("\n", "\r\n"),
    "spaces behind the fence": ("---\n", "---  \n"),
}  # fmt: skip

# What is so different that it stands here as a whole; between the fences.
BUILT = {
    "rows in braces": """\
date: 2026-01-22
actions:
  - {number: 84, status: open, issued: 2026-01, responsible: [EF], action: Ask for a quote}   # by phone
  - {number: 85, status: complete, issued: 2026-01, responsible: [AB], closed: 2026-01-29, action: Book the hall}
""",
    "rows in braces with wide hyphens, the text first": """\
date: 2026-01-22
actions:
-   { action: "Ask, soon", number: 84, responsible: EF, status: 'open', issued: 2026-01 }

-   { closed: 2026-01-29, action: "Book", number: 85, responsible: AB, status: 'complete', issued: 2026-01 }
""",
    "rows in braces over lines": """\
date: 2026-01-22
actions:
  - {number: 84, status: open, issued: 2026-01,
     responsible: [EF],
     action: Ask for
     a quote}
  - {number: 85, status: complete, issued: 2026-01,
     responsible: [AB],
     closed: 2026-01-29, action: Book}   # hall
""",
    "rows in braces with comments": """\
date: 2026-01-22
actions:
  - {
      number: 84,   # new
      status: open,   # by phone
      issued: 2026-01,
      responsible: [EF],   # leads
      action: Ask,   # soon
    }
  - {
      number: 85,
      status: complete,
      issued: 2026-01,
      responsible: [AB],
      closed: 2026-01-29,   # she rang
      action: Book
    }
""",
    "a row in braces below one in lines": """\
date: 2026-01-22
actions:
  - number: 84
    action: Ask
    status: open
    issued: 2026-01
    responsible: [EF]
  - {number: 85, status: complete, issued: 2026-01, responsible: [AB], action: Book, closed: 2026-01-29}
""",
    "rows in brackets": """\
date: 2026-01-22
actions: [{number: 84, status: open, issued: 2026-01, responsible: [EF], action: Ask},
  {number: 85, status: complete, issued: 2026-01, responsible: [AB], closed: 2026-01-29, action: Book}]   # two
""",
    "rows in brackets with comments": """\
date: 2026-01-22
actions: [   # two
  # the first
  {number: 84, status: open, issued: 2026-01, responsible: [EF], action: Ask},   # soon
  # the second
  {number: 85, status: complete, issued: 2026-01, responsible: [AB], closed: 2026-01-29, action: Book},   # hall
  ]
""",
    "everything in braces": """\
{date: 2026-01-22, log-updated: 2026-01-30, actions: [
  {number: 84, status: open, issued: 2026-01, responsible: [EF], action: Ask},
  {number: 85, status: complete, issued: 2026-01, responsible: [AB], closed: 2026-01-29, action: Book}]}
""",
    "JSON": """\
{
  "date": "2026-01-22",
  "log-updated": "2026-01-30",
  "actions": [
    {
      "number": 84,
      "status": "open",
      "issued": "2026-01",
      "responsible": ["EF"],
      "action": "Ask for a quote"
    },
    {
      "number": 85,
      "status": "complete",
      "issued": "2026-01",
      "responsible": ["AB"],
      "closed": "2026-01-29",
      "action": "Book the hall"
    }
  ]
}
""",
    "JSON without spaces": """\
{"date":"2026-01-22","actions":[{"number":84,"status":"open","issued":"2026-01","responsible":["EF"],"action":"Ask"},
{"number":85,"status":"complete","issued":"2026-01","responsible":["AB"],"closed":"2026-01-29","action":"Book"}]}
""",
    "no indentation": """\
# The log of the board.
date: 2026-01-22   # a Thursday
actions:
- number: 84
  status: open
  issued: 2026-01
  responsible:
  - EF
  action: Ask
- number: 85
  status: complete
  issued: 2026-01
  responsible:
  - AB
  closed: 2026-01-29
  action: Book
# The end.
""",
    "the closing date first": """\
date: 2026-01-22
actions:
  -
      number: 84   # below its hyphen, far right
      status: open
      issued: 2026-01
      responsible: [EF]
      action: Ask
  - closed: 2026-01-29
    number: 85
    status: complete
    issued: 2026-01
    responsible: [AB]
    action: Book
""",
    "everything far right": """\
      date: 2026-01-22
      actions:
                -   number: 84
                    status: open
                    issued: 2026-01
                    responsible:   [EF]
                    action: Ask

                -   number: 85
                    status: complete
                    issued: 2026-01
                    responsible:   [AB]
                    closed: 2026-01-29
                    action: Book
""",
    "the text first, the log first": """\
actions:
  - action: Ask for a quote
    number: 84
    responsible: [EF]
    status: open
    issued: 2026-01

  - action: Book the hall
    closed: 2026-01-29
    responsible: [AB]
    number: 85
    issued: 2026-01
    status: complete
log-updated: 2026-01-30
date: 2026-01-22
""",
    "the people last": """\
date: 2026-01-22
actions:
  - action: |-
      Ask
    number: 84
    status: open
    issued: 2026-01
    responsible:
      - EF
  - action: |-
      Book
    number: 85
    status: complete
    closed: 2026-01-29
    issued: 2026-01
    responsible:
      - AB   # her
""",
    "no log": "date: 2026-01-22\n",
    "no log, in braces": "{date: 2026-01-22}\n",
    "no log, with a comment below": "date: 2026-01-22   # a Thursday\n# The log is to come.\n",
    "an empty log": "date: 2026-01-22\nactions: []\n",
    "an empty log with a comment": "date: 2026-01-22\nactions: []   # none yet\ncancelled: true\n",
    "an empty log with a comment inside": "date: 2026-01-22\nactions: [   # none yet\n  ]\n",
    "an empty log on its own line": "date: 2026-01-22\nactions:\n  []\n",
    "an empty log in braces": "{date: 2026-01-22,\nactions: []}\n",
}


def layouts() -> dict[str, str]:
    """The text of every minutes file, by what is particular about it."""
    typed = {name: TIDY.replace(old, new) for name, (old, new) in TYPED.items()}
    built = {name: f"---\n{front}---\nNotes.\n" for name, front in BUILT.items()}
    return typed | built
