"""Documents from an edition of the minutes: HTML, Word, and the templates behind them."""
