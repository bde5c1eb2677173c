"""The files of the reference by name, each made when it is asked for."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from explorer.catalog import Catalog, load_catalog
from explorer.catalog.model import Service
from explorer.catalog.vocabulary import FAMILIES
from explorer.drawing.icons import icon
from explorer.drawing.shapes import Picture, mixed
from explorer.drawing.theme import theme
from explorer.errors import UsageError
from explorer.formats.svg import icon_svg, svg_of
from explorer.reference.behaviour import behaviour_page, week_name, week_picture
from explorer.reference.book import Book
from explorer.reference.compact import compact
from explorer.reference.index import index_page, instances_page
from explorer.reference.mechanisms import mechanisms_page, sample_name, sample_picture
from explorer.reference.neighbourhood import neighbourhood
from explorer.reference.rule_list import rules_page
from explorer.reference.services import service_page
from explorer.reference.terms import terms_page
from explorer.rules import rules

ICON_SIZE = 36.0

Maker = Callable[[], str]


def page(service_id: str, catalog: Catalog | None = None) -> str:
    """A service's page in Markdown. Raises UsageError where no service of that id can stand on a canvas."""
    return reference_file(f"services/{service_id}.md", catalog).decode()


def reference_file(name: str, catalog: Catalog | None = None) -> bytes:
    """The file of that name, such as ``README.md``, ``services/s3.md`` or ``pictures/s3.svg``.

    Links in a page are relative to the page's own folder. Raises UsageError where there is no such file.
    """
    known = catalog or load_catalog()
    maker = _makers(known).get(name)
    if maker is None:
        raise UsageError(f"the reference has no '{name}'; 'README.md' lists what it has")
    return maker().encode()


def reference_files(catalog: Catalog | None = None) -> dict[str, bytes]:
    """All files by name; equal catalogs give equal bytes."""
    return {name: maker().encode() for name, maker in _makers(catalog or load_catalog()).items()}


def _makers(catalog: Catalog) -> Mapping[str, Maker]:
    book = Book(catalog)
    found: dict[str, Maker] = {
        "README.md": lambda: index_page(book, len(rules())),
        "terms.md": partial(terms_page, book),
        "rules.md": lambda: rules_page(rules().values()),
        "mechanisms.md": partial(mechanisms_page, book),
        "behaviour.md": partial(behaviour_page, book),
        "instances.md": partial(instances_page, list(catalog.instances.values())),
    }
    for family in FAMILIES:
        found[sample_name(family)] = partial(_drawn, sample_picture(family))
    for shape in catalog.shapes.values():
        found[week_name(shape)] = partial(_drawn, week_picture(shape))
    for service in catalog.draggable:
        found.update(_of_service(service, book))
    return found


def _of_service(service: Service, book: Book) -> Iterator[tuple[str, Maker]]:
    catalog = book.catalog
    yield f"services/{service.id}.md", partial(service_page, service, book)
    yield f"icons/{service.id}.svg", partial(_icon, service)
    if catalog.leaving(service.id) or catalog.entering(service.id):
        yield f"pictures/{service.id}.svg", lambda: _drawn(neighbourhood(service, catalog))


def _drawn(picture: Picture) -> str:
    return compact(svg_of(picture))


def _icon(service: Service) -> str:
    look = theme("light")
    color = look.categories[service.category]
    ground = mixed(color, look.colors["surface"], 0.86)
    return compact(icon_svg(icon(service.id, service.category), color, ground, ICON_SIZE)) + "\n"
