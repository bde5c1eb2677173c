"""Numbers as people read them: money, amounts with units, and unknown as a word rather than a zero."""

from decimal import Decimal

from explorer.flow import Spread

UNKNOWN = "not known"
_LARGE = ((1e12, "T"), (1e9, "G"), (1e6, "M"), (1e4, "k"))


def money(usd: Decimal | float, *, at_least: bool = False) -> str:
    """US dollars: cents below a thousand, whole dollars above; ``at_least`` says that something is left out."""
    value = Decimal(usd)
    text = f"${value:,.2f}" if value < 1000 else f"${value:,.0f}"
    if 0 < value < Decimal("0.01"):
        text = "< $0.01"
    return f"≥ {text}" if at_least else text


def number(value: float | None) -> str:
    """Three significant digits, thousands as k, M, G; whole numbers in full up to ten thousand."""
    if value is None:
        return UNKNOWN
    size = abs(value)
    for limit, letter in _LARGE:
        if size >= limit:
            unit = 1e3 if letter == "k" else limit
            return f"{value / unit:.3g} {letter}" if size / unit < 1000 else f"{value / unit:,.0f} {letter}"
    if size >= 100 or value == int(value):
        return f"{value:,.0f}"
    return f"{value:.3g}"


def amount(spread: Spread, unit: str = "") -> str:
    """The expected value with its unit, and low to high where they differ."""
    if spread.expected is None:
        return UNKNOWN
    text = number(spread.expected)
    if spread.low != spread.high and spread.is_known:
        text += f"  ({number(spread.low)} to {number(spread.high)})"
    return f"{text} {unit}".strip()


def plural(count: int, word: str) -> str:
    """``1 node``, ``3 nodes``."""
    return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s"
