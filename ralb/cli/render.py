"""`ralb render`."""


def render() -> None:
    """Later."""
