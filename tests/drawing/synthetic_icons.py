"""Small drawings of our own with the structure of files in AWS's asset package, for tests."""

from pathlib import Path

BACKGROUND = "#2a6f97"


def official_svg(body: str = "", *, view: str = "0 0 64 64", fill: str = BACKGROUND, defs: str = "") -> str:
    """A coloured square and white shapes on it, nested in groups."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg width="{view.split()[2]}px" height="{view.split()[3]}px" viewBox="{view}" version="1.1" '
        'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
        f"<title>Synthetic</title><defs>{defs}</defs>"
        '<g id="Icon" stroke="none" stroke-width="1" fill="none" fill-rule="evenodd">'
        f'<g id="Background" fill="{fill}"><rect id="Rectangle" x="0" y="0" width="64" height="64"></rect></g>'
        f'<g id="Service" transform="translate(12.000000, 12.000000)" fill="#FFFFFF">{body or RINGS}</g>'
        "</g></svg>"
    )


RINGS = (
    '<path d="M20,0 C31,0 40,9 40,20 C40,31 31,40 20,40 C9,40 0,31 0,20 C0,9 9,0 20,0 Z '
    'M20,8 C13.4,8 8,13.4 8,20 C8,26.6 13.4,32 20,32 C26.6,32 32,26.6 32,20 C32,13.4 26.6,8 20,8 Z"/>'
    '<circle cx="20" cy="20" r="6"/>'
)


def write_icons(folder: Path, *names: str, text: str = "") -> Path:
    """Files of these names, with folders, all with the same drawing."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text or official_svg(), encoding="utf-8")
    return folder
