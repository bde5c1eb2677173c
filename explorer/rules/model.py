"""What a rule is, what it finds, and the view of a design that rules read."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from inspect import cleandoc
from typing import Any, Literal, NamedTuple, TypeVar

from explorer.catalog import Catalog
from explorer.catalog.model import Integration, Limit, Receipt, Service
from explorer.catalog.verdict import Verdict
from explorer.design import Change, Connection, Design, Node
from explorer.design.records import SettingValue
from explorer.flow import FlowResult
from explorer.flow.model import Load

K = TypeVar("K")
T = TypeVar("T")

KB_PER_GB = 1024.0 * 1024.0
Severity = Literal["error", "warning", "advice"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "advice")

_BY_LETTER: dict[str, Severity] = {"E": "error", "W": "warning", "I": "advice"}


@dataclass(frozen=True)
class Fix:
    """A change that mends a finding, with the words of its button.

    The change is made when it is first asked for: most fixes are only shown.
    """

    title: str
    make: Callable[[], Change]

    @cached_property
    def change(self) -> Change:
        """The change, for the design as it was when the finding was made."""
        return self.make()


@dataclass(frozen=True)
class Finding:
    """Something to tell about the design. ``nodes`` and ``connections`` are ids; the first is where to go to.

    ``rests_on`` is the catalog's statement behind it: a limit, a lifecycle, an integration, a refusal. It names the
    source where the finding has none of its own.
    """

    message: str
    nodes: tuple[str, ...] = ()
    connections: tuple[str, ...] = ()
    fix: Fix | None = None
    rule: str = ""
    severity: Severity = "error"
    source: str = ""
    rests_on: Receipt | None = None

    @property
    def place(self) -> str:
        """The narrowest id that stands for it alone: where it is suppressed. Empty for the whole design."""
        if len(self.connections) == 1:
            return self.connections[0]
        return (*self.nodes, *self.connections, "")[0]

    def as_values(self) -> dict[str, object]:
        """What was found and where, as plain values for machines."""
        return {
            "rule": self.rule,
            "severity": self.severity,
            "message": self.message,
            "nodes": self.nodes,
            "connections": self.connections,
        }


@dataclass(frozen=True)
class Rule:
    """A rule: its identity, why it matters, where that is said, and the function that looks."""

    id: str
    title: str
    why: str
    source: str
    find: Callable[["View"], Iterable[Finding]]
    fails: str
    """A design in which the rule finds something, as a sketch."""
    passes: str
    """The like of it in which it does not."""
    pillars: tuple[str, ...] = ()
    """Well-Architected pillars that it speaks for."""
    is_wide: bool = False
    """Whether it looks further than the neighbours of the nodes it names, or sums over the design."""

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
    fails: str,
    passes: str,
    pillars: tuple[str, ...] = (),
    wide: bool = False,
) -> Callable[[Callable[["View"], Iterable[Finding]]], Rule]:
    """Make a rule of a generator of findings: ``@rule(id=…, title=…, why=…, source=…, fails=…, passes=…)``.

    ``fails`` and ``passes`` are examples in the lines of `explorer.design.sketch`.

    A rule is ``wide`` when a finding can come or go by what is further away than the neighbours of the nodes it
    names; the others need not look at the whole design again after an edit.
    """

    def made(find: Callable[["View"], Iterable[Finding]]) -> Rule:
        examples = {"fails": cleandoc(fails), "passes": cleandoc(passes)}
        return Rule(
            id=id, title=title, why=why, source=source, find=find, pillars=pillars, is_wide=wide, **examples
        )

    return made


class Link(NamedTuple):
    """A connection with both of its nodes."""

    connection: Connection
    source: Node
    target: Node


class Neighbours:
    """The connections of a design by node, each with both of its nodes; made when first asked for.

    Also ids of nodes by service, and of connections by the services at both ends, in the order of the design.
    """

    def __init__(self, design: Design) -> None:
        self._design = design
        self.derived: dict[Any, Any] = {}
        """What `View.while_wired` keeps."""
        self.of_service: dict[str, dict[Any, Any]] = {}
        """What `View.while_same` keeps, by service."""
        self._by_service: dict[str, list[str]] | None = None
        self._by_pair: dict[tuple[str, str], list[str]] | None = None
        self._links: dict[str, Link] = {}
        self._leaving: dict[str, list[Link]] = {}
        self._entering: dict[str, list[Link]] = {}

    def link(self, one: Connection) -> Link:
        """A connection with its nodes."""
        if one.id not in self._links:
            nodes = self._design.nodes
            self._links[one.id] = Link(one, nodes[one.source], nodes[one.target])
        return self._links[one.id]

    def leaving(self, node_id: str) -> list[Link]:
        """Connections that start at the node."""
        if node_id not in self._leaving:
            self._leaving[node_id] = [self.link(one) for one in self._design.leaving(node_id)]
        return self._leaving[node_id]

    def entering(self, node_id: str) -> list[Link]:
        """Connections that end at the node."""
        if node_id not in self._entering:
            self._entering[node_id] = [self.link(one) for one in self._design.entering(node_id)]
        return self._entering[node_id]

    @property
    def by_service(self) -> Mapping[str, list[str]]:
        """Ids of nodes by their service."""
        if self._by_service is None:
            self._by_service = _grouped((node.service, node.id) for node in self._design.nodes.values())
        return self._by_service

    @property
    def by_pair(self) -> Mapping[tuple[str, str], list[str]]:
        """Ids of connections by the services of source and target."""
        if self._by_pair is None:
            links, nodes = self._design.connections.values(), self._design.nodes
            self._by_pair = _grouped(
                ((nodes[link.source].service, nodes[link.target].service), link.id) for link in links
            )
        return self._by_pair

    def forget(self, node_ids: Iterable[str], *, is_rewired: bool) -> None:
        """Make the connections of these nodes anew: they, or a neighbour of theirs, have changed.

        ``is_rewired`` tells whether anything came or went, leads elsewhere, or has another service or mechanism.
        """
        if is_rewired:
            self._by_service = self._by_pair = None
            self.derived.clear()
            self.of_service.clear()
        for node_id in node_ids:
            if node_id in self._design.nodes:
                self.of_service.pop(self._design.nodes[node_id].service, None)
            for link in [*self._leaving.pop(node_id, ()), *self._entering.pop(node_id, ())]:
                self._links.pop(link.connection.id, None)


@dataclass(frozen=True)
class View:
    """What a rule may look at: the design, the catalog and the flow. It changes nothing.

    Its indexes are built when the first rule asks, once for all rules.
    """

    design: Design
    catalog: Catalog
    flow: FlowResult
    focus: frozenset[str] | None = None
    """Ids of the nodes to look at, and at their connections; None: all."""
    known: Neighbours | None = None
    """Connections that an earlier view has made already."""

    @cached_property
    def _memo(self) -> dict[Any, Any]:
        return {}

    def once(self, make: Callable[["View"], T]) -> T:
        """What the function makes of this view; it runs only for the first rule that asks."""
        if make not in self._memo:
            self._memo[make] = make(self)
        found: T = self._memo[make]
        return found

    def while_wired(self, make: Callable[["View"], T]) -> T:
        """As `once`, and in a view of the whole design kept from check to check while nothing is wired otherwise.

        So the function may look only at which services there are and at who is connected to whom by which
        mechanism; and it returns ids, since records change.
        """
        if self.focus is not None:
            return self.once(make)
        derived = self._neighbours.derived
        if make not in derived:
            derived[make] = make(self)
        found: T = derived[make]
        return found

    def while_same(self, service_id: str, make: Callable[["View", str], T]) -> T:
        """What the function makes of the nodes of a service.

        In a view of the whole design it is kept from check to check while these nodes, their neighbours and their
        flow stay as they are.
        """
        if self.focus is not None:
            return make(self, service_id)
        kept = self._neighbours.of_service.setdefault(service_id, {})
        if make not in kept:
            kept[make] = make(self, service_id)
        found: T = kept[make]
        return found

    @cached_property
    def by_service(self) -> Mapping[str, list[Node]]:
        """Nodes by their service's id."""
        if self.focus is not None:
            return _grouped((node.service, node) for node in self._nodes)
        nodes = self.design.nodes
        return {key: [nodes[node] for node in found] for key, found in self._neighbours.by_service.items()}

    @cached_property
    def _nodes(self) -> list[Node]:
        nodes = self.design.nodes
        return list(nodes.values()) if self.focus is None else [nodes[key] for key in sorted(self.focus)]

    @cached_property
    def all_links(self) -> tuple[Link, ...]:
        """Every connection with its nodes, in the order of the design."""
        links = self.design.connections.values()
        if self.focus is not None:
            links = {link.id: link for key in self._nodes for link in self.design.touching(key.id)}.values()
        return tuple(map(self._neighbours.link, links))

    @cached_property
    def _neighbours(self) -> Neighbours:
        return self.known or Neighbours(self.design)

    def _between(self, source: str, target: str) -> Sequence[Link]:
        """Connections between nodes of the two services."""
        if self.focus is not None:
            return self._by_pair.get((source, target), ())
        links = self.design.connections
        return [
            self._neighbours.link(links[key]) for key in self._neighbours.by_pair.get((source, target), ())
        ]

    @cached_property
    def _by_pair(self) -> dict[tuple[str, str], list[Link]]:
        return _grouped(((link.source.service, link.target.service), link) for link in self.all_links)

    def nodes(self, *services: str) -> list[Node]:
        """Nodes of these services; all nodes without any."""
        if not services:
            return self._nodes
        return [node for service in services for node in self.by_service.get(service, ())]

    def together(self, rule_id: str, nodes: Iterable[Node]) -> Iterator[list[Node]]:
        """The nodes that one finding of the rule tells of: all at once, but each that is answered for by itself.

        So an answer at one of them does not silence what is told of the others. The rule must be a wide one.
        """
        answered = {one.at for one in self.design.suppressions.values() if one.rule == rule_id}
        others: list[Node] = []
        alone: list[Node] = []
        for node in nodes:
            (alone if node.id in answered else others).append(node)
        yield from ([others] if others else [])
        yield from ([node] for node in alone)

    def links(self, source: str = "", target: str = "", mechanism: str = "") -> Iterator[Link]:
        """Connections between nodes of these services by this mechanism; empty means any."""
        if source and target:
            found: Iterable[Link] = self._between(source, target)
        elif source:
            found = (link for node in self.nodes(source) for link in self.leaving(node.id))
        elif target:
            found = (link for node in self.nodes(target) for link in self.entering(node.id))
        else:
            found = self.all_links
        return (link for link in found if mechanism in {"", link.connection.mechanism})

    def leaving(self, node_id: str) -> list[Link]:
        """Connections that start at the node, be it in focus or not."""
        return self._neighbours.leaving(node_id)

    def entering(self, node_id: str) -> list[Link]:
        """Connections that end at the node, be it in focus or not."""
        return self._neighbours.entering(node_id)

    def offered(self, link: Link) -> tuple[Integration, ...]:
        """What the catalog lists between the two services, by any mechanism."""
        return self.catalog.by_pair.get((link.source.service, link.target.service), ())

    def verdict(self, link: Link) -> Verdict:
        """The catalog's verdict on the pair of services."""
        return self.catalog.verdict(link.source.service, link.target.service)

    def integrations(self, link: Link) -> list[Integration]:
        """What the catalog lists for the connection as it was drawn."""
        mechanism = link.connection.mechanism
        return [entry for entry in self.offered(link) if entry.mechanism == mechanism]

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
        return self.catalog.default_of(node.service, setting_id)

    def number(self, node: Node, setting_id: str) -> float | None:
        """The setting as a number; None where it is not one."""
        value = self.setting(node, setting_id)
        return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None

    def quantity(self, node: Node, quantity_id: str) -> float | None:
        """The expected value of a flow quantity; None where it is not known."""
        return self.flow.nodes[node.id].quantity(quantity_id)

    def limit(self, service_id: str, limit_id: str) -> Limit | None:
        """A limit that has a number; None where the catalog has none of that id."""
        service = self.catalog.service(service_id)
        found = next((limit for limit in service.limits if limit.id == limit_id), None) if service else None
        return found if found is not None and found.value is not None else None

    def item_kb(self, link: Link) -> float | None:
        """KB of the largest kind of item on a connection, expected; None where it is not known."""
        return max(filter(None, map(_item_kb, self._payload(link))), default=None)

    def peak_per_s(self, link: Link) -> float | None:
        """Items a second on a connection in the busiest hour, expected; None where it is not known."""
        peaks = [load.peak_per_s.expected for load in self._payload(link)]
        known = [peak for peak in peaks if peak is not None]
        return sum(known) if known and len(known) == len(peaks) else None

    def gb(self, link: Link) -> float | None:
        """GB a month on a connection, expected; None where some of it is not known."""
        known = [load.gb.expected for load in self._payload(link)]
        return None if None in known else sum(gb for gb in known if gb is not None)

    def _payload(self, link: Link) -> list[Load]:
        streams = self.flow.connections.get(link.connection.id, {})
        return [load for kind, load in streams.items() if kind != "calls"]


def _item_kb(load: Load) -> float | None:
    items, gb = load.items.expected, load.gb.expected
    return gb * KB_PER_GB / items if items and gb is not None else None


def _grouped(pairs: Iterable[tuple[K, T]]) -> dict[K, list[T]]:
    found: dict[K, list[T]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found
