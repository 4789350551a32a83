"""`python -m ralb` is `ralb`."""

from ralb.cli.app import main

main()
