"""Which edges to turn round so that a graph flows one way."""

from collections.abc import Sequence

Edge = tuple[int, int]


def feedback_edges(n: int, edges: Sequence[Edge]) -> set[int]:
    """Indices of edges whose reversal leaves no cycle; empty when there is none.

    Only edges within a strongly connected part are candidates. Inside a part the nodes are put in a
    row greedily (Eades, Lin and Smyth 1993); among equals the node that is fed from outside the part
    comes first, then the one given first, so a loop is entered where its input arrives.
    """
    part = strong_parts(n, edges)
    entered = {t for s, t in edges if part[s] != part[t]}
    inner = [i for i, (s, t) in enumerate(edges) if part[s] == part[t]]
    place = _greedy_row(n, [edges[i] for i in inner], entered)
    return {i for i in inner if place[edges[i][0]] > place[edges[i][1]]}


def strong_parts(n: int, edges: Sequence[Edge]) -> list[int]:
    """The number of the strongly connected part of each node (Tarjan 1972, without recursion)."""
    after = successors(n, edges)
    index, low, part = [-1] * n, [0] * n, [-1] * n
    stack: list[int] = []
    counter = parts = 0
    for root in range(n):
        if index[root] >= 0:
            continue
        work = [(root, 0)]
        while work:
            v, k = work.pop()
            if k == 0:
                index[v] = low[v] = counter
                counter += 1
                stack.append(v)
            else:
                low[v] = min(low[v], low[after[v][k - 1]])
            for j in range(k, len(after[v])):
                w = after[v][j]
                if index[w] < 0:
                    work += [(v, j + 1), (w, 0)]
                    break
                if part[w] < 0:
                    low[v] = min(low[v], index[w])
            else:
                if low[v] == index[v]:
                    while part[v] < 0:
                        part[stack.pop()] = parts
                    parts += 1
    return part


def successors(n: int, edges: Sequence[Edge]) -> list[list[int]]:
    """The targets of each node's edges, in the order of the edges."""
    after: list[list[int]] = [[] for _ in range(n)]
    for s, t in edges:
        after[s].append(t)
    return after


def _greedy_row(n: int, edges: Sequence[Edge], entered: set[int]) -> list[int]:
    """The place of each node in a row with few edges pointing backwards."""
    after = successors(n, edges)
    before = successors(n, [(t, s) for s, t in edges])
    outs, ins = [len(a) for a in after], [len(b) for b in before]
    left = set(range(n))
    head: list[int] = []
    tail: list[int] = []

    def take(v: int, row: list[int]) -> None:
        row.append(v)
        left.remove(v)
        for w in after[v]:
            ins[w] -= 1
            if w in left and ins[w] == 0:
                sources.append(w)
        for w in before[v]:
            outs[w] -= 1
            if w in left and outs[w] == 0:
                sinks.append(w)

    sources = [v for v in reversed(range(n)) if ins[v] == 0]
    sinks = [v for v in range(n) if outs[v] == 0]
    while left:
        if sources:
            v, row = sources.pop(), head
        elif sinks:
            v, row = sinks.pop(), tail
        else:
            v, row = max(left, key=lambda v: (outs[v] - ins[v], v in entered, -v)), head
        if v in left:
            take(v, row)
    place = [0] * n
    for position, v in enumerate(head + tail[::-1]):
        place[v] = position
    return place
