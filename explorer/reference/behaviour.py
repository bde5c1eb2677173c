"""The page of what holds for many services: when loads come, what is tried again, and what is promised."""

from collections.abc import Iterator, Sequence

from explorer.catalog.model import Availability, Retry, Service, Shape
from explorer.catalog.vocabulary import MECHANISMS
from explorer.design import Workload
from explorer.design.shapes import HOURS_PER_DAY, curve_of
from explorer.drawing.shapes import Picture, Rect
from explorer.drawing.theme import theme
from explorer.reference.book import Book, receipt
from explorer.reference.markdown import GENERATED, Sources, code, escaped, image, paragraphs, table
from explorer.reference.prices import said_of

_WIDTH, _HEIGHT, _BAR = 240.0, 40.0, 10.0
_ANY = "any"


def behaviour_page(book: Book) -> str:
    """The page in Markdown."""
    sources = Sources()
    return paragraphs(
        [GENERATED],
        ["# Load, failures and promises"],
        [
            "What flow, latency and availability are worked out with, beside what each service's own page says."
        ],
        *_weeks(book),
        *_retries(book, sources),
        *_promises(book, sources),
        *sources.blocks(),
    )


def week_name(shape: Shape) -> str:
    """The file of the picture of a shape's day."""
    return f"pictures/weeks/{shape.id}.svg"


def week_picture(shape: Shape) -> Picture:
    """The busiest day of the shape, an hour a bar."""
    look = theme("light")
    curve = curve_of(Workload(id="any", shape=shape.id), {shape.id: shape}) or ()
    first = max(range(0, len(curve), HOURS_PER_DAY), key=lambda day: sum(curve[day : day + HOURS_PER_DAY]))
    hours = curve[first : first + HOURS_PER_DAY]
    top = max(hours)
    bars = (
        Rect(
            x=hour * _BAR + 1,
            y=_HEIGHT * (1 - value / top),
            width=_BAR - 2,
            height=_HEIGHT * value / top,
            radius=0,
            fill=look.colors["accent"],
        )
        for hour, value in enumerate(hours)
    )
    ground = Rect(x=0, y=0, width=_WIDTH, height=_HEIGHT, radius=0, fill=look.colors["canvas"])
    return Picture(
        width=_WIDTH, height=_HEIGHT, background="none", shapes=(ground, *bars), title=f"{shape.title}: a day"
    )


def _weeks(book: Book) -> Iterator[Sequence[str]]:
    shapes = book.catalog.shapes
    rows = []
    for shape in shapes.values():
        curve = curve_of(Workload(id="any", shape=shape.id), shapes) or ()
        picture = image(f"{shape.title}: a day", week_name(shape))
        rows.append((code(shape.id), picture, f"{max(curve):.2g}", escaped(shape.note)))
    yield ["## When in a week a load comes"]
    yield [
        "The picture is the busiest day from midnight to midnight; the peak is its busiest hour over the mean hour."
    ]
    yield table(("Shape", "A day", "Peak", "What it stands for"), rows)


def _retries(book: Book, sources: Sources) -> Iterator[Sequence[str]]:
    yield ["## What is tried again"]
    yield ["Of the rules that fit an arrow the first holds. Attempts count the first one."]
    yield table(
        ("Rule", "Arrows", "Attempts", "Then", "Source"),
        [_retry(one, book, sources) for one in book.catalog.retries],
    )


def _retry(one: Retry, book: Book, sources: Sources) -> Sequence[str]:
    ways = ", ".join(MECHANISMS[by].title.lower() for by in one.mechanisms)
    ends = " to ".join(
        ", ".join(book.link(end) for end in side) or _ANY for side in (one.sources, one.targets)
    )
    attempts = code(one.attempts) if one.attempts else "until it succeeds"
    return escaped(one.title), f"{ways}; {ends}", attempts, escaped(one.afterwards), receipt(sources, one)


def _promises(book: Book, sources: Sources) -> Iterator[Sequence[str]]:
    listed = [one for of_service in book.catalog.availability.values() for one in of_service]
    yield ["## What is promised"]
    yield [
        "The part of a month in which the service answers, by its agreement. What is not here is not known."
    ]
    yield table(("Service", "Promise", "Where", "Source"), [_promise(one, book, sources) for one in listed])


def _promise(one: Availability, book: Book, sources: Sources) -> Sequence[str]:
    service = book.catalog.service(one.service)
    return book.link(one.service), f"{one.percent:g} %", _where(one, service), receipt(sources, one)


def _where(one: Availability, service: Service | None) -> str:
    """The note, which says it for people, else the settings."""
    if one.note or service is None:
        return escaped(one.note)
    tests = [said_of(key, value, service) for key, value in one.when.items()]
    for key, least in one.at_least.items():
        setting = service.setting(key)
        tests.append(f"*{escaped(setting.title if setting else key)}* is at least {least:g}")
    return "; ".join(tests)
