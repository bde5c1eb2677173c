"""The catalog's formulas in words: ``max(audio_seconds, 15 * jobs)`` as what a person would say."""

import ast
from collections.abc import Callable, Mapping

from explorer.catalog.model import Service
from explorer.reference.markdown import escaped
from explorer.reference.words import MINUS, TIMES, plain_number

Words = tuple[str, int]
"""What is said, and how tightly it holds together: `_WORD` needs no brackets anywhere."""

_CHOICE, _EITHER, _BOTH, _TEST, _SUM, _PRODUCT, _POWER, _WORD = range(8)

_MEASURES = {
    "items": "items",
    "gb": "GB",
    "seconds": "seconds",
    "characters": "characters",
    "pages": "pages",
    "stock_gb": "GB kept",
    "peak_per_s": "items per second at the peak",
}
_STREAMS = {
    "all": "all {}",
    "pushed": "{} pushed to it",
    "reads": "{} read from it",
    "out": "{} going out",
    "sent": "{} sent on",
    "calls": "{} of calls",
}
_CONSTANTS = {"hours": "hours in a month", "days": "days in a month", "month_s": "seconds in a month"}
_POWERS_OF_TWO: Mapping[float, str] = {1048576: "2²⁰", 1073741824: "2³⁰", 1099511627776: "2⁴⁰"}
_OPERATORS: Mapping[type[ast.operator], tuple[str, int]] = {
    ast.Add: ("+", _SUM),
    ast.Sub: (MINUS, _SUM),
    ast.Mult: (TIMES, _PRODUCT),
    ast.Div: ("÷", _PRODUCT),
    ast.FloorDiv: ("÷ (whole)", _PRODUCT),
    ast.Mod: ("modulo", _PRODUCT),
    ast.Pow: ("to the power of", _POWER),
}
_COMPARISONS: Mapping[type[ast.cmpop], str] = {
    ast.Lt: r"\<",
    ast.LtE: "≤",
    ast.Gt: r"\>",
    ast.GtE: "≥",
    ast.Eq: "is",
    ast.NotEq: "is not",
}


def in_words(text: str, service: Service) -> str:
    """The formula in Markdown, with the titles of the service's settings and quantities for their names."""
    return _Speaker(service).say(ast.parse(text.strip(), mode="eval").body)[0]


class _Speaker:
    def __init__(self, service: Service) -> None:
        self._titles = {one.id: one.title for one in service.settings}
        self._titles.update({one.id: one.title for one in service.flow.quantities})
        self._flags = {one.id for one in service.settings if one.type == "flag"}

    def say(self, node: ast.expr) -> Words:
        match node:
            case ast.Constant() | ast.Name() | ast.Attribute():
                return self._word(node), _WORD
            case ast.BinOp():
                return self._operation(node)
            case ast.UnaryOp(op=ast.USub()):
                return f"{MINUS}{self._held(node.operand, _WORD)}", _PRODUCT
            case ast.IfExp():
                return self._choice(node), _CHOICE
            case ast.Call(func=ast.Name(id=name)):
                return self._call(name, node.args)
            case _:
                return self._test(node)

    def _word(self, node: ast.Constant | ast.Name | ast.Attribute) -> str:
        match node:
            case ast.Attribute(value=ast.Name(id=stream)):
                return _measured(stream, node.attr)
            case ast.Name():
                return self._name(node.id)
            case _:
                return _constant(getattr(node, "value", ""))

    def _held(self, node: ast.expr, tightness: int) -> str:
        """What is said, in brackets where it would otherwise be taken apart."""
        words, own = self.say(node)
        return words if own >= tightness else f"({words})"

    def _name(self, name: str) -> str:
        title = self._titles.get(name)
        return f"*{escaped(title)}*" if title else escaped(_CONSTANTS.get(name, name.replace("_", " ")))

    def _operation(self, node: ast.BinOp) -> Words:
        sign, tightness = _OPERATORS[type(node.op)]
        is_even = isinstance(node.op, ast.Add | ast.Mult)
        left = self._held(node.left, tightness)
        right = self._held(node.right, tightness if is_even else tightness + 1)
        return f"{left} {sign} {right}", tightness

    def _choice(self, node: ast.IfExp) -> str:
        """A chain of choices as one sentence, the usual value last."""
        parts: list[str] = []
        rest: ast.expr = node
        while isinstance(rest, ast.IfExp):
            parts.append(f"{self._held(rest.body, _SUM)} if {self._asked(rest.test)}")
            rest = rest.orelse
        return f"{', '.join(parts)}, else {self._held(rest, _SUM)}"

    def _asked(self, node: ast.expr) -> str:
        """A condition; a flag by itself is asked whether it is on."""
        if isinstance(node, ast.Name) and node.id in self._flags:
            return f"{self._name(node.id)} is on"
        return self._test(node)[0]

    def _test(self, node: ast.expr) -> Words:
        match node:
            case ast.BoolOp():
                word, tightness = (" and ", _BOTH) if isinstance(node.op, ast.And) else (" or ", _EITHER)
                return word.join(self._grouped(value, tightness) for value in node.values), tightness
            case ast.UnaryOp(op=ast.Not()) if isinstance(node.operand, ast.Name):
                return f"{self._name(node.operand.id)} is off", _TEST
            case ast.UnaryOp(op=ast.Not()):
                return f"not ({self._asked(node.operand)})", _TEST
            case ast.Compare():
                said = self._held(node.left, _SUM)
                for sign, side in zip(node.ops, node.comparators, strict=True):
                    said += f" {_COMPARISONS[type(sign)]} {self._held(side, _SUM)}"
                return said, _TEST
            case _:
                return f"{self._held(node, _SUM)} is not 0", _TEST

    def _grouped(self, node: ast.expr, tightness: int) -> str:
        is_looser = isinstance(node, ast.BoolOp) and self._test(node)[1] < tightness
        return f"({self._asked(node)})" if is_looser else self._asked(node)

    def _call(self, name: str, arguments: list[ast.expr]) -> Words:
        return _CALLS[name]([self._held(one, _SUM) for one in arguments]), _SUM - 1


def _constant(value: object) -> str:
    if isinstance(value, int | float):
        return _POWERS_OF_TWO.get(value) or plain_number(value)
    return escaped(str(value))


def _measured(stream: str, measure: str) -> str:
    if (stream, measure) == ("calls", "items"):
        return "calls"
    what, kind = _MEASURES.get(measure, measure), stream.replace("_", " ")
    pattern = f"{kind} {{}}" if what.startswith("items") else f"{{}} of {kind}"
    return escaped(_STREAMS.get(stream, pattern).format(what))


def _extreme(two: str, more: str) -> Callable[[list[str]], str]:
    return lambda said: f"the {two if len(said) == 2 else more} of {', '.join(said[:-1])} and {said[-1]}"


def _rounded(said: list[str]) -> str:
    return f"{said[0]}, rounded up" + (f" to a multiple of {said[1]}" if len(said) > 1 else "")


_CALLS: Mapping[str, Callable[[list[str]], str]] = {
    "max": _extreme("larger", "largest"),
    "min": _extreme("smaller", "smallest"),
    "ceil": _rounded,
    "known": lambda said: f"{said[0]}, or {said[1]} where unknown",
    "sqrt": lambda said: f"the square root of {said[0]}",
}
