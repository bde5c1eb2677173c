"""What ``archex flow`` tells people: tables, one below the other, for the terminal or in Markdown."""

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from explorer.app import Session
from explorer.app.quantities import telling
from explorer.cli.flow_record import UNITS
from explorer.cli.output import Row
from explorer.flow.availability import PathAvailability, path_availability
from explorer.flow.latency import Path, latency_of
from explorer.flow.model import MEASURES, Spread
from explorer.flow.retries import retries_of
from explorer.flow.week import Hours, week_of
from explorer.rules.capacity import Headroom, headroom
from explorer.rules.quotas import shown
from explorer.rules.words import listed, number, span, times

HEADER = ("at", "what", "quantity", "unit", "low", "expected", "high")
WEEK_HEADER = (
    "in a usual week",
    "busiest hour",
    "items/s then",
    "quietest hour",
    "items/s then",
    "mean items/s",
)
RETRIES_HEADER = (
    "fails along",
    "tried in all",
    "tried again a month",
    "fails in the end a month",
    "by the rule",
)
MACHINES = (*HEADER, "allowed", "breaks at multiple", "adjustable", "source", "as of")
"""Of comma-separated values; the last five are those of limits."""
LIMITS_HEADER = ("at", "first to break", "used", "allowed", "breaks at", "can be raised", "as of")
PATH_HEADER = ("slowest path", "holds at least", "at most", "reached after at least", "at most")
_LEFT_OUT = "What is zero, or not billed as things are set, is left out; --format json has it."
MAX_LIMITS = 5
"""Limits in the table for people; JSON has all."""

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

Table = Callable[..., str]


class Section(Struct, frozen=True):
    """A table, and a sentence below it."""

    header: Sequence[str]
    rows: Sequence[Row]
    right: tuple[int, ...]
    sentence: str = ""


def flow_tables(session: Session, table: Table, *, gap: str = "") -> str:
    """All that there is to say, by ``table``, which makes the text of one; ``gap`` parts them."""
    texts: list[str] = []
    for section in _sections(session):
        if section.rows:
            text = table(section.header, section.rows, right=section.right)
            texts.append(f"{text}\n{section.sentence}\n" if section.sentence else text)
    return gap.join(texts)


def quantity_rows(session: Session) -> list[Row]:
    """Every quantity of a node, and every measure of what passes along a connection."""
    rows: list[Row] = []
    for node_id, node in session.flow.nodes.items():
        for quantity_id, spread in node.quantities.items():
            known = node.definitions[quantity_id]
            rows.append((node_id, "node", known.title, known.unit, *spread))
    for link_id, loads in session.flow.connections.items():
        for kind, load in loads.items():
            named = ((measure, getattr(load, measure)) for measure in MEASURES)
            rows += [(link_id, kind, UNITS[m], "", *spread) for m, spread in named if any(spread)]
    return rows


def _telling_rows(session: Session) -> list[Row]:
    """Of `quantity_rows` those that tell people something."""
    told = {
        (key, words.title, words.unit) for key in session.design.nodes for words, _ in telling(session, key)
    }
    return [row for row in quantity_rows(session) if row[1] != "node" or (row[0], row[2], row[3]) in told]


def machine_rows(session: Session) -> list[Row]:
    """The quantities, and below them every limit that something stands against; the first to break comes first."""
    limits = headroom(session.design, session.catalog, session.flow)
    return [*((*row, *("",) * 5) for row in quantity_rows(session)), *map(_machine_row, limits)]


def _machine_row(one: Headroom) -> Row:
    limit = one.limit
    facts = (one.allowed, one.multiple, "yes" if limit.adjustable else "no", limit.source, limit.as_of)
    return (" ".join(one.nodes), "limit", limit.name, limit.unit, *one.used, *facts)


def _sections(session: Session) -> Iterator[Section]:
    quantities = [(*row[:4], *(_figure(value) for value in row[4:])) for row in _telling_rows(session)]
    yield Section(HEADER, quantities, (4, 5, 6), _LEFT_OUT)
    yield Section(WEEK_HEADER, _week_rows(session), (2, 4, 5))
    yield Section(RETRIES_HEADER, _retry_rows(session), (1, 2, 3))
    yield Section(LIMITS_HEADER, _limit_rows(session)[:MAX_LIMITS], (2, 3, 4))
    path = latency_of(session.design, session.catalog, session.flow).slowest_path()
    if path is not None:
        available = path_availability(path.nodes, session.design, session.catalog)
        sentence = f"{_time_words(path)} {_availability_words(available)}".rstrip()
        yield Section(PATH_HEADER, _path_rows(path), (1, 2, 3, 4), sentence)


def _week_rows(session: Session) -> list[Row]:
    """The busiest and the quietest hour of nodes whose load is known not to be the same all week."""
    week = week_of(session.design, session.catalog, session.flow)
    found = ((key, week.node(key)) for key in session.design.nodes)
    return [_week_row(key, hours) for key, hours in found if hours and max(hours) > min(hours) * 1.000001]


def _week_row(key: str, hours: Hours) -> Row:
    most, least = (hours.index(bound) for bound in (max(hours), min(hours)))
    mean = sum(hours) / len(hours)
    return key, _hour(most), _figure(hours[most]), _hour(least), _figure(hours[least]), _figure(mean)


def _hour(index: int) -> str:
    day, hour = divmod(index, 24)
    return f"{_DAYS[day]} {hour:02}:00"


def _retry_rows(session: Session) -> list[Row]:
    found = retries_of(session.design, session.catalog, session.flow)
    return [
        (
            link_id,
            _span_figure(one.attempts),
            _span_figure(one.extra),
            _span_figure(one.failed),
            f"{one.rule.title}. {one.rule.afterwards}" if one.rule else "not known",
        )
        for link_id, one in found.items()
    ]


def _limit_rows(session: Session) -> list[Row]:
    return [
        (
            listed(one.nodes),
            one.limit.name,
            shown(one.used.expected or 0.0, one.limit.unit),
            shown(one.allowed, one.limit.unit),
            f"{times(one.multiple)} of today's load",
            "yes" if one.limit.adjustable else "no",
            one.limit.as_of,
        )
        for one in headroom(session.design, session.catalog, session.flow)
        if one.multiple is not None
    ]


def _path_rows(path: Path) -> list[Row]:
    return [
        (step.node, *map(_span, step.hold), _span(step.after_low_s), _span(step.after_high_s))
        for step in path.steps
    ]


def _time_words(path: Path) -> str:
    low, high = map(_span, path.at_least)
    unknown = f", and what is not known of {listed(path.unknown)}" if path.unknown else ""
    return f"The slowest path takes {low} to {high}{unknown}."


def _availability_words(available: PathAvailability) -> str:
    if available.percent is None or available.minutes_per_month is None:
        return ""
    down = span(available.minutes_per_month * 60)
    percent = f"{available.percent:.3f}".rstrip("0").rstrip(".")
    if available.unknown:
        unknown = f"nothing is known of {listed(available.unknown)}"
        return f"Its services promise at most {percent} % of a month (all but {down}); {unknown}."
    return f"Its services promise {percent} % of a month (all but {down})."


def _span(seconds: float | None) -> str:
    return "" if seconds is None else span(seconds)


def _span_figure(spread: Spread) -> str:
    return "" if spread.expected is None else number(spread.expected)


def _figure(value: object) -> str:
    if not isinstance(value, float):
        return ""
    return f"{value:,.4g}" if value < 1000 else f"{value:,.0f}"
