"""`ralb`, and `python -m ralb`: Ctrl-C ends it in a sentence, from its loading to its end."""

import os
import sys


def main() -> None:
    """Run a command; what Ctrl-C ends has written its files whole or not at all, and says so."""
    sys.unraisablehook = _unheard
    try:
        from ralb.cli import app

        app.main()
    except BaseException as error:
        from ralb import signals

        signals.be_deaf()
        if not signals.came_of_ctrl_c(error):
            raise
        _say_so()
        sys.exit(signals.STOPPED)


def _unheard(unraisable: "sys.UnraisableHookArgs") -> None:
    """Python passes over Ctrl-C where it comes while something is cleared away."""
    from ralb import signals

    if not isinstance(unraisable.exc_value, KeyboardInterrupt):
        sys.__unraisablehook__(unraisable)
        return
    _say_so()
    os._exit(signals.STOPPED)


def _say_so() -> None:
    """What prints otherwise may not be loaded yet, or may be what was stopped."""
    try:
        os.write(2, b"\nralb: stopped; no file is half written\n")
    except OSError:
        sys.stderr = None


if __name__ == "__main__":
    main()
