"""What rules find in designs of a few lines, and the rows of tables of such tests."""

from typing import NamedTuple

from explorer.catalog.load import load_catalog
from explorer.design.sketch import sketched as sketch
from explorer.flow.engine import flow_of
from explorer.rules.engine import check, rules

CATALOG = load_catalog()


def found(design, *rule_ids, catalog=CATALOG):
    """What these rules find; all of them without any."""
    chosen = [rules()[rule_id] for rule_id in rule_ids] or None
    return check(design, catalog, flow_of(design, catalog), only=chosen)


class Case(NamedTuple):
    """A row of a table: what the rule finds in the sketch, as first places, and words its messages hold."""

    rule: str
    name: str
    text: str
    at: tuple[str, ...] = ()
    says: tuple[str, ...] = ()

    def __repr__(self):
        return f"{self.rule} {self.name}"


def places(case):
    """Where the rule of a row finds something: the first node of each finding, else its connection."""
    findings = found(sketch(case.text), case.rule)
    return tuple(sorted((*finding.nodes, *finding.connections, "")[0] for finding in findings))


def unsaid(case):
    """Words of a row that no message holds."""
    messages = " ".join(finding.message for finding in found(sketch(case.text), case.rule))
    return [word for word in case.says if word not in messages]


def left_after_fixes(case):
    """Places where the rule still finds something after each fix that it offers was made."""
    design = sketch(case.text)
    while fixes := [finding.fix for finding in found(design, case.rule) if finding.fix]:
        before = len(found(design, case.rule))
        design.apply(fixes[0].change)
        if len(found(design, case.rule)) >= before:
            return [fixes[0].title]
    return []
