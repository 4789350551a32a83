"""The command line: one module a command."""

import gc

# Little of what a short run makes is garbage; looking for it as often as Python does is a twentieth of the start.
gc.set_threshold(100_000)
