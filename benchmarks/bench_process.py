"""Whole processes, as a person or a pipeline starts them, beside the interpreter's own start."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from designs import pipeline
from timing import median_ms, report

from explorer.catalog import load_catalog
from explorer.formats import Look
from explorer.formats.archex import write

_CACHING = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
"""Compiled modules are kept, as they are wherever the program is installed."""


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "fifty.archex.yaml"
        catalog = load_catalog()
        file.write_bytes(write(pipeline(catalog, 50, 80), catalog, Look()))
        floor = _process("pass")
        report("python -c pass", floor, floor=floor)
        report("archex --version", _archex("--version"), floor=floor, budget_ms=150)
        report("archex --help", _archex("--help"), floor=floor, budget_ms=150)
        report(
            "archex check, 50 nodes",
            _archex("check", "-q", "--fail-on", "never", str(file)),
            floor=floor,
            budget_ms=500,
        )
        report("archex cost, 50 nodes", _archex("cost", str(file)), floor=floor)
        report(
            "archex export to SVG, 50 nodes",
            _archex("export", str(file), "-o", f"{folder}/x.svg"),
            floor=floor,
        )


def _archex(*arguments: str) -> float:
    return _process(f"import sys; from explorer.cli import run; sys.exit(run({list(arguments)!r}))")


def _process(code: str) -> float:
    command = [sys.executable, "-P", "-c", code]
    subprocess.run(command, check=True, capture_output=True, env=_CACHING)  # noqa: S603 - ours; the first start
    return median_ms(lambda: subprocess.run(command, check=True, capture_output=True, env=_CACHING))  # noqa: S603


if __name__ == "__main__":
    main()
