"""Runs the rules. One that raises becomes a finding with its id, and the others go on."""

import importlib
import pkgutil
from collections.abc import Iterable
from functools import cache

from explorer.catalog import Catalog
from explorer.design import Design
from explorer.flow import FlowResult
from explorer.rules.model import SEVERITIES, Finding, Rule, View


@cache
def rules() -> dict[str, Rule]:
    """Every rule by its id. Raises ValueError where two files claim one id."""
    import explorer.rules.checks as package  # noqa: PLC0415 - a registry is read when first asked for

    found: dict[str, Rule] = {}
    for info in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        module = importlib.import_module(info.name)
        for value in vars(module).values():
            if isinstance(value, Rule):
                if value.id in found:
                    raise ValueError(f"two rules have the id {value.id}")
                found[value.id] = value
    return dict(sorted(found.items()))


def check(
    design: Design, catalog: Catalog, flow: FlowResult, *, only: Iterable[Rule] | None = None
) -> list[Finding]:
    """Findings of all rules (or of those given), worst first; suppressed ones are left out."""
    view = View(design, catalog, flow)
    found = [finding for one in (rules().values() if only is None else only) for finding in _run(one, view)]
    open_ones = [finding for finding in found if not _is_suppressed(finding, design)]
    return sorted(open_ones, key=lambda finding: (SEVERITIES.index(finding.severity), finding.rule))


def _run(one: Rule, view: View) -> list[Finding]:
    try:
        return [_signed(finding, one) for finding in one.find(view)]
    except Exception as error:  # noqa: BLE001 - a broken rule must not hide what the others find
        message = f"this rule could not be run ({type(error).__name__}: {error}); the others were"
        return [Finding(message, rule=one.id, severity="warning", source=one.source)]


def _signed(finding: Finding, one: Rule) -> Finding:
    source = finding.source or one.source
    places = (finding.nodes, finding.connections)
    return Finding(finding.message, *places, finding.fix, one.id, one.severity, source)


def _is_suppressed(finding: Finding, design: Design) -> bool:
    answers = [answer.at for answer in design.suppressions.values() if answer.rule == finding.rule]
    return any(at in {"", *finding.nodes, *finding.connections} for at in answers)
