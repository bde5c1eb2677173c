"""SVG export of 1,000 nodes and 2,000 arrows: budget 1 s. Given as a ratio to a floor measured in the same run.

The floor is to format the numbers and join the lines of a file of the same size, with no geometry and no
measuring of text.
"""

from time import perf_counter

from explorer.catalog import Catalog
from explorer.catalog.model import Service
from explorer.design import Connection, Design, Node
from explorer.drawing.routes import Router
from explorer.drawing.scene import picture
from explorer.drawing.theme import theme
from explorer.formats.svg import svg_of

NODES = 1_000
ARROWS = 2_000
COLUMNS = 40
BUDGET_S = 1.0
RUNS = 5
MECHANISMS = ("sdk-call", "event-notification", "stream-source", "job-input", "query", "deploy", "audit")
CATALOG = Catalog(
    [Service(id=name, name=f"Amazon {name}", category="compute", summary=name) for name in ("lambda", "s3")],
    [],
    [],
)


def design() -> Design:
    """A grid of nodes, arrows mostly to near ones and one in ten far away."""
    nodes = [
        Node(
            id=f"n{at}",
            service=("lambda", "s3")[at % 2],
            label=f"Step {at} of the pipeline",
            x=at % COLUMNS * 272.0,
            y=at // COLUMNS * 112.0,
        )
        for at in range(NODES)
    ]
    links = [
        Connection(
            id=f"c{at}",
            source=f"n{at % NODES}",
            target=f"n{_target(at)}",
            mechanism=MECHANISMS[at % len(MECHANISMS)],
            label="every minute" if at % 5 == 0 else "",
        )
        for at in range(ARROWS)
    ]
    return Design([*nodes, *links])


def _target(arrow: int) -> int:
    """One in ten anywhere, the others up to three columns on and two rows up or down."""
    source = arrow % NODES
    if arrow % 10 == 0:
        return (source * 31 + 500) % NODES
    return (source + 1 + arrow % 3 + (arrow * 7 % 5 - 2) * COLUMNS) % NODES


def floor_s(size: int) -> float:
    """Seconds to make a text of ``size`` characters of formatted numbers."""
    start = perf_counter()
    line = "".join(f"<rect {at:.2f} {at * 2:.2f}/>\n" for at in range(size // 20))
    line.encode()
    return perf_counter() - start


def export_s(sample: Design) -> tuple[float, float, str]:
    """Seconds for the shapes and for their text, and the text."""
    badges = {f"n{at}": "$12" for at in range(0, NODES, 3)}
    start = perf_counter()
    drawn = picture(sample, CATALOG, theme("light"), badges=badges)
    shaped = perf_counter()
    text = svg_of(drawn)
    return shaped - start, perf_counter() - shaped, text


def update_s(sample: Design) -> float:
    """Seconds for the routes that change when one node moves."""
    router = Router(sample)
    router.all()
    start = perf_counter()
    router.update(["n500"])
    return perf_counter() - start


def main() -> None:
    """Print the best of some runs, the ratio to the floor, and whether the budget is kept."""
    sample = design()
    shapes_s, text_s, text = min(export_s(sample) for _ in range(RUNS))
    floor = min(floor_s(len(text)) for _ in range(RUNS))
    total = shapes_s + text_s
    print(f"shapes {shapes_s:.3f} s, SVG text {text_s:.3f} s, {len(text) / 1e6:.1f} MB")
    print(f"routes after one node moved {min(update_s(sample) for _ in range(RUNS)) * 1000:.1f} ms")
    print(f"total {total:.3f} s of {BUDGET_S} s, {total / floor:.1f} times the floor of {floor:.3f} s")
    if total > BUDGET_S:
        raise SystemExit("over budget")


if __name__ == "__main__":
    main()
