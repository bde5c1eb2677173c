"""The part of SARIF 2.1.0 that we write, as its standard has it: what is required, of what type, and nothing else.

Decoding a log as `Log` fails on a property that the standard does not name and on a value of a wrong kind.
"""

from typing import Annotated, Literal

from msgspec import Meta, Struct

Text = Annotated[str, Meta(min_length=1)]
Index = Annotated[int, Meta(ge=-1)]
Level = Literal["none", "note", "warning", "error"]


class Form(Struct, forbid_unknown_fields=True, rename="camel"):
    """An object of the standard: no property but those named."""


class Message(Form):
    text: Text


class Region(Form):
    start_line: Annotated[int, Meta(ge=1)]


class ArtifactLocation(Form):
    uri: Annotated[str, Meta(pattern=r"^[!-~]+$")]
    uri_base_id: Text


class PhysicalLocation(Form):
    artifact_location: ArtifactLocation
    region: Region


class LogicalLocation(Form):
    name: str
    fully_qualified_name: str
    kind: str


class Location(Form):
    physical_location: PhysicalLocation
    logical_locations: list[LogicalLocation] = []
    message: Message | None = None


class Suppression(Form):
    kind: Literal["inSource", "external"]
    status: Literal["accepted", "underReview", "rejected"]
    justification: str = ""


class Result(Form):
    rule_id: Text
    rule_index: Index
    level: Level
    message: Message
    locations: Annotated[list[Location], Meta(min_length=1, max_length=1)]
    partial_fingerprints: dict[str, str]
    suppressions: list[Suppression]
    properties: dict[str, str]
    related_locations: list[Location] = []


class Configuration(Form):
    level: Level


class Tags(Form):
    tags: list[Text]


class Descriptor(Form):
    id: Text
    name: str
    short_description: Message
    full_description: Message
    help: Message
    help_uri: Annotated[str, Meta(pattern=r"^https://[!-~]+$")]
    default_configuration: Configuration
    properties: Tags


class Driver(Form):
    name: Text
    version: Text
    rules: list[Descriptor]


class Tool(Form):
    driver: Driver


class Base(Form):
    description: Message


class Notification(Form):
    level: Level
    message: Message


class Invocation(Form):
    execution_successful: bool
    tool_execution_notifications: list[Notification] = []


class Run(Form):
    tool: Tool
    original_uri_base_ids: dict[str, Base]
    invocations: list[Invocation]
    results: list[Result]


class Log(Struct, forbid_unknown_fields=True, rename={"schema": "$schema"}):
    version: Literal["2.1.0"]
    runs: list[Run]
    schema: Annotated[str, Meta(pattern=r"/sarif-schema-2\.1\.0\.json$")]
