"""What stops a command: an exception that builds its own sentence and knows its exit code."""


class Trouble(Exception):
    """The command cannot go on; the message is complete, for people, and nothing was written."""

    code = 2
