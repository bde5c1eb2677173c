"""The one place where text becomes XML."""

from explorer.drawing.text import storable

_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_ATTRIBUTE = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
)


def xml_text(text: str) -> str:
    """The text as the content of an element; what XML cannot hold becomes U+FFFD."""
    return storable(text).translate(_TEXT)


def xml_attribute(text: str) -> str:
    """The text as an attribute with its quotes, line ends kept; what XML cannot hold becomes U+FFFD."""
    return f'"{storable(text).translate(_ATTRIBUTE)}"'
