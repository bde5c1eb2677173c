# ruff: noqa: INP001 - a script, in no package
"""Writes ``resources/fonts/inter-metrics.json``: how wide each character of the bundled fonts is.

Run it after a font has changed: ``python packaging/font_metrics.py``. The program reads only the result, so
that it needs no font library to measure text.
"""

import json
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parents[1] / "resources" / "fonts"
FILES = {"400": "Inter_400Regular.ttf", "600": "Inter_600SemiBold.ttf"}


def metrics() -> str:
    """The JSON text: for each weight the characters of each advance width, in units of the em."""
    font = TTFont(FONTS / FILES["400"])
    units = font["head"].unitsPerEm
    weights = {weight: _by_advance(TTFont(FONTS / file)) for weight, file in FILES.items()}
    return json.dumps({"units": units, "weights": weights}, ensure_ascii=True, indent=0) + "\n"


def _by_advance(font: TTFont) -> dict[str, str]:
    found: dict[int, list[str]] = {}
    for code, name in sorted(font.getBestCmap().items()):
        found.setdefault(font["hmtx"][name][0], []).append(chr(code))
    return {str(advance): "".join(chars) for advance, chars in sorted(found.items())}


if __name__ == "__main__":
    (FONTS / "inter-metrics.json").write_text(metrics(), encoding="ascii")
