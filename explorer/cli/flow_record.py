"""What ``archex flow`` tells programs: fields are only ever added."""

from collections.abc import Mapping

from explorer.app import Session
from explorer.catalog.model import Availability, Retry
from explorer.flow import Load, Spread
from explorer.flow.availability import PathAvailability, availability_of, promise_of
from explorer.flow.latency import Latencies, Path, latency_of
from explorer.flow.model import MEASURES
from explorer.flow.retries import Retried, retries_of
from explorer.flow.week import Hours, week_of
from explorer.rules.capacity import Headroom, headroom

UNITS = {
    "items": "items_per_month",
    "gb": "gb_per_month",
    "seconds": "seconds_per_month",
    "characters": "characters_per_month",
    "pages": "pages_per_month",
    "stock_gb": "stored_gb",
    "peak_per_s": "peak_items_per_s",
}


def flow_record(session: Session) -> dict[str, object]:
    """The flow of the session's design, with all that follows from it."""
    flow = session.flow
    latencies = latency_of(session.design, session.catalog, flow)
    return {
        "nodes": {
            node_id: {
                "inputs": _streams(node.inputs),
                "quantities": {
                    key: {"unit": node.definitions[key].unit, **_spread(spread)}
                    for key, spread in node.quantities.items()
                },
            }
            for node_id, node in flow.nodes.items()
        },
        "connections": {link_id: _streams(loads) for link_id, loads in flow.connections.items()},
        "diverging": flow.diverging,
        "latency": _latency_record(latencies),
        "week": _week_record(session),
        "availability": _availability_record(session, latencies),
        "retries": _retries_record(session),
        **_limits_record(headroom(session.design, session.catalog, flow)),
    }


def _week_record(session: Session) -> dict[str, object]:
    """Items a second in every hour of a usual week, Monday 00:00 first; null where it is not known."""
    week = week_of(session.design, session.catalog, session.flow)
    return {"items_per_s": {key: _rounded(week.node(key)) for key in session.design.nodes}}


def _rounded(hours: Hours | None) -> list[float] | None:
    return None if hours is None else [float(f"{rate:.6g}") for rate in hours]


def _availability_record(session: Session, latencies: Latencies) -> dict[str, object]:
    design, catalog = session.design, session.catalog
    promises = {key: promise_of(node, catalog) for key, node in design.nodes.items()}
    return {
        "nodes": {key: _promise_record(one) if one else None for key, one in promises.items()},
        "paths": [_path_availability(one) for one in availability_of(design, catalog, latencies)],
    }


def _promise_record(one: Availability) -> dict[str, object]:
    return {
        "percent": one.percent,
        "note": one.note,
        "source": one.source,
        "as_of": one.as_of,
        "confidence": one.confidence,
    }


def _path_availability(one: PathAvailability) -> dict[str, object]:
    return {
        "nodes": one.nodes,
        "percent": one.percent,
        "at_most": bool(one.unknown),
        "down_minutes_per_month": one.minutes_per_month,
        "unknown": one.unknown,
    }


def _retries_record(session: Session) -> dict[str, object]:
    found = retries_of(session.design, session.catalog, session.flow)
    return {link_id: _retried_record(one) for link_id, one in found.items()}


def _retried_record(one: Retried) -> dict[str, object]:
    return {
        "attempts_per_item": _spread(one.attempts),
        "extra_items_per_month": _spread(one.extra),
        "failed_items_per_month": _spread(one.failed),
        "rule": _rule_record(one.rule) if one.rule else None,
    }


def _rule_record(rule: Retry) -> dict[str, object]:
    return {
        "id": rule.id,
        "title": rule.title,
        "afterwards": rule.afterwards,
        "source": rule.source,
        "as_of": rule.as_of,
        "confidence": rule.confidence,
    }


def _latency_record(latencies: Latencies) -> dict[str, object]:
    slowest, fastest = latencies.slowest_path(), latencies.fastest_path()
    return {
        "nodes": {key: hold._asdict() for key, hold in latencies.nodes.items()},
        "slowest_path": _path_record(slowest) if slowest else None,
        "fastest_path": _path_record(fastest) if fastest else None,
    }


def _path_record(path: Path) -> dict[str, object]:
    steps = [
        {
            "node": step.node,
            **step.hold._asdict(),
            "after_low_s": step.after_low_s,
            "after_high_s": step.after_high_s,
        }
        for step in path.steps
    ]
    return {
        **path.total._asdict(),
        "at_least": path.at_least._asdict(),
        "unknown": path.unknown,
        "steps": steps,
    }


def _limits_record(limits: list[Headroom]) -> dict[str, object]:
    """Limits that come nearer as the load grows, the first to break first; then the others, the fullest first."""
    return {
        "limits": [_limit_record(one) for one in limits if one.grows],
        "load_independent_limits": [_limit_record(one) for one in limits if not one.grows],
    }


def _limit_record(one: Headroom) -> dict[str, object]:
    return {
        "node": one.node,
        "nodes": list(one.nodes),
        "limit": one.limit.id,
        "name": one.limit.name,
        "quantity": one.limit.quantity,
        "unit": one.limit.unit,
        "used": _spread(one.used),
        "allowed": one.allowed,
        "breaks_at_multiple": one.multiple,
        "adjustable": one.limit.adjustable,
        "source": one.limit.source,
        "as_of": one.limit.as_of,
    }


def _streams(loads: Mapping[str, Load]) -> dict[str, object]:
    return {kind: {UNITS[m]: _spread(getattr(load, m)) for m in MEASURES} for kind, load in loads.items()}


def _spread(spread: Spread) -> dict[str, float | None]:
    return spread._asdict()
