"""Layered layout beside Graphviz dot: time and crossings as ratios, below 1 is better than dot.

Crossings are counted twice: of straight lines between nodes, and of the drawn edges (ours as routed, dot's
curves as fine polylines). The boxes and gaps are the same for both.
"""

import random
import shutil
import subprocess
import time

import numpy as np

from explorer.layout.arrays import FloatArray
from explorer.layout.layered import layered
from explorer.layout.measure import crossings, route_crossings

Edge = tuple[int, int]

BOX = (120.0, 64.0)
RANK_GAP, NODE_GAP = 96.0, 40.0
POINTS_PER_INCH = 72.0
SIZES = (50, 200, 500)
SEEDS = (1, 2, 3)


def pipeline(n: int, seed: int) -> list[Edge]:
    """A data pipeline of stages: 1.6 edges per node, most to the next stages, one in fifty back."""
    draw = random.Random(seed)  # noqa: S311 - a repeatable graph, no secret
    stages = max(3, round(n**0.5))
    stage = sorted(draw.randrange(stages) for _ in range(n))
    edges: dict[Edge, None] = {}
    for v in range(n):
        before = [u for u in range(v) if stage[u] == stage[v] - 1]
        if before:
            edges[draw.choice(before), v] = None
    while len(edges) < 1.6 * n:
        u, v = draw.randrange(n), draw.randrange(n)
        step = stage[v] - stage[u]
        if 0 < step <= draw.choice((1, 1, 1, 2, 2, 3, 6)) or (-4 < step < 0 and draw.random() < 0.02):
            edges[u, v] = None
    return list(edges)


def drawn_by_dot(n: int, edges: list[Edge]) -> tuple[FloatArray, list[FloatArray], float]:
    """Positions and edge curves of Graphviz dot, and the seconds of the whole process."""
    width, height = (side / POINTS_PER_INCH for side in BOX)
    lines = [
        "digraph {",
        f"rankdir=LR; ranksep={RANK_GAP / POINTS_PER_INCH}; nodesep={NODE_GAP / POINTS_PER_INCH};",
        f"node [shape=box, fixedsize=true, width={width}, height={height}]",
        *(str(v) for v in range(n)),
        *(f"{u} -> {v}" for u, v in edges),
        "}",
    ]
    start = time.perf_counter()
    run = subprocess.run(  # noqa: S603 - the arguments are fixed
        [shutil.which("dot") or "dot", "-Tplain"],
        input="\n".join(lines),
        capture_output=True,
        text=True,
        check=True,
    )
    seconds = time.perf_counter() - start
    positions = np.zeros((n, 2))
    curves = []
    for line in run.stdout.splitlines():
        word = line.split()
        if word[0] == "node":
            positions[int(word[1])] = float(word[2]), float(word[3])
        elif word[0] == "edge":
            numbers = np.array(word[4 : 4 + 2 * int(word[3])], dtype=np.float64)
            curves.append(flattened(numbers.reshape(-1, 2)))
    return positions, curves, seconds


def flattened(controls: FloatArray) -> FloatArray:
    """A chain of cubic curves as a polyline of eight lines each."""
    t = np.linspace(0, 1, 9)[:, None]
    basis = np.hstack([(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3])
    pieces = [basis @ controls[k : k + 4] for k in range(0, len(controls) - 1, 3)]
    return np.vstack([pieces[0], *(piece[1:] for piece in pieces[1:])])


def measured(n: int, seed: int, *, with_dot: bool) -> str:
    """One line of the report."""
    edges = pipeline(n, seed)
    start = time.perf_counter()
    layout = layered(n, edges, np.tile(BOX, (n, 1)), rank_gap=RANK_GAP, node_gap=NODE_GAP)
    seconds = time.perf_counter() - start
    line = f"{n:>5} {seed:>4} {seconds:>8.2f}"
    own = crossings(layout.positions, edges), route_crossings(layout.routes)
    if not with_dot:
        return f"{line} {own[0]:>10} {own[1]:>10}"
    positions, curves, dot_seconds = drawn_by_dot(n, edges)
    dots = crossings(positions, edges), route_crossings(curves)
    ratios = (seconds / dot_seconds, own[0] / max(1, dots[0]), own[1] / max(1, dots[1]))
    return " ".join([line, *(f"{ratio:>10.2f}" for ratio in ratios)])


def main() -> None:
    """Print time and crossings of seeded pipelines, as ratios to dot where it is installed."""
    with_dot = shutil.which("dot") is not None
    if with_dot:
        print("nodes seed  seconds  time/dot  lines/dot  drawn/dot")
    else:
        print("Graphviz dot is not installed: seconds and crossings without ratios")
        print("nodes seed  seconds      lines      drawn")
    for n in SIZES:
        for seed in SEEDS:
            print(measured(n, seed, with_dot=with_dot))


if __name__ == "__main__":
    main()
