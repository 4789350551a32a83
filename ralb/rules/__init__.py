"""The rules about minutes, the series and the board: each one function over what it looks at, one by one."""
