"""Where the nodes of the catalog's graph stand: clusters apart from each other, each on a lattice of its own.

A lattice keeps a name legible under every node. Which clusters are neighbours, and on which side of its
cluster a node stands, follows from the edges.
"""

import hashlib
import tempfile
from pathlib import Path

import numpy as np

from explorer.layout.cancel import Cancelled, stop_if
from explorer.ui.explore.graph import Cluster, Floats, Graph, Ints, Mask

PITCH = 64.0
"""Distance of neighbours on the lattice, in points of the scene."""

ROW = PITCH * 0.875
GAP = PITCH * 0.95
NAME_ROOM = 9.5
"""Half the width that a letter of a cluster's name takes from far, points."""

OUTSIDE = frozenset({"concept", "external"})

ASPECT = 1.45
STRETCH = 2.4
"""How much harder clusters are drawn to the middle from above and below than from the sides."""

ROUNDS = 300


def places(graph: Graph, nodes: Mask, cancelled: Cancelled | None = None) -> Floats:
    """Positions, array (n, 2), of which those of ``nodes`` count. The same graph always gives the same picture."""
    found = np.zeros((graph.size, 2))
    if not nodes.any():
        return found
    members = [np.flatnonzero(nodes & (graph.cluster == at)) for at in range(len(graph.clusters))]
    slots = [lattice(len(inside)) for inside in members]
    radii = np.array([_radius(at, cluster) for at, cluster in zip(slots, graph.clusters, strict=True)])
    centres = cluster_centres(graph, radii, cancelled)
    pull = _pulls(graph, centres)
    for at, inside in enumerate(members):
        stop_if(cancelled)
        found[inside] = centres[at] + _seated(graph, inside, slots[at], pull[inside])
    return found


def _radius(slots: Floats, cluster: Cluster) -> float:
    """Of the disc that a cluster with its name over it needs; none for an empty one."""
    if not len(slots):
        return 0.0
    return max(float(np.hypot(slots[:, 0], slots[:, 1]).max()) + GAP, NAME_ROOM * len(cluster.title))


def lattice(count: int) -> Floats:
    """The ``count`` places of a triangular lattice nearest to its origin, the nearest first."""
    reach = int(np.sqrt(count)) + 2
    rows, columns = np.mgrid[-reach : reach + 1, -reach : reach + 1]
    x = (columns + (rows % 2) * 0.5).ravel() * PITCH
    y = rows.ravel() * ROW
    order = np.lexsort((x, y, np.round(np.hypot(x / ASPECT**0.25, y * ASPECT**0.25), 3)))[:count]
    chosen = np.column_stack((x[order], y[order]))
    middle: Floats = (chosen.max(axis=0) + chosen.min(axis=0)) / 2 if count else np.zeros(2)
    return chosen - middle


def cluster_centres(graph: Graph, radii: Floats, cancelled: Cancelled | None = None) -> Floats:
    """Discs close together that do not meet, those with much in common near each other.

    What is not AWS, and the concepts, stand outside. A layout by springs alone would keep every cluster as
    far away as its ties are weak; a map is better when it is compact.
    """
    ties = _ties(graph)
    outside = np.array([cluster.category in OUTSIDE for cluster in graph.clusters])
    centres = _on_spiral(len(radii), float(np.sqrt((radii**2).sum())))
    placed = np.zeros(len(radii), dtype=np.bool_)
    for part in (~outside & (radii > 0), outside & (radii > 0)):
        at = np.flatnonzero(placed | part)
        centres[at] = _settled(centres[at], radii[at], ties[np.ix_(at, at)], part[at], cancelled)
        placed |= part
    return centres


def _ties(graph: Graph) -> Floats:
    """How much two clusters have in common: the logarithm of their edges."""
    count = len(graph.clusters)
    between = np.zeros((count, count))
    ends = graph.cluster[graph.ends]
    np.add.at(between, (ends[:, 0], ends[:, 1]), 1.0)
    common: Floats = np.log1p(between + between.T)
    np.fill_diagonal(common, 0.0)
    return common


def _on_spiral(count: int, radius: float) -> Floats:
    turn = np.arange(count) * (np.pi * (3 - np.sqrt(5)))  # the golden angle: neighbours in the list far apart
    spread = radius * np.sqrt((np.arange(count) + 1) / max(count, 1))
    return np.column_stack((spread * np.cos(turn), spread * np.sin(turn)))


