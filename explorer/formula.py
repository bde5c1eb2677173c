"""The small arithmetic language in which the catalog says what a service does to its load.

A formula is an expression such as ``max(audio.seconds, 15 * audio.items) / 3600``: numbers, names,
``stream.measure`` pairs, ``+ - * / // % **``, comparisons, ``a if test else b``, and the functions below.
Text settings can be compared (``storage_class == 'standard'``). Unknown is NaN and stays NaN through every
operation, a comparison and a choice included. A formula is compiled once to Python bytecode from a checked
syntax tree: nothing but what is listed here can occur in it, so a catalog file cannot run code.
"""

import ast
import math
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

UNKNOWN = math.nan

_BINARY = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow)
MAX_LENGTH = 400


class FormulaError(ValueError):
    """A formula has a part that the language does not know."""


def largest(*values: float) -> float:
    """The largest value; unknown when any is."""
    return UNKNOWN if any(map(math.isnan, values)) else max(values)


def smallest(*values: float) -> float:
    """The smallest value; unknown when any is."""
    return UNKNOWN if any(map(math.isnan, values)) else min(values)


def round_up(value: float, step: float = 1.0) -> float:
    """``value`` rounded up to a multiple of ``step``."""
    if not math.isfinite(value) or not step:
        return UNKNOWN
    return math.ceil(value / step - 1e-9) * step


def known(value: float, otherwise: float) -> float:
    """``value``, or ``otherwise`` where it is unknown."""
    return otherwise if math.isnan(value) else value


def both(*tests: float) -> float:
    """``and`` of three values: false where one is false, else unknown where one is unknown."""
    if any(test == 0 for test in tests):
        return 0.0
    return UNKNOWN if any(map(math.isnan, tests)) else 1.0


def either(*tests: float) -> float:
    """``or`` of three values: true where one is true, else unknown where one is unknown."""
    unknown = any(map(math.isnan, tests))
    if any(test and not math.isnan(test) for test in tests):
        return 1.0
    return UNKNOWN if unknown else 0.0


_COMPARISONS = (ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq, ast.NotEq)
_BOUNDS: Mapping[str, type[ast.cmpop]] = {"max": ast.Gt, "min": ast.Lt}

FUNCTIONS: Mapping[str, Callable[..., float]] = {
    "max": largest,
    "min": smallest,
    "ceil": round_up,
    "known": known,
    "sqrt": lambda value: math.sqrt(value) if value >= 0 else UNKNOWN,
}


class Formula:
    """A compiled expression; call it with the values of its names."""

    __slots__ = ("_code", "body", "names", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        tree = _parse(text)
        self.names = frozenset(_names(tree))
        tree.body = self.body = _Guarded().visit(tree.body)
        self._code = compile(ast.fix_missing_locations(tree), "<formula>", "eval")

    def __call__(self, values: Mapping[str, Any]) -> float:
        """The result for ``values`` (``a.b`` is the key ``"a.b"``). A name that is missing is a KeyError."""
        try:
            return float(eval(self._code, _GLOBALS, {"v": values}))  # noqa: S307 - tree checked above
        except (OverflowError, TypeError, ValueError):  # a setting may hold text where a number belongs
            return UNKNOWN


def block(assignments: Sequence[tuple[str, "Formula"]]) -> Callable[[dict[str, Any]], None]:
    """One function that works out several formulas in turn and puts each result among the values, by its name.

    A later formula sees the results of earlier ones. One that cannot be worked out is unknown.
    """
    lines = [f"    try: v[{name!r}] = float({ast.unparse(one.body)})" for name, one in assignments]
    handler = f"    except {_NOT_WORKED_OUT}: v[%r] = nan"
    body = [
        text for (name, _), line in zip(assignments, lines, strict=True) for text in (line, handler % name)
    ]
    source = "\n".join(["def run(v):", *body, "    return None"])
    scope: dict[str, Any] = dict(_GLOBALS)
    exec(compile(source, "<formulas>", "exec"), scope)  # noqa: S102 - unparsed from checked trees
    run: Callable[[dict[str, Any]], None] = scope["run"]
    return run


@cache
def formula(text: str) -> Formula:
    """The compiled formula; the same text is compiled once. Raises FormulaError."""
    return Formula(text)


_NOT_WORKED_OUT = "(KeyError, TypeError, ValueError, OverflowError, ZeroDivisionError)"
_ERRORS = (KeyError, TypeError, ValueError, OverflowError, ZeroDivisionError)
_BUILTINS = {"float": float, "nan": UNKNOWN, **{error.__name__: error for error in _ERRORS}}
_GLOBALS = {
    "__builtins__": _BUILTINS,
    "_both": both,
    "_either": either,
    **{f"_f_{name}": call for name, call in FUNCTIONS.items()},
}


def _parse(text: str) -> ast.Expression:
    if len(text) > MAX_LENGTH:
        raise FormulaError(f"is longer than {MAX_LENGTH} characters")
    try:
        tree = ast.parse(text.strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise FormulaError(f"is not an expression: {text!r}") from error
    for node in ast.walk(tree):
        _check(node, text)
    return tree


def _check(node: ast.AST, text: str) -> None:
    allowed: tuple[Any, ...] = (
        *(ast.Expression, ast.BinOp, ast.UnaryOp, ast.USub, ast.Compare, ast.IfExp, ast.BoolOp),
        *(ast.And, ast.Or, ast.Not, ast.Name, ast.Load, ast.Attribute, ast.Call, ast.Constant),
        *(*_BINARY, *_COMPARISONS),
    )
    if not isinstance(node, allowed):
        raise FormulaError(f"may not use {type(node).__name__}: {text!r}")
    if isinstance(node, ast.Call):
        named = isinstance(node.func, ast.Name) and node.func.id in FUNCTIONS
        if not named or node.keywords:
            raise FormulaError(f"calls a function other than {', '.join(FUNCTIONS)}: {text!r}")
    if isinstance(node, ast.Attribute) and not isinstance(node.value, ast.Name):
        raise FormulaError(f"has more than one dot in a name: {text!r}")
    if isinstance(node, ast.Constant) and not isinstance(node.value, int | float | str):
        raise FormulaError(f"has a constant that is no number or text: {text!r}")


def _names(tree: ast.Expression) -> list[str]:
    inner = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Attribute)}
    inner |= {id(n.func) for n in ast.walk(tree) if isinstance(n, ast.Call)}
    names = [f"{n.value.id}.{n.attr}" for n in ast.walk(tree) if isinstance(n, ast.Attribute)]  # type: ignore[attr-defined]
    return names + [n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and id(n) not in inner]


