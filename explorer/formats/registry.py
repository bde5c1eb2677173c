"""The codecs, found by looking into the folder: a module with a ``CODEC`` is a format."""

import importlib
import pkgutil
from functools import cache
from pathlib import Path

from explorer.design import Design
from explorer.errors import UsageError
from explorer.formats.codec import Codec, Keeps


@cache
def codecs() -> dict[str, Codec]:
    """Every format by its id."""
    import explorer.formats as package  # noqa: PLC0415 - the package imports this module

    found: dict[str, Codec] = {}
    for info in sorted(pkgutil.iter_modules(package.__path__), key=lambda module: module.name):
        module = importlib.import_module(f"{package.__name__}.{info.name}")
        codec = getattr(module, "CODEC", None)
        if isinstance(codec, Codec):
            if codec.id in found:
                raise ValueError(f"two formats have the id '{codec.id}'")
            found[codec.id] = codec
    return found


def codec_for(file: Path | str, *, format_id: str = "") -> Codec:
    """The codec named, else the one with the longest suffix that the file name ends with. Raises UsageError."""
    if format_id:
        if format_id not in codecs():
            raise UsageError(f"there is no format '{format_id}'; known are {', '.join(codecs())}")
        return codecs()[format_id]
    name = str(file).lower()
    fitting = [
        (suffix, codec) for codec in codecs().values() for suffix in codec.suffixes if name.endswith(suffix)
    ]
    if not fitting:
        endings = ", ".join(suffix for codec in codecs().values() for suffix in codec.suffixes)
        raise UsageError(f"the name {Path(file).name} does not tell a format; end it with one of {endings}")
    return max(fitting, key=lambda pair: len(pair[0]))[1]


def losses(codec: Codec, design: Design) -> list[str]:
    """What of this design the format cannot hold, as words for people ('groups', 'workloads')."""
    present = {
        Keeps.CONNECTIONS: design.connections,
        Keeps.GROUPS: design.groups,
        Keeps.LABELS: any(node.label for node in design.nodes.values()),
        Keeps.MECHANISMS: design.connections,
        Keeps.NOTES: design.notes,
        Keeps.POSITIONS: design.nodes,
        Keeps.SERVICES: design.nodes,
        Keeps.SETTINGS: any(node.settings for node in design.nodes.values()),
        Keeps.SUPPRESSIONS: design.suppressions,
        Keeps.WORKLOADS: design.workloads,
    }
    return [str(kept) for kept, value in present.items() if value and kept not in codec.keeps]
