"""Checks with receipts: each rule is one file under ``checks``, and the folder is the registry."""

from explorer.rules.engine import Answered, Checks, check, rules
from explorer.rules.model import Finding, Fix, Rule, Severity, rule

__all__ = ["Answered", "Checks", "Finding", "Fix", "Rule", "Severity", "check", "rule", "rules"]
