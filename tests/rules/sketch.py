"""Designs for tables of tests, one thing a line.

clips: s3 public_access=true        a node with settings
clips << audio items_per_month=1000 item_kb=500 seconds=60
clips -> speech job-input           a connection, with carries= and share= where wanted
region eu-west-1
"""

from typing import NamedTuple

from msgspec.structs import replace

from explorer.catalog.load import load_catalog
from explorer.design import Connection, Design, Group, Header, Node, Suppression, Workload
from explorer.flow.engine import flow_of
from explorer.rules.engine import check, rules
from explorer.yaml_reader import plain_scalar

CATALOG = load_catalog()


def sketch(text):
    """The design that the lines describe."""
    records = []
    header = Header()
    for number, line in enumerate(text.strip().splitlines()):
        first, *words = line.split()
        values = {key: _value(value) for key, _, value in (w.partition("=") for w in words) if value}
        if first == "region":
            header = replace(header, region=words[0])
        elif first == "suppress":
            records.append(Suppression(id=f"s{number}", rule=words[0], at=words[1] if len(words) > 1 else ""))
        elif first == "group":
            records.append(Group(id=words[0], **values))
        elif words[0] == "<<":
            records.append(Workload(id=first, kind=words[1].replace("_", " "), **values))
        elif words[0] == "->":
            link = {"id": f"{first}-{words[1]}-{words[2]}", "source": first, "target": words[1]}
            taken = {record.id for record in records}
            link["id"] += f"-{number}" if link["id"] in taken else ""
            records.append(Connection(mechanism=words[2], **link, **values))
        else:
            group, label = values.pop("group", ""), values.pop("label", "")
            settings = values
            at = {"x": 240.0 * number, "y": 0.0}
            node = Node(
                id=first.rstrip(":"), service=words[0], group=group, label=label, settings=settings, **at
            )
            records.append(node)
    return Design([header, *records])


def _value(text):
    if ".." in text:
        return tuple(float(part) for part in text.split(".."))
    return plain_scalar(text)


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
