"""Ways to write a design down and read it back: one module per format, and the folder is the registry.

`codecs` lists them; `codec_for` finds one by id or by a file's suffix. The native format is `archex`.
"""

from explorer.formats.codec import Codec, Keeps, Look, Reading
from explorer.formats.registry import codec_for, codecs, losses

__all__ = ["Codec", "Keeps", "Look", "Reading", "codec_for", "codecs", "losses"]
