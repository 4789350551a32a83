"""The rules about minutes and the series: each one function over the whole book."""

from ralb.rules import log, series
from ralb.rules.registry import RULES, Rule, check

__all__ = ["RULES", "Rule", "check", "log", "series"]
