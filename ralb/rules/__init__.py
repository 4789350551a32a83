"""The rules about minutes, the series and the board: each one function over the whole book."""
