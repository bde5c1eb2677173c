"""E1006: a setting that cannot have this value."""

from collections.abc import Iterator
from difflib import get_close_matches

from explorer.catalog.model import Setting
from explorer.design import Node
from explorer.design.records import SettingValue
from explorer.rules.fixes import set_to
from explorer.rules.model import Finding, Fix, View, rule
from explorer.rules.words import listed, number

_FEW = 8
"""More choices than these are not read in a sentence."""
_TOLD_ELSEWHERE = {("lambda", "timeout_s")}
"""E2106 says more about it."""


@rule(
    id="E1006",
    title="A setting has a value that it cannot have",
    why="The service refuses the value, and the numbers worked out from it here are wrong.",
    source="AWS documentation of the service's settings https://docs.aws.amazon.com/",
    fails="""
        q: sqs fifo=3
    """,
    passes="""
        fn: lambda memory_mb=512 architecture=arm64
        q: sqs fifo=true
    """,
)
def setting_values(view: View) -> Iterator[Finding]:
    """Every stated setting outside its choices, its type or its bounds."""
    for node in view.nodes():
        service = view.service(node)
        if service is None or not node.settings:
            continue
        for setting in service.settings:
            value = node.settings.get(setting.id)
            told = (node.service, setting.id) in _TOLD_ELSEWHERE
            problem = "" if value is None or told else _problem(setting, value)
            if problem:
                message = f"{setting.title} of {view.label(node)} is {_shown(value)}; {problem}."
                fix = _fix(view, node, setting, value)
                yield Finding(message, (node.id,), fix=fix, source=setting.source)


def _problem(setting: Setting, value: SettingValue) -> str:
    if setting.type == "choice":
        return "" if value in setting.choices else _other_choices(setting.choices, value)
    if setting.type == "flag":
        return "" if isinstance(value, bool) else "it can be true or false"
    if setting.type == "text":
        return "" if isinstance(value, str) else "it must be text"
    if isinstance(value, bool) or not isinstance(value, int | float):
        return "it must be a number"
    return _out_of_bounds(setting, value)


def _other_choices(choices: tuple[str, ...], value: SettingValue) -> str:
    """What it can be instead: every choice of a few, of many the likest."""
    if len(choices) <= _FEW:
        return f"it can be {listed(choices, last='or')}"
    likest = get_close_matches(str(value), choices, n=2, cutoff=0.0)
    return f"of its {len(choices)} choices {listed(likest)} come nearest"


def _out_of_bounds(setting: Setting, value: float) -> str:
    unit = f" {setting.unit}" if setting.unit else ""
    if setting.min is not None and value < setting.min:
        return f"the least is {number(setting.min)}{unit}"
    if setting.max is not None and value > setting.max:
        return f"the most is {number(setting.max)}{unit}"
    if setting.type == "integer" and value != int(value):
        return "it must be a whole number"
    return ""


def _fix(view: View, node: Node, setting: Setting, value: SettingValue) -> Fix | None:
    """The nearest value it can have, else the catalog's default."""
    is_number = setting.type in {"number", "integer"} and not isinstance(value, bool)
    if is_number and isinstance(value, int | float):
        nearest = _nearest(setting, value)
        return set_to(view, node, setting.id, round(nearest) if setting.type == "integer" else nearest)
    words = f"Go back to the default of {setting.title}"
    return set_to(view, node, setting.id, None, words=words)


def _nearest(setting: Setting, value: float) -> float:
    most = value if setting.max is None else min(value, setting.max)
    return most if setting.min is None else max(most, setting.min)


def _shown(value: SettingValue) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return number(value) if isinstance(value, int | float) else f"'{value}'"
