"""The minute book of a regional board: minutes and action log as plain text in git."""
