"""A folder of official icons: which file is for which service, and where ours stay."""

import pytest
from synthetic_icons import BACKGROUND, official_svg, write_icons

from explorer.catalog import Catalog, load_catalog
from explorer.design import Connection, Design, Node
from explorer.drawing import official_icons
from explorer.drawing.icons import icon
from explorer.drawing.official_icons import IconFolder
from explorer.drawing.shapes import Glyph, Rect, Text
from explorer.drawing.theme import theme
from explorer.drawing.tile import tile_shapes
from explorer.errors import InputError
from explorer.formats import Look, codecs

SERVICES = "Architecture-Service-Icons_07312025"
MATCHES = {
    f"{SERVICES}/Arch_Analytics/48/Arch_Amazon-Athena_48.svg": "athena",
    f"{SERVICES}/Arch_Storage/48/Arch_Amazon-Simple-Storage-Service_48.svg": "s3",
    "Arch_AWS-Lambda_64.svg": "lambda",
    "Arch_Amazon-Simple-Queue-Service_48.svg": "sqs",
    "Arch_Amazon-Managed-Streaming-for-Apache-Kafka_48.svg": "msk",
    "Arch_Amazon-Augmented-AI-A2I_48.svg": "augmented-ai",
    "Arch_AWS-Identity-and-Access-Management_48.svg": "iam",
    "Arch_Elastic-Load-Balancing_48.svg": "elb",
    "Arch_AWS-Deep-Learning-AMIs_48.svg": "dlami",
    "Arch_Amazon-FSx-for-WFS_48.svg": "fsx-windows",
    "Arch_Amazon-Simple-Storage-Service-Glacier_48.svg": "s3-glacier",
    "Arch_AWS-Marketplace_Dark_48.svg": "aws-marketplace",
    "Arch_Amazon-Quick-Suite_48.svg": "quicksight",
    "Resource-Icons_07312025/Res_Analytics/Res_AWS-Glue_Crawler_48.svg": "glue-crawler",
    "Resource-Icons_07312025/Res_Networking/Res_Amazon-VPC_NAT-Gateway_48.svg": "nat-gateway",
    "Res_AWS-Systems-Manager_Parameter-Store_48.svg": "ssm-parameter-store",
    "Res_Amazon-DynamoDB_Stream_48.svg": "dynamodb-streams",
    "Res_Git-Repository_48_Light.svg": "git-repository",
    "lambda.svg": "lambda",
}


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


@pytest.mark.parametrize(("name", "expected"), MATCHES.items(), ids=MATCHES.values())
def test_a_file_is_for_the_service_of_its_name(tmp_path, catalog, name, expected) -> None:
    found = IconFolder(write_icons(tmp_path, name), catalog)

    assert {expected: tmp_path / name} == found.files


@pytest.mark.parametrize(
    "name",
    [
        "Arch_Amazon-FinSpace_48.svg",
        "Arch-Category_Analytics_48.svg",
        "Res_Amazon-Simple-Email-Service_Email_48.svg",
        "Arch_AWS-Lambda_48.png",
        "__MACOSX/._Arch_AWS-Lambda_48.svg",
        ".hidden/Arch_AWS-Lambda_48.svg",
    ],
)
def test_a_file_of_another_name_is_for_none(tmp_path, catalog, name) -> None:
    assert IconFolder(write_icons(tmp_path, name), catalog).files == {}


@pytest.mark.parametrize(
    "names",
    [
        ("Arch_Amazon-SageMaker-AI_16.svg", "Arch_Amazon-SageMaker_48.svg"),
        ("Arch_AWS-Lambda_64.svg", "Res_AWS-Lambda_48.svg"),
        ("Arch_AWS-Lambda_48.svg", "Arch_AWS-Lambda_64.svg", "Arch_AWS-Lambda_32.svg"),
        ("Arch_AWS-Lambda_64.svg", "Arch_AWS-Lambda_32.svg", "Arch_AWS-Lambda_16.svg"),
        ("Arch_AWS-Lambda_48.svg", "lambda.svg"),
        ("Arch_AWS-Lambda_Light_48.svg", "Arch_AWS-Lambda_Dark_48.svg"),
    ],
    ids=lambda names: names[1],
)
def test_the_first_of_several_files_is_preferred(tmp_path, catalog, names) -> None:
    found = IconFolder(write_icons(tmp_path, *names), catalog)

    assert [tmp_path / names[0]] == list(found.files.values())


def test_links_are_not_followed(tmp_path, catalog) -> None:
    outside = write_icons(tmp_path / "outside", "Arch_AWS-Lambda_48.svg")
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "Arch_AWS-Lambda_48.svg").symlink_to(outside / "Arch_AWS-Lambda_48.svg")
    (inside / "more").symlink_to(outside, target_is_directory=True)

    assert IconFolder(inside, catalog).files == {}


