"""Checks with receipts: each rule is one file under ``checks``, and the folder is the registry."""

from explorer.rules.engine import Checks, check, rules
from explorer.rules.model import Finding, Fix, Rule, Severity, rule

__all__ = ["Checks", "Finding", "Fix", "Rule", "Severity", "check", "rule", "rules"]