def _settled(centres: Floats, radii: Floats, ties: Floats, free: Mask, cancelled: Cancelled | None) -> Floats:
    """Pull together what has ties, then everything to the middle; push apart what overlaps."""
    at = centres.copy()
    share = ties / np.maximum(ties.sum(axis=1, keepdims=True), 1e-9)
    home = np.array([0.5, 0.5 * STRETCH])
    for turn in range(ROUNDS):
        stop_if(cancelled)
        step = 0.12 * (1 - turn / ROUNDS)
        at[free] += step * (share @ at - at - at * home)[free]
        for _ in range(4):
            at += _pushes(at, radii, free)
    for turn in range(ROUNDS):
        stop_if(cancelled)
        at[free] *= 1 - 0.02 * (1 - turn / ROUNDS) * home
        for _ in range(6):
            at += _pushes(at, radii, free)
    return at


def _pushes(at: Floats, radii: Floats, free: Mask) -> Floats:
    """Half the overlap for each of two discs that meet; all of it for the one that may move."""
    apart = at[:, None, :] - at[None, :, :]
    distance = np.hypot(apart[..., 0], apart[..., 1])
    np.fill_diagonal(distance, np.inf)
    overlap = np.maximum(radii[:, None] + radii[None, :] - distance, 0.0)
    share = np.where(free[None, :], 0.5, 1.0) * free[:, None]
    push: Floats = ((overlap * share / np.maximum(distance, 1e-6))[..., None] * apart).sum(axis=1) * 0.6
    return push


def _pulls(graph: Graph, centres: Floats) -> Floats:
    """The direction in which each node has most to do outside its cluster, of length 0 to 1."""
    pull = np.zeros((graph.size, 2))
    a, b = graph.ends[:, 0], graph.ends[:, 1]
    crosses = graph.cluster[a] != graph.cluster[b]
    for here, there in ((a[crosses], b[crosses]), (b[crosses], a[crosses])):
        way = centres[graph.cluster[there]] - centres[graph.cluster[here]]
        np.add.at(pull, here, way / np.maximum(np.hypot(way[:, 0], way[:, 1]), 1.0)[:, None])
    return pull / np.maximum(graph.weight, 1.0)[:, None]


def _seated(graph: Graph, nodes: Ints, slots: Floats, pull: Floats) -> Floats:
    """A slot for each node: the important in the middle, the others on the side of what they work with."""
    order = np.lexsort((np.array([graph.ids[at] for at in nodes]), -graph.weight[nodes]))
    reach = np.hypot(slots[:, 0], slots[:, 1])
    taken = np.zeros(len(slots), dtype=np.bool_)
    seated = np.zeros_like(slots)
    for rank, which in enumerate(order):
        wish = pull[which] * reach[rank] * 1.2
        miss = np.hypot(*(slots - wish).T) + 0.6 * np.abs(reach - reach[rank])
        miss[taken] = np.inf
        best = int(np.argmin(miss))
        taken[best] = True
        seated[which] = slots[best]
    return seated


def kept_places(graph: Graph, cancelled: Cancelled | None = None) -> Floats:
    """`places` of services alone and of everything, array (2, n, 2).

    From the user's cache folder where the same graph was laid out before.
    """
    path = _cache_file(graph)
    try:
        found: Floats = np.load(path, allow_pickle=False) if path else np.zeros(0)
    except (OSError, ValueError, EOFError):
        found = np.zeros(0)
    if found.shape == (2, graph.size, 2) and bool(np.isfinite(found).all()):
        return found
    everything = np.ones(graph.size, dtype=np.bool_)
    found = np.stack([places(graph, nodes, cancelled) for nodes in (graph.is_service, everything)])
    if path:
        _keep(path, found)
    return found


def _cache_file(graph: Graph) -> Path | None:
    from platformdirs import user_cache_path  # noqa: PLC0415 - only when a layout is looked up

    digest = hashlib.blake2b(Path(__file__).read_bytes(), digest_size=12)
    digest.update("\n".join(graph.ids).encode())
    digest.update("\n".join(cluster.title for cluster in graph.clusters).encode())
    for array in (graph.cluster, graph.ends, graph.is_service):
        digest.update(np.ascontiguousarray(array).tobytes())
    try:
        return Path(user_cache_path("archex")) / f"graph-{digest.hexdigest()}.npy"
    except (OSError, RuntimeError):  # no home at all
        return None


def _keep(path: Path, found: Floats) -> None:
    """Write beside and rename; failing is no fault, only slower the next time."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".graph-", delete=False) as stream:
            np.save(stream, found)
        Path(stream.name).replace(path)
        for old in path.parent.glob("graph-*.npy"):
            if old != path:
                old.unlink(missing_ok=True)
    except OSError:
        return