def test_a_file_that_became_a_link_is_not_read(tmp_path, catalog) -> None:
    folder = IconFolder(write_icons(tmp_path, "Arch_AWS-Lambda_48.svg"), catalog)
    (tmp_path / "Arch_AWS-Lambda_48.svg").rename(tmp_path / "elsewhere")
    (tmp_path / "Arch_AWS-Lambda_48.svg").symlink_to(tmp_path / "elsewhere")

    assert folder.icon("lambda") is None
    assert "cannot be read" in folder.refused["lambda"]


def test_a_folder_that_is_not_there_is_named(tmp_path, catalog) -> None:
    with pytest.raises(InputError, match="nowhere: cannot be read as a folder"):
        IconFolder(tmp_path / "nowhere", catalog)


def test_a_folder_of_far_too_many_files_is_refused(tmp_path, catalog, monkeypatch) -> None:
    monkeypatch.setattr(official_icons, "MAX_FILES", 3)
    write_icons(tmp_path, *(f"{number}.svg" for number in range(4)))

    with pytest.raises(InputError, match="holds more than 3 icons"):
        IconFolder(tmp_path, catalog)


def test_files_are_read_only_when_asked_for(tmp_path, catalog) -> None:
    folder = IconFolder(write_icons(tmp_path, "Arch_AWS-Lambda_48.svg", text="<broken"), catalog)

    assert not folder.refused
    assert folder.icon("lambda") is None
    assert folder.icon("s3") is None
    assert list(folder.refused) == ["lambda"]
    assert folder.asked == {"lambda": None, "s3": None}


def test_a_refused_or_missing_icon_leaves_ours(tmp_path, catalog) -> None:
    write_icons(tmp_path, "Arch_AWS-Lambda_48.svg", text=official_svg('<use href="#a"/>'))
    folder = IconFolder(tmp_path, catalog)

    assert icon("lambda", "compute") == icon("lambda", "compute", folder)
    assert icon("s3", "storage") == icon("s3", "storage", folder)
    assert folder.refused == {"lambda": "Arch_AWS-Lambda_48.svg uses <use>"}


# On a tile and in pictures


@pytest.fixture
def folder(tmp_path, catalog) -> IconFolder:
    return IconFolder(write_icons(tmp_path, "Arch_AWS-Lambda_48.svg"), catalog)


@pytest.fixture
def design() -> Design:
    ends = Node(id="a", service="lambda"), Node(id="b", service="s3", x=400)
    return Design([*ends, Connection(id="c", source="a", target="b", mechanism="sdk-call")])


def tile(catalog: Catalog, folder: IconFolder | None, state="plain"):
    node = Node(id="a", service="lambda", label="Reads calls")
    return tile_shapes(node, catalog.service("lambda"), theme("dark"), state=state, icons=folder)


def test_an_official_icon_takes_the_place_of_ours_and_of_its_ground(catalog, folder) -> None:
    ours, theirs = tile(catalog, None), tile(catalog, folder)
    ground = next(shape for shape in ours if isinstance(shape, Rect) and shape.width == shape.height)
    glyph = next(shape for shape in theirs if isinstance(shape, Glyph))

    assert (ground.x, ground.y, ground.width) == (glyph.x, glyph.y, glyph.size)
    assert ground not in theirs
    assert glyph.icon.parts[0].fill == BACKGROUND


def test_an_official_icon_changes_nothing_else_on_the_tile(catalog, folder) -> None:
    ours, theirs = tile(catalog, None), tile(catalog, folder)

    assert [shape for shape in ours if isinstance(shape, Text)] == [
        shape for shape in theirs if isinstance(shape, Text)
    ]
    assert ours[:2] == theirs[:2]


def test_an_official_icon_is_dimmed_with_its_tile(catalog, folder) -> None:
    (glyph,) = (shape for shape in tile(catalog, folder, "dimmed") if isinstance(shape, Glyph))

    assert glyph.icon.parts[0].fill not in {"", BACKGROUND}


@pytest.mark.parametrize("format_id", ["svg", "png", "pdf", "drawio"])
def test_a_picture_with_official_icons_is_its_own_and_the_same_bytes_twice(
    catalog, design, folder, format_id
) -> None:
    write = codecs()[format_id].write
    again = IconFolder(folder.path, catalog)

    assert write(design, catalog, Look(icons=folder)) == write(design, catalog, Look(icons=again))
    assert write(design, catalog, Look(icons=folder)) != write(design, catalog, Look())


def test_the_svg_picture_holds_the_colours_of_the_official_icon(catalog, design, folder) -> None:
    text = codecs()["svg"].write(design, catalog, Look(icons=folder)).decode()

    assert text.count(BACKGROUND) == 1
    assert BACKGROUND not in codecs()["svg"].write(design, catalog, Look()).decode()
    assert {"lambda", "s3"} == folder.asked.keys()


def test_a_hostile_file_name_is_shown_harmless(tmp_path, catalog) -> None:
    folder = IconFolder(write_icons(tmp_path, "Arch_AWS-\x1b[Lambda_48.svg", text="<broken"), catalog)
    folder.icon("lambda")

    assert "\x1b" not in folder.refused["lambda"]
