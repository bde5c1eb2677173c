"""When in a usual week a workload comes, by a shape of the catalog or by weights of its own."""

from collections.abc import Mapping
from functools import lru_cache
from math import isfinite

from explorer.catalog.model import Shape
from explorer.design.records import Range, Workload

HOURS_PER_DAY = 24
DAYS_PER_WEEK = 7
HOURS_PER_WEEK = HOURS_PER_DAY * DAYS_PER_WEEK

Curve = tuple[float, ...]
"""The 168 hours of a week, Monday 00:00 first, each as a multiple of the mean hour."""

Shapes = Mapping[str, Shape]

EVEN: Curve = (1.0,) * HOURS_PER_WEEK


def curve_of(workload: Workload, shapes: Shapes) -> Curve | None:
    """The workload's week. None where nobody said when: a peak without a shape, or a shape that is not known."""
    shape = shapes.get(workload.shape)
    if workload.shape and shape is None:
        return None
    hours = workload.hours or (shape.hours if shape else None)
    days = workload.days or (shape.days if shape else None)
    if hours is None and days is None:
        return EVEN if workload.peak_ratio == 1.0 else None
    return _curve(hours or (1.0,) * HOURS_PER_DAY, days or (1.0,) * DAYS_PER_WEEK)


def peak_ratio_of(workload: Workload, shapes: Shapes) -> Range | None:
    """The busiest hour over the mean: as stated, else as the shape has it. None: the shape is not known."""
    says_when = workload.shape or workload.hours or workload.days
    if workload.peak_ratio != 1.0 or not says_when:
        return workload.peak_ratio
    curve = curve_of(workload, shapes)
    return None if curve is None else max(curve)


def fault_of(workload: Workload, shapes: Shapes) -> tuple[str, str, str] | None:
    """What is wrong with the workload's shape: key, problem and remedy. Without any shapes none is missed."""
    if workload.shape and shapes and workload.shape not in shapes:
        return "shape", f"there is no shape '{workload.shape}'", f"use one of {', '.join(sorted(shapes))}"
    for key, weights, count in (
        ("hours", workload.hours, HOURS_PER_DAY),
        ("days", workload.days, DAYS_PER_WEEK),
    ):
        if weights is None:
            continue
        if len(weights) != count:
            return key, f"'{key}' has {len(weights)} weights instead of {count}", f"give {count} numbers"
        if not all(isfinite(weight) and weight >= 0 for weight in weights):
            return key, f"'{key}' has a weight below zero", "give numbers from zero up"
        if not any(weights):
            return key, f"'{key}' has no weight above zero", "give at least one hour or day some weight"
    return None


@lru_cache(maxsize=256)
def _curve(hours: tuple[float, ...], days: tuple[float, ...]) -> Curve | None:
    weights = [day * hour for day in days for hour in hours]
    mean = sum(weights) / len(weights)
    fits = len(weights) == HOURS_PER_WEEK and min(*hours, *days) >= 0 < mean and isfinite(mean)
    return tuple(weight / mean for weight in weights) if fits else None
