"""The command line: one module a command."""

import gc
from typing import Any

# Little of what a short run makes is garbage; looking for it as often as Python does is a twentieth of the start.
gc.set_threshold(100_000)

# How every command reads its words and shows its help; without rich, which takes 40 ms to load.
STYLE: dict[str, Any] = {
    "add_completion": False,
    "pretty_exceptions_enable": False,
    "rich_markup_mode": None,
    "context_settings": {"help_option_names": ["-h", "--help"]},
}
