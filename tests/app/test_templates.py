"""What every ready design promises; the folder is the list of them."""

from functools import cache
from itertools import combinations

import pytest

from explorer.app import Session
from explorer.app.connecting import offer_services
from explorer.app.templates import Template, design_of, templates
from explorer.catalog import load_catalog
from explorer.drawing.groups import group_box
from explorer.drawing.routes import box_of
from explorer.formats import Look
from explorer.formats.archex import CODEC

ROOM = 16
"""Points that tiles are apart at least, so that figures on their edges can be read."""


@cache
def _session(template: Template) -> Session:
    session = Session(load_catalog())
    session.start_from(template)
    return session


@pytest.fixture(params=templates().values(), ids=templates().keys())
def template(request) -> Template:
    return request.param


@pytest.fixture
def session(template) -> Session:
    return _session(template)


def _of_family(services: set[str]) -> list[str]:
    return [chosen.id for chosen in templates().values() if services <= _services(chosen)]


def _services(chosen: Template) -> set[str]:
    return {node.service for node in _session(chosen).design.nodes.values()}


def test_a_template_is_written_as_the_program_would_write_it(template, catalog):
    design = design_of(template, catalog)

    assert template.path.read_bytes() == CODEC.write(design, catalog, Look())


def test_a_template_says_what_it_gives_and_tells_its_story(template):
    first, *rest = template.title.split()

    assert first[0].isupper()
    assert not [word for word in rest if word.istitle() and word not in {"EMR", "Kafka", "Firehose"}]
    assert template.story.endswith(".")
    assert 2 <= template.story.count(". ") + 1 <= 4


def test_a_template_with_a_closed_service_says_so(session, catalog):
    statuses = {catalog.service(node.service).lifecycle.status for node in session.design.nodes.values()}

    assert "ended" not in statuses
    assert "closed-to-new" not in statuses or "no new customers" in session.design.header.story


def test_titles_are_told_apart():
    titles = [chosen.title for chosen in templates().values()]

    assert len(titles) == len(set(titles))


def test_a_template_has_a_workload_with_a_spread(session):
    design = session.design

    assert any(
        isinstance(load.items_per_month or load.items_per_s, tuple) for load in design.workloads.values()
    )


def test_a_template_has_no_errors(session):
    assert [finding for finding in session.findings if finding.severity == "error"] == []


def test_every_arrow_is_one_that_the_catalog_knows(session, catalog):
    design = session.design

    for link in design.connections.values():
        ends = design.nodes[link.source].service, design.nodes[link.target].service
        offer = offer_services(catalog, *ends)
        assert (link.id, offer.verdict) == (link.id, "possible")
        assert link.mechanism in offer.mechanisms, link.id


def test_tiles_stand_apart(session):
    boxes = {node.id: box_of(node) for node in session.design.nodes.values()}
    close = [(a, b) for a, b in combinations(boxes, 2) if boxes[a].grown(ROOM).meets(boxes[b])]

    assert close == []


def test_a_frame_holds_its_own_nodes_and_no_others(session):
    design = session.design

    for group in design.groups.values():
        frame = group_box(group)
        inside = {node.id for node in design.nodes.values() if frame.meets(box_of(node))}
        assert inside == {node.id for node in design.nodes.values() if node.group == group.id}


def test_every_node_has_a_role_and_a_connection(session):
    design = session.design

    for node in design.nodes.values():
        assert node.label
        assert design.touching(node.id)


def test_a_template_costs_something_and_every_figure_of_it_is_known(session):
    estimate = session.estimate

    assert estimate.total > 0
    assert estimate.low <= estimate.total <= estimate.high
    assert [item for item in estimate.unpriced if item.kind != "no-price"] == []


def test_no_load_grows_without_end(session):
    assert session.flow.diverging == ()


@pytest.mark.parametrize(
    "services",
    [
        {"connect", "transcribe", "comprehend"},
        {"api-gateway", "kinesis-data-streams", "firehose", "athena"},
        {"managed-flink", "kinesis-data-streams", "sns"},
        {"cloudwatch-logs", "opensearch"},
        {"iot-core", "firehose", "quicksight"},
        {"sagemaker-neo", "greengrass"},
        {"kinesis-video-streams", "rekognition"},
        {"rekognition", "augmented-ai"},
        {"textract", "augmented-ai"},
        {"transcribe", "translate", "polly"},
        {"connect", "lex"},
        {"bedrock", "bedrock-knowledge-bases"},
        {"sagemaker-feature-store", "sagemaker-training"},
        {"codepipeline", "sagemaker-model-registry", "sagemaker-endpoint"},
        {"api-gateway", "sagemaker-endpoint"},
        {"sagemaker-model-monitor", "sagemaker-pipelines"},
        {"sagemaker-async-endpoint"},
        {"sagemaker-batch-transform", "eventbridge-scheduler"},
        {"redshift-ml", "sagemaker-autopilot"},
        {"aurora", "redshift", "dms"},
        {"dynamodb", "opensearch-ingestion"},
        {"personalize"},
        {"msk", "glue-job", "lake-formation"},
        {"sagemaker-ground-truth", "rekognition-custom-labels"},
        {"batch", "fsx-lustre"},
        {"transcribe-medical", "comprehend-medical"},
        {"forecast"},
        {"fraud-detector"},
    ],
    ids=lambda services: "+".join(sorted(services)),
)
def test_there_is_a_template_with(services):
    assert _of_family(services)
