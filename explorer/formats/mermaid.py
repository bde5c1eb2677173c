"""Mermaid: a flowchart as text, for pages that draw it themselves."""

import re
from collections.abc import Iterator

from explorer.catalog import Catalog
from explorer.catalog.vocabulary import MECHANISMS, Family
from explorer.design import Connection, Design, Group, Node
from explorer.drawing.groups import KIND_WORDS
from explorer.drawing.text import showable
from explorer.formats.codec import Codec, Keeps, Look

_ARROWS: dict[Family, str] = {
    "request": "-->",
    "event": "-.->",
    "stream": "==>",
    "batch": "==o",
    "query": "--o",
    "control": "-.-o",
    "support": "-.-x",
}
# Letters and digits of any script and the few marks that mean nothing to Mermaid or to HTML.
_PLAIN = re.compile(r"[^\W_]|[ .,:/()?!+'-]")


def write(design: Design, catalog: Catalog, look: Look) -> bytes:
    """``flowchart`` text. Ids are ours (n1, g1), numbered in the order of the design's own ids."""
    del look
    return "".join(f"{line}\n" for line in _Writer(design, catalog).lines()).encode()


class _Writer:
    def __init__(self, design: Design, catalog: Catalog) -> None:
        self._design = design
        self._catalog = catalog
        self._nodes = {node_id: f"n{at}" for at, node_id in enumerate(sorted(design.nodes), 1)}
        self._groups = {group_id: f"g{at}" for at, group_id in enumerate(sorted(design.groups), 1)}
        self._written: set[str] = set()

    def lines(self) -> Iterator[str]:
        design = self._design
        yield "flowchart LR"
        for group_id in self._groups:
            if design.groups[group_id].parent not in design.groups:
                yield from self._subgraph(design.groups[group_id], "  ")
        for group_id in self._groups:  # groups that hold one another in a circle have no outermost one
            if group_id not in self._written:
                yield from self._subgraph(design.groups[group_id], "  ")
        for node_id in self._nodes:
            if design.nodes[node_id].group not in design.groups:
                yield self._node(design.nodes[node_id], "  ")
        for link_id in sorted(design.connections):
            yield self._link(design.connections[link_id])

    def _subgraph(self, group: Group, indent: str) -> Iterator[str]:
        self._written.add(group.id)
        title = " ".join(word for word in (KIND_WORDS[group.kind], group.label) if word) or "Group"
        yield f"{indent}subgraph {self._groups[group.id]}[{quoted(title)}]"
        for inner_id in self._groups:
            inner = self._design.groups[inner_id]
            if inner.parent == group.id and inner_id not in self._written:
                yield from self._subgraph(inner, indent + "  ")
        for node_id in self._nodes:
            if self._design.nodes[node_id].group == group.id:
                yield self._node(self._design.nodes[node_id], indent + "  ")
        yield f"{indent}end"

    def _node(self, node: Node, indent: str) -> str:
        name = self._catalog.name(node.service)
        label = f"{node.label} ({name})" if node.label and node.label != name else name
        return f"{indent}{self._nodes[node.id]}[{quoted(label)}]"

    def _link(self, link: Connection) -> str:
        words = MECHANISMS.get(link.mechanism)
        arrow = _ARROWS[words.family if words else "request"]
        title = words.title if words else link.mechanism
        label = quoted(f"{title}: {link.label}" if link.label else title)
        return f"  {self._nodes[link.source]} {arrow}|{label}| {self._nodes[link.target]}"


def quoted(text: str) -> str:
    """The text in quotes, everything that might mean something as an entity code."""
    clean = showable(text) or " "
    return '"' + "".join(char if _PLAIN.match(char) else f"#{ord(char)};" for char in clean) + '"'


CODEC = Codec(
    id="mermaid",
    title="Mermaid flowchart",
    suffixes=(".mmd", ".mermaid"),
    keeps=frozenset({Keeps.CONNECTIONS, Keeps.GROUPS, Keeps.LABELS, Keeps.MECHANISMS, Keeps.SERVICES}),
    write=write,
)
