"""Designs in a few lines."""

import pytest

from explorer.design import Connection, Group, Node, Suppression, Workload
from explorer.design.sketch import sketched


def test_each_line_is_a_record():
    design = sketched(
        """
        region eu-west-1
        group net kind=vpc
        clips: s3 public_access=true group=net
        ears: transcribe
        clips << audio items_per_month=1000 item_kb=100..200..400
        clips -> ears job-input carries=audio
        suppress W5001 clips
        """
    )

    assert design.header.region == "eu-west-1"
    assert design.groups["net"] == Group(id="net", kind="vpc")
    assert design.nodes["clips"] == Node(
        id="clips", service="s3", group="net", settings={"public_access": True}, x=480.0
    )
    assert design.workloads["clips"] == Workload(
        id="clips", kind="audio", items_per_month=1000, item_kb=(100.0, 200.0, 400.0)
    )
    assert list(design.connections.values()) == [
        Connection(
            id="clips-ears-job-input", source="clips", target="ears", mechanism="job-input", carries="audio"
        )
    ]
    assert [(answer.rule, answer.at) for answer in design.suppressions.values()] == [("W5001", "clips")]
    assert all(isinstance(answer, Suppression) for answer in design.suppressions.values())


def test_a_connection_drawn_twice_is_there_twice():
    design = sketched("a: s3\nb: lambda\na -> b sdk-call\na -> b sdk-call")

    assert len(design.connections) == 2


@pytest.mark.parametrize("line", ["a ->", "a << ", "a: s3\na -> b", "a: s3\na << audio sizes=1", "a"])
def test_a_line_that_says_nothing_is_named(line):
    with pytest.raises(ValueError, match="of the sketch"):
        sketched(line)
