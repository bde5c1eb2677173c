"""The catalog as a networkx graph: a view for questions, never the truth."""

from typing import TYPE_CHECKING

import networkx as nx

if TYPE_CHECKING:
    from explorer.catalog.catalog import Catalog


def build_graph(catalog: "Catalog") -> nx.MultiDiGraph:
    """A node per entry (attribute ``service``), an edge per integration and relation (attribute ``entry``)."""
    graph = nx.MultiDiGraph()
    for service in catalog.services.values():
        graph.add_node(service.id, service=service)
    for entry in catalog.integrations:
        if entry.source_id in graph and entry.target_id in graph:
            graph.add_edge(entry.source_id, entry.target_id, key=entry.mechanism, entry=entry)
    for service in catalog.services.values():
        for relation in service.relations:
            if relation.to in graph:
                graph.add_edge(service.id, relation.to, key=relation.type, entry=relation)
    return graph
