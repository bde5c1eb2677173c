"""Which edges to turn round so that a graph flows one way."""

from collections.abc import Sequence

Edge = tuple[int, int]


def feedback_edges(n: int, edges: Sequence[Edge]) -> set[int]:
    """Indices of edges whose reversal leaves no cycle; empty when there is none.

    Only edges within a strongly connected part are candidates. A walk in depth from where a part is
    entered, else from the node given first, finds the edges a reader would call "back to". Only where
    that turns many more edges than the greedy row of Eades, Lin and Smyth (1993) does the row decide.
    """
    part = strong_parts(n, edges)
    entered = {t for s, t in edges if part[s] != part[t]}
    inner = [i for i, (s, t) in enumerate(edges) if part[s] == part[t]]
    if not inner:
        return set()
    place = _greedy_row(n, [edges[i] for i in inner], entered)
    greedy = {i for i in inner if place[edges[i][0]] > place[edges[i][1]]}
    walked = _back_edges(n, edges, inner, sorted(range(n), key=lambda v: (v not in entered, v)))
    return walked if len(walked) <= 2 * len(greedy) else greedy


def _back_edges(n: int, edges: Sequence[Edge], inner: Sequence[int], starts: Sequence[int]) -> set[int]:
    """Edges that lead back to a node from which a walk in depth is still under way."""
    after: list[list[int]] = [[] for _ in range(n)]
    for i in inner:
        after[edges[i][0]].append(i)
    state = [0] * n  # 1: under way, 2: done
    back: set[int] = set()
    for start in starts:
        walk = [(start, iter(after[start]))] if state[start] == 0 else []
        state[start] = state[start] or 1
        while walk:
            v, rest = walk[-1]
            i = next(rest, -1)
            if i < 0:
                state[v] = 2
                walk.pop()
                continue
            w = edges[i][1]
            if state[w] == 0:
                state[w] = 1
                walk.append((w, iter(after[w])))
            elif state[w] == 1:
                back.add(i)
    return back


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
            row.append(v)
            left.remove(v)
            sources += _released(after[v], ins, left)
            sinks += _released(before[v], outs, left)
    place = [0] * n
    for position, v in enumerate(head + tail[::-1]):
        place[v] = position
    return place


def _released(beside: Sequence[int], count: list[int], left: set[int]) -> list[int]:
    """Neighbours that have none left on this side; takes one off the count of each."""
    free = []
    for w in beside:
        count[w] -= 1
        if count[w] == 0 and w in left:
            free.append(w)
    return free
