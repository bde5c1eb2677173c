"""Words and numbers of the reference, as people read them."""

from decimal import Decimal

from explorer.catalog.model import Kind, RelationType

MINUS, TIMES = "\N{MINUS SIGN}", "\N{MULTIPLICATION SIGN}"

KINDS: dict[Kind, str] = {
    "service": "Services",
    "sub-service": "Parts of services",
    "feature": "Features",
    "algorithm": "Algorithms",
    "framework": "Frameworks",
    "library": "Libraries",
    "instance-type": "Instance types",
    "instance-family": "Instance families",
    "hardware": "Hardware",
    "device": "Devices",
    "image": "Images",
    "format": "Formats",
    "engine": "Engines",
    "tool": "Tools",
    "data-store": "Data stores",
    "container-registry": "Container registries",
    "external": "Outside AWS",
    "concept": "Concepts",
    "experiment": "Experiments",
}
"""Kinds of entries, many of each, in the order of the pages."""

RELATIONS: dict[RelationType, tuple[str, str]] = {
    "part-of": ("Part of", "Contains"),
    "runs-on": ("Runs on", "Runs"),
    "supports": ("Supports", "Supported by"),
    "implements": ("Implements", "Implemented by"),
    "option-of": ("Option of", "Has the options"),
    "succeeded-by": ("Succeeded by", "Succeeds"),
    "measured-on": ("Measured on", "Measures"),
}
"""Each relation from its first entry, and from its second."""


def plain_number(value: float | Decimal) -> str:
    """The number in full, thousands parted, nothing superfluous: ``10,485,760``, ``0.0000166667``."""
    exact = value if isinstance(value, Decimal) else Decimal(repr(value))
    whole, _, rest = f"{exact:,f}".partition(".")
    rest = rest.rstrip("0")
    return f"{whole}.{rest}" if rest else whole


def count(number: int, one: str, many: str = "") -> str:
    """``1 service``, ``2 services``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
