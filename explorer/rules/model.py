"""What a rule is, what it finds, and the view of a design that rules read."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from explorer.catalog import Catalog
from explorer.catalog.model import Service
from explorer.design import Change, Connection, Design, Node
from explorer.design.records import SettingValue
from explorer.flow import FlowResult

Severity = Literal["error", "warning", "advice"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "advice")

_BY_LETTER: dict[str, Severity] = {"E": "error", "W": "warning", "I": "advice"}


@dataclass(frozen=True)
class Fix:
    """A change that mends a finding, with the words of its button."""

    title: str
    change: Change


@dataclass(frozen=True)
class Finding:
    """Something to tell about the design. ``nodes`` and ``connections`` are ids; the first is where to go to."""

    message: str
    nodes: tuple[str, ...] = ()
    connections: tuple[str, ...] = ()
    fix: Fix | None = None
    rule: str = ""
    severity: Severity = "error"
    source: str = ""


@dataclass(frozen=True)
class Rule:
    """A rule: its identity, why it matters, where that is said, and the function that looks."""

    id: str
    title: str
    why: str
    source: str
    find: Callable[["View"], Iterable[Finding]]
    pillars: tuple[str, ...] = ()
    """Well-Architected pillars that it speaks for."""

    @property
    def severity(self) -> Severity:
        """By the letter of the id: E fails or loses data, W costs or risks, I advises."""
        return _BY_LETTER[self.id[0]]


def rule(
    *,
    id: str,  # noqa: A002 - the rule's word
    title: str,
    why: str,
    source: str,
    pillars: tuple[str, ...] = (),
) -> Callable[[Callable[["View"], Iterable[Finding]]], Rule]:
    """Make a rule of a generator of findings: ``@rule(id=…, title=…, why=…, source=…)``."""

    def made(find: Callable[["View"], Iterable[Finding]]) -> Rule:
        return Rule(id=id, title=title, why=why, source=source, find=find, pillars=pillars)

    return made


@dataclass(frozen=True)
class Link:
    """A connection with both of its nodes."""

    connection: Connection
    source: Node
    target: Node


@dataclass(frozen=True)
class View:
    """What a rule may look at: the design, the catalog and the flow. It changes nothing."""

    design: Design
    catalog: Catalog
    flow: FlowResult
    _by_service: dict[str, list[Node]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for node in self.design.nodes.values():
            self._by_service.setdefault(node.service, []).append(node)

    def nodes(self, *services: str) -> list[Node]:
        """Nodes of these services; all nodes without any."""
        if not services:
            return list(self.design.nodes.values())
        return [node for service in services for node in self._by_service.get(service, ())]

    def links(self, source: str = "", target: str = "", mechanism: str = "") -> Iterator[Link]:
        """Connections between nodes of these services by this mechanism; empty means any."""
        for node in self.nodes(source) if source else self.nodes():
            for connection in self.design.leaving(node.id):
                other = self.design.nodes[connection.target]
                fits = (not target or other.service == target) and mechanism in {"", connection.mechanism}
                if fits:
                    yield Link(connection, node, other)

    def service(self, node: Node) -> Service | None:
        """The node's catalog entry."""
        return self.catalog.service(node.service)

    def label(self, node: Node) -> str:
        """The node's name for people: its label, else the service's name."""
        return node.label or self.catalog.name(node.service)

    def setting(self, node: Node, setting_id: str) -> SettingValue:
        """The user's value, else the catalog's default, else None."""
        if setting_id in node.settings:
            return node.settings[setting_id]
        service = self.service(node)
        known = service.setting(setting_id) if service else None
        return known.default if known else None

    def number(self, node: Node, setting_id: str) -> float | None:
        """The setting as a number; None where it is not one."""
        value = self.setting(node, setting_id)
        return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
