"""All benchmarks, one after the other: ``python benchmarks [name …]``.

Machines differ and are noisy, so each figure stands beside a floor measured in the same run, and what is to be
watched is the ratio. The budgets are those of the product's description.
"""

import importlib
import sys
from pathlib import Path


def main() -> None:
    """Run the benchmarks named on the command line, or all."""
    folder = Path(__file__).parent
    sys.path.insert(0, str(folder))
    wanted = sys.argv[1:]
    for path in sorted(folder.glob("bench_*.py")):
        name = path.stem.removeprefix("bench_")
        if not wanted or name in wanted:
            print(f"\n## {name}\n")
            importlib.import_module(path.stem).main()


if __name__ == "__main__":
    main()