class _Guarded(ast.NodeTransformer):
    """Turns names into look-ups in ``v``, and what may be unknown into expressions that say so.

    They are written out rather than called: a design's formulas are worked out thousands of times. A value that is
    looked at twice is kept under a name of its own.
    """

    def __init__(self) -> None:
        self._kept = 0

    def visit_Name(self, node: ast.Name) -> ast.AST:
        return _lookup(node.id)

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        return _lookup(f"{node.value.id}.{node.attr}")  # type: ignore[attr-defined]

    def visit_Call(self, node: ast.Call) -> ast.AST:
        arguments = [self.visit(argument) for argument in node.args]
        name = node.func.id  # type: ignore[attr-defined]
        if name in _BOUNDS and len(arguments) == 2:
            kept = [self._keep(argument) for argument in arguments]
            (_, left), (_, right) = kept
            chosen = ast.IfExp(ast.Compare(left, [_BOUNDS[name]()], [right]), left, right)
            return self._unless_unknown(kept, chosen)
        return ast.Call(ast.Name(f"_f_{name}", ast.Load()), arguments, [])

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        left, right = self.visit(node.left), self.visit(node.right)
        if isinstance(node.op, ast.Div):
            below, again = self._keep(right)
            return ast.IfExp(below, ast.BinOp(left, ast.Div(), again), ast.Name("nan", ast.Load()))
        return ast.BinOp(left, node.op, right)

    def visit_IfExp(self, node: ast.IfExp) -> ast.AST:
        test, yes, no = (self.visit(part) for part in (node.test, node.body, node.orelse))
        kept = self._keep(test)
        return self._unless_unknown([kept], ast.IfExp(kept[1], yes, no))

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        name = "_both" if isinstance(node.op, ast.And) else "_either"
        return _call(name, *(self.visit(value) for value in node.values))

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        operand = self.visit(node.operand)
        if isinstance(node.op, ast.Not):
            return self._compared(operand, ast.Eq(), ast.Constant(0.0))
        return ast.UnaryOp(node.op, operand)

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        sides = [node.left, *node.comparators]
        tests = [
            self._compared(self.visit(left), one, self.visit(right))
            for one, left, right in zip(node.ops, sides, sides[1:], strict=False)
        ]
        return tests[0] if len(tests) == 1 else _call("_both", *tests)

    def _compared(self, left: ast.expr, operator: ast.cmpop, right: ast.expr) -> ast.expr:
        """The comparison as 1 or 0, or unknown where a side is."""
        kept = [self._keep(left), self._keep(right)]
        (_, one), (_, other) = kept
        said = ast.IfExp(ast.Compare(one, [operator], [other]), ast.Constant(1.0), ast.Constant(0.0))
        return self._unless_unknown(kept, said)

    def _keep(self, value: ast.expr) -> tuple[ast.expr, ast.expr]:
        """The value where it is looked at first, and where it is looked at again."""
        if isinstance(value, ast.Constant):
            return value, value
        self._kept += 1
        name = f"k{self._kept}"
        return ast.NamedExpr(ast.Name(name, ast.Store()), value), ast.Name(name, ast.Load())

    def _unless_unknown(self, kept: list[tuple[ast.expr, ast.expr]], then: ast.expr) -> ast.expr:
        """``then``, or unknown where one of the kept values is: NaN alone differs from itself.

        All are worked out before any is judged, since ``then`` looks at all.
        """
        looked: list[ast.expr] = [
            ast.Compare(first, [ast.NotEq()], [again])
            for first, again in kept
            if not isinstance(first, ast.Constant)
        ]
        if not looked:
            return then
        test = looked[0]
        for one in looked[1:]:
            test = ast.BinOp(test, ast.BitOr(), one)
        return ast.IfExp(test, ast.Name("nan", ast.Load()), then)


def _call(name: str, *arguments: Any) -> ast.Call:  # noqa: ANN401 - a transformer's results
    return ast.Call(ast.Name(name, ast.Load()), list(arguments), [])


def _lookup(name: str) -> ast.AST:
    return ast.Subscript(ast.Name("v", ast.Load()), ast.Constant(name), ast.Load())
