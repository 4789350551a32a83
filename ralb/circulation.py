"""Minutes as they stood when they were circulated, as git tells."""

from pathlib import Path

from ralb import commits, git, versions
from ralb.book import Minutes
from ralb.dates import PartialDate
from ralb.versions import Version


def then(root: Path, minutes: Minutes) -> Minutes | None:
    """The minutes as last committed up to the day on which they were circulated; None if git cannot tell."""
    meeting = minutes.meeting
    day = meeting.circulated if meeting else None
    commit = _last(root, day) if day else None
    if commit is None:
        return None
    name = minutes.path.rpartition("/")[2]
    with git.objects(root) as ask:
        version = Version(commit, git.files(ask, commit))
        if name not in version.files:
            return None
        [one] = versions.reader(ask)(version, {name}).minutes
    return one if one.meeting else None


def _last(root: Path, day: PartialDate) -> str | None:
    """The last commit of the minutes up to a day."""
    until = [one.hash for one in commits.history(root) if one.date and one.date <= day]
    return until[-1] if until else None
