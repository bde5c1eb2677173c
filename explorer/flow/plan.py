"""What is worked out once per service: its formulas compiled, and the names they need."""

from functools import lru_cache

from msgspec import Struct

from explorer.catalog.model import Emit, Quantity, Service
from explorer.formula import Formula, formula

_LATE = ("out.", "reads.", "sent.")
"""Streams that are known only after a node's emits."""

EMITTED = ("items", "gb", "seconds", "characters", "pages", "stock_gb")
"""Measures that an emit may state."""


class EmitPlan(Struct, frozen=True):
    """An emit with its formulas compiled, by measure."""

    emit: Emit
    formulas: tuple[tuple[int, Formula], ...]
    """(index of the measure in `EMITTED`, formula)."""

    @property
    def is_own(self) -> bool:
        """Whether it comes of the settings alone, as a schedule's calls do, whatever reaches the node."""
        names = {name for _, compiled in self.formulas for name in compiled.names}
        return bool(self.formulas) and not any("." in name for name in names)


class Plan(Struct, frozen=True):
    """A service's formulas in the order in which they can be worked out."""

    early: tuple[tuple[Quantity, Formula], ...]
    emits: tuple[EmitPlan, ...]
    late: tuple[tuple[Quantity, Formula], ...]
    names: frozenset[str]
    """Every name the formulas use."""


@lru_cache(maxsize=1024)
def plan_of(service: Service) -> Plan:
    """The plan of a service. Raises FormulaError where the catalog has a formula that is none."""
    early: list[tuple[Quantity, Formula]] = []
    late: list[tuple[Quantity, Formula]] = []
    late_ids: set[str] = set()
    names: set[str] = set()
    for quantity in service.flow.quantities:
        compiled = formula(quantity.formula)
        names |= compiled.names
        if late_ids & compiled.names or any(name.startswith(_LATE) for name in compiled.names):
            late.append((quantity, compiled))
            late_ids.add(quantity.id)
        else:
            early.append((quantity, compiled))
    emits = tuple(_emit_plan(emit) for emit in service.flow.emits)
    names |= {name for plan in emits for _, compiled in plan.formulas for name in compiled.names}
    return Plan(tuple(early), emits, tuple(late), frozenset(names))


def _emit_plan(emit: Emit) -> EmitPlan:
    stated = [(index, getattr(emit, measure)) for index, measure in enumerate(EMITTED)]
    return EmitPlan(emit, tuple((index, formula(text)) for index, text in stated if text))
