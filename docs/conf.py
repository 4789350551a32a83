"""How the documentation is built: `python -m sphinx -W docs out/docs`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

project = "ralb"
author = "the makers of ralb"
language = "en-GB"
extensions = ["myst_parser", "filled"]
exclude_patterns = ["files"]

# `[a finding](format.md#restricted-passages)` leads to a heading, as on GitHub.
myst_heading_anchors = 4
# The pages of the findings show minutes with mistakes.
suppress_warnings = ["misc.highlighting_failure"]
nitpicky = True
# `--who` is no dash.
smartquotes = False

html_theme = "furo"
html_title = "ralb"
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_show_copyright = False
html_use_index = False
