"""Where personal data passes: voices, faces, transcripts and health records, and all that is made of them."""

from collections.abc import Iterator

from explorer.design import Node
from explorer.rules.mechanisms import SUPPORT
from explorer.rules.model import Link, View

_FACES = ("detect_faces", "compare_faces", "index_faces", "search_faces", "video_faces", "video_face_search")
_KNOWN_FACES = ("compare_faces", "index_faces", "search_faces", "video_face_search")
"""Settings by which a face is told from others: data that names people."""
_BRINGS = frozenset({"deploy", "host", "metadata"})


def personal_nodes(view: View) -> frozenset[str]:
    """Ids of nodes that personal data reaches or lies in."""
    return _reached(view, {node.id for node in _handlers(view) if _is_origin(view, node)})


def sensitive_nodes(view: View) -> frozenset[str]:
    """Ids of nodes that data about health, or faces that are told apart, reach or lie in."""
    return _reached(view, {node.id for node in _handlers(view) if _is_sensitive(view, node)})


def _handlers(view: View) -> Iterator[Node]:
    """Nodes whose service handles personal data, or does so with some settings."""
    for service_id, nodes in view.by_service.items():
        service = view.catalog.service(service_id)
        if service is not None and (service.personal or service_id in {"rekognition", "transcribe"}):
            yield from nodes


def _reached(view: View, found: set[str]) -> frozenset[str]:
    """The origins, what they read, and all that their data passes on to."""
    if not found:
        return frozenset()
    found |= {link.source.id for node in found for link in view.entering(node) if _is_read(view, link)}
    edge = list(found)
    while edge:
        onward = (link for link in view.leaving(edge.pop()) if carries(view, link))
        new = {link.target.id for link in onward} - found
        found |= new
        edge += new
    return frozenset(found)


def _is_origin(view: View, node: Node) -> bool:
    if node.service == "rekognition":
        return any(view.setting(node, name) is True for name in _FACES)
    return bool(_handles(view, node))


def _is_sensitive(view: View, node: Node) -> bool:
    if node.service == "rekognition":
        return any(view.setting(node, name) is True for name in _KNOWN_FACES)
    if node.service == "transcribe":
        return view.setting(node, "mode") == "medical"
    return _handles(view, node) == "health"


def _handles(view: View, node: Node) -> str:
    service = view.service(node)
    return service.personal if service else ""


def _is_read(view: View, link: Link) -> bool:
    """What such a service reads is personal already: the recordings before the transcripts."""
    return link.connection.mechanism in {"job-input", "stream-source"} and carries(view, link)


def carries(view: View, link: Link) -> bool:
    """Whether content passes, not only a command or an event that names it; people are shown what they are asked."""
    if link.connection.mechanism in SUPPORT | _BRINGS:
        return False
    if link.connection.mechanism == "human-task":
        return True
    known = view.integrations(link)
    carried = {kind for entry in known for kind in entry.carries}
    is_command = bool(known) and all(entry.direction == "control" for entry in known)
    return not is_command and carried != {"events"}
