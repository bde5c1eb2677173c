import pytest

from explorer.app.connecting import mechanisms_through, offer, offer_services
from explorer.design import Design, Node


def test_a_possible_arrow_names_its_mechanisms_the_likely_one_first(catalog):
    told = offer_services(catalog, "s3", "lambda")

    assert told.verdict == "possible"
    assert told.mechanisms[0] == "event-notification"


@pytest.mark.parametrize(
    ("source", "target", "way"),
    [
        ("sqs", "s3", "lambda"),
        ("transcribe", "comprehend", "lambda"),
        ("s3", "step-functions", "eventbridge"),
    ],
)
def test_a_wrong_arrow_is_refused_with_the_reason_and_a_way_that_works(catalog, source, target, way):
    told = offer_services(catalog, source, target)

    assert told.verdict == "not-possible"
    assert way in told.via
    assert catalog.name(way) in told.sentence
    assert "cannot be connected" in told.sentence


def test_the_first_way_that_is_offered_works_in_one_step_or_is_the_one_the_documentation_names(catalog):
    broken = []
    for (source, target), refusal in catalog.refusals.items():
        told = offer_services(catalog, source, target)
        works = [bool(mechanisms_through(catalog, source, way, target)) for way in told.via]
        if any(works) and not works[0] and told.via[0] not in refusal.via:
            broken.append((source, told.via, target))

    assert broken == []


def test_what_is_not_known_is_said_so_and_not_refused(catalog):
    told = offer_services(catalog, "quicksight", "iot-device")

    assert told.verdict == "not-known"
    assert told.mechanisms == ("sdk-call",)
    assert "not known" in told.sentence


def test_a_node_does_not_connect_to_itself(catalog):
    design = Design([Node(id="a", service="lambda")])

    assert offer(design, catalog, "a", "a").verdict == "not-possible"
