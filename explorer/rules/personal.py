"""Where personal data passes: voices, faces, transcripts and health records, and all that is made of them."""

from explorer.design import Node
from explorer.rules.mechanisms import SUPPORT
from explorer.rules.model import Link, View

_VOICES = frozenset({
    *("call-center", "connect", "contact-lens", "transcribe", "transcribe-medical", "chime-sdk"),
    *("connect-voice-id", "comprehend-medical", "healthlake"),
})  # fmt: skip
"""Services that exist to handle what people say, or their health."""
_FACES = ("detect_faces", "compare_faces", "index_faces", "search_faces", "video_faces", "video_face_search")
_BRINGS = frozenset({"deploy", "host", "metadata"})


def personal_nodes(view: View) -> frozenset[str]:
    """Ids of nodes that personal data reaches or lies in."""
    found = {node.id for node in view.nodes() if _is_origin(view, node)}
    found |= {link.source.id for link in view.all_links if link.target.id in found and _is_read(view, link)}
    edge = list(found)
    while edge:
        onward = (link for link in view.leaving(edge.pop()) if _carries(view, link))
        new = {link.target.id for link in onward} - found
        found |= new
        edge += new
    return frozenset(found)


def _is_origin(view: View, node: Node) -> bool:
    if node.service in _VOICES:
        return True
    return node.service == "rekognition" and any(view.setting(node, name) is True for name in _FACES)


def _is_read(view: View, link: Link) -> bool:
    """What such a service reads is personal already: the recordings before the transcripts."""
    return link.connection.mechanism in {"job-input", "stream-source"} and _carries(view, link)


def _carries(view: View, link: Link) -> bool:
    """Whether content passes, not only a command or an event that names it."""
    if link.connection.mechanism in SUPPORT | _BRINGS:
        return False
    known = view.integrations(link)
    carried = {kind for entry in known for kind in entry.carries}
    is_command = bool(known) and all(entry.direction == "control" for entry in known)
    return not is_command and carried != {"events"}
