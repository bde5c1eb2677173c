"""Designs and strings that every format has to cope with."""

from explorer.catalog import Catalog
from explorer.catalog.model import Lifecycle, Service
from explorer.catalog.vocabulary import MECHANISMS
from explorer.design import Connection, Design, Group, Header, Node, Note, Suppression, Workload

_SERVICES = (
    ("api-gateway", "Amazon API Gateway", "networking"),
    ("lambda", "AWS Lambda", "compute"),
    ("s3", "Amazon S3", "storage"),
    ("transcribe", "Amazon Transcribe", "ai"),
    ("kinesis-data-streams", "Amazon Kinesis Data Streams", "streaming"),
    ("forecast", "Amazon Forecast", "ai"),
)
CATALOG = Catalog(
    [
        Service(
            id=service_id,
            name=name,
            category=category,
            summary=name,
            lifecycle=Lifecycle(status="closed-to-new" if service_id == "forecast" else "active"),
        )
        for service_id, name, category in _SERVICES
    ],
    [],
    [],
)


def empty() -> Design:
    return Design()


def pipeline() -> Design:
    """Groups in groups, every kind of record, a setting of each type, and keys of a later version."""
    return Design(
        [
            Header(
                title="Call insight", story="Calls in,\ntrends out.", region="eu-west-1", extra={"team": "x"}
            ),
            Group(id="account", kind="account", label="prod", x=-40, y=-80, width=900, height=480),
            Group(id="vpc", kind="vpc", label="main", x=240, y=-40, width=480, height=320, parent="account"),
            Node(id="recordings", service="s3", label="Recordings", x=-16, y=24, group="account"),
            Node(
                id="start",
                service="lambda",
                x=272.5,
                y=24.25,
                group="vpc",
                type="AWS::Lambda::Function",
                settings={
                    "memory_mb": 512,
                    "timeout_s": 30.5,
                    "arm": True,
                    "runtime": "python3.13",
                    "vpc": None,
                },
                extra={"colour": "blue", "tags": ["a", "b"], "empty": ""},
            ),
            Node(id="transcribe", service="transcribe", label="Amazon Transcribe", x=900, y=24),
            Node(id="unknown", service="no-such-service", label="line one\nline two", x=900, y=400),
            Connection(id="c1", source="recordings", target="start", mechanism="event-notification"),
            Connection(id="c2", source="start", target="transcribe", mechanism="sdk-call", label="start job"),
            Connection(
                id="c3", source="start", target="transcribe", mechanism="audit", share=(0.1, 0.2, 0.5)
            ),
            Connection(id="c4", source="start", target="start", mechanism="sync-invoke", share=3.0),
            Note(id="n1", text="Keep for 90 days.\nAsk legal.", x=0, y=320, width=160, height=64),
            Workload(id="recordings", kind="audio", items_per_month=200_000, seconds=(60, 240, 900)),
            Suppression(id="s1", rule="W1001", at="start", reason="known", source="ticket"),
        ]
    )


def one_of_each_mechanism() -> Design:
    nodes = [Node(id=f"n{at}", service="lambda", x=264.0 * at, y=96.0 * (at % 3)) for at in range(6)]
    links = [
        Connection(id=f"c{at}", source=f"n{at % 6}", target=f"n{(at * 5 + 1) % 6}", mechanism=mechanism)
        for at, mechanism in enumerate(MECHANISMS)
    ]
    return Design([*nodes, *links])


def groups_in_a_circle() -> Design:
    return Design(
        [
            Group(id="a", label="A", parent="b", x=8, y=8),
            Group(id="b", label="B", parent="a", x=16, y=16),
            Node(id="n", service="s3", x=24, y=24, group="a"),
            Node(id="m", service="s3", x=24, y=240, group="gone"),
        ]
    )


DESIGNS = {make.__name__: make for make in (empty, pipeline, one_of_each_mechanism, groups_in_a_circle)}

EVIL = (
    "<script>alert(1)</script>",
    "</text><script>alert(1)</script>",
    "</title><circle r='9'/>",
    "]]>",
    "<![CDATA[x]]>",
    "-->",
    "<!-- x -->",
    '"-->',
    "--> x",
    "&#0;",
    "&amp;",
    "&lt;b&gt;",
    "&nope;",
    "<!DOCTYPE x [<!ENTITY a 'b'>]>",
    "<?xml version='1.0'?>",
    "<?php echo 1 ?>",
    "<img src=x onerror=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "javascript:alert(1)",
    "<foreignObject/>",
    "<style>*{display:none}</style>",
    "url(http://example.com/x)",
    "@import 'x'",
    "%%{init: {'theme':'dark'}}%%",
    "%% comment",
    "click n1 callback",
    "classDef x fill:red",
    "end",
    'x"] --> y["z',
    "n1[x]",
    "a|b|c",
    "#quot;",
    "#35;",
    "; drop",
    "`code` **bold** _x_",
    "${x}",
    "%{x}",
    "{{resolve:ssm:x}}",
    "$(touch x)",
    "=1+1",
    "::set-env name=x::y",
    "link=https://example.com;shape=x;",
    "a;b=c;html=1",
    "\x00\x01\x08\x0b\x0c\x0e\x1f\x7f\x80\x9f",
    "\x1b[31mred\x1b[0m",
    "line\r\nbreak\ttab\x85next\u2028sep",
    "\u202egnp.exe",
    "\u200fשלום\u200e مرحبا",  # noqa: RUF001 - a real word
    "e\u0301\u0327\u0301\u0301",
    "\U0001f469\u200d\U0001f4bb\U0001f3fd \u2764\ufe0f",
    "数据湖・データレイク・데이터",
    "\ud800",
    "x\udfffy",
    "\ufffe\uffff\ufdd0",
    "\u200b\u2060\ufeff",
    "\u00a0",
    " ",
    "'",
    '"',
    "\\",
    "\\u0000",
    "../../etc/passwd",
    "very long " * 400,
    "x" * 5000,
)


def labelled(text: str) -> Design:
    """A design with this text wherever a user can write one."""
    return Design(
        [
            Header(title=text if text.strip() else "blank", story=text),
            Group(id="g1", kind="vpc", label=text, x=0, y=0, width=900, height=300),
            Node(id="a", service="s3", label=text, x=40, y=60, group="g1", settings={"note": text}),
            Node(id="b", service=text.strip() or "none", label=text, x=560, y=60, group="g1"),
            Connection(id="c", source="a", target="b", mechanism="sdk-call", label=text),
            Connection(id="d", source="b", target="a", mechanism=text.strip() or "sdk-call", label=text),
            Note(id="n", text=text, x=40, y=160, width=200, height=80),
        ]
    )
