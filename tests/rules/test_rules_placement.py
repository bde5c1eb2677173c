"""Where things stand: accounts, networks, subnets and zones."""

import itertools

import pytest
from sketch import Case, found, left_after_fixes, places, sketch, unsaid

from explorer.drawing.tile import TILE_HEIGHT, TILE_WIDTH

NET = "group net kind=vpc label=Network\n"
SUBNETS = (
    NET + "group front kind=subnet parent=net label=Public\ngroup back kind=subnet parent=net label=Private\n"
)
TWO = "group shop kind=vpc\ngroup data kind=vpc\n"
ACCOUNTS = "group ours kind=account\ngroup theirs kind=account label=Partner\n"
ZONES = (
    NET + "group a kind=subnet parent=net label=eu-west-1a\ngroup b kind=subnet parent=net label=eu-west-1b\n"
)
CALLER = NET + "fn: lambda group=net\nt: dynamodb\nfn -> t sdk-call\n"

CASES = [
    Case("W9001", "a table without an endpoint", CALLER, at=("fn",), says=("Network", "neither")),
    Case(
        "W9001",
        "one finding for all that it calls",
        CALLER + "b: s3\nq: sqs\nm: bedrock\nfn -> b sdk-call\nfn -> q sdk-call\nfn -> m sdk-call",
        at=("fn",),
        says=("and 1 more",),
    ),
    Case(
        "W9001",
        "no endpoint leads to another company",
        NET + "fn: lambda group=net\nx: external-saas\nfn -> x sdk-call",
        at=("fn",),
    ),
    Case(
        "W9001",
        "a job reads a bucket",
        NET + "b: s3\nj: glue-job group=net\nb -> j job-input",
        at=("j",),
    ),
    Case(
        "W9001",
        "a gateway endpoint does not lead to a queue",
        CALLER + "d: privatelink group=net endpoint_type=gateway\nq: sqs\nfn -> q sdk-call",
        at=("fn",),
        says=("Amazon SQS",),
    ),
    Case(
        "W9001",
        "the NAT gateway is in another VPC",
        CALLER + "group other kind=vpc\nn: nat-gateway group=other",
        at=("fn",),
    ),
    Case(
        "W9001",
        "a machine in a private subnet",
        SUBNETS + "m: ec2 group=back\nq: sqs\nm -> q sdk-call",
        at=("m",),
    ),
    Case(
        "W9001",
        "an arrow from a VPC attaches it",
        "v: vpc\nfn: lambda\nv -> fn network\nq: sqs\nfn -> q sdk-call",
        at=("fn",),
    ),
    Case("W9001", "a machine may have a public address", NET + "m: ec2 group=net\nq: sqs\nm -> q sdk-call"),
    Case("W9001", "a NAT gateway leads out", CALLER + "n: nat-gateway group=net"),
    Case("W9001", "an endpoint leads there", CALLER + "d: privatelink group=net\nd -> t network"),
    Case(
        "W9001",
        "the VPC has a gateway endpoint",
        "v: vpc\nfn: lambda\nt: dynamodb\nv -> fn network\nv -> t network\nfn -> t sdk-call",
    ),
    Case("W9001", "a hub leads elsewhere", CALLER + "h: transit-gateway"),
    Case("W9001", "a function outside of any VPC", NET + "fn: lambda\nt: dynamodb\nfn -> t sdk-call"),
    Case(
        "W9001",
        "the poller is not in the VPC",
        NET + "q: sqs\nfn: lambda group=net\nq -> fn event-source-mapping",
    ),
    Case(
        "W9002",
        "a function outside of the cache's VPC",
        NET + "fn: lambda\nc: elasticache group=net\nfn -> c sdk-call",
        at=("fn",),
        says=("Network",),
    ),
    Case(
        "W9002",
        "a mount",
        NET + "fn: lambda\ne: efs group=net\nfn -> e mount",
        at=("fn",),
    ),
    Case(
        "W9002",
        "a job that reads the database",
        NET + "j: glue-job\nd: rds group=net\nd -> j connector",
        at=("j",),
    ),
    Case(
        "W9002",
        "dashboards over a closed database",
        NET + "q: quicksight\nd: rds group=net\nd -> q connector",
        at=("q",),
    ),
    Case(
        "W9002",
        "a crawler without a connection",
        NET + "c: glue-crawler\nd: rds group=net\nd -> c connector",
        at=("c",),
    ),
    Case(
        "W9002",
        "the database is open to the internet",
        NET + "fn: lambda\nd: rds group=net publicly_accessible=true\nfn -> d sdk-call",
    ),
    Case(
        "W9002",
        "Aurora has an interface of AWS too",
        NET + "fn: lambda\nd: aurora group=net\nfn -> d sdk-call",
    ),
    Case("W9002", "no VPC is drawn", "fn: lambda\nd: rds\nfn -> d sdk-call"),
    Case(
        "W9002",
        "an arrow from the VPC attaches it",
        "v: vpc\nfn: lambda\nd: rds\nv -> fn network\nv -> d network\nfn -> d sdk-call",
    ),
    Case(
        "W9003",
        "a database in another VPC",
        TWO + "a: fargate group=shop\nd: rds group=data\na -> d sdk-call",
        at=("a",),
        says=("shop", "data"),
    ),
    Case(
        "W9003",
        "a mount from another VPC",
        TWO + "m: ec2 group=shop\ne: efs group=data\ne -> m mount",
        at=("e",),
    ),
    Case(
        "W9003",
        "a hub joins them",
        TWO + "a: fargate group=shop\nd: rds group=data\nh: transit-gateway\na -> d sdk-call",
    ),
    Case("W9003", "one VPC", TWO + "a: fargate group=data\nd: rds group=data\na -> d sdk-call"),
    Case(
        "W9003",
        "a function is called by AWS",
        TWO + "a: fargate group=shop\nf: lambda group=data\na -> f sdk-call",
    ),
    Case("I9004", "a bucket in a VPC", NET + "b: s3 group=net", at=("b",), says=("Network",)),
    Case("I9004", "two in a subnet", SUBNETS + "b: s3 group=back\nq: sqs group=back", at=("b",)),
    Case("I9004", "a bucket in a Region", "group here kind=region\nb: s3 group=here\n" + NET),
    Case("I9004", "a function may be attached", NET + "fn: lambda group=net"),
    Case("W9005", "a public database", SUBNETS + "d: rds group=front", at=("d",)),
    Case("W9005", "a warehouse", SUBNETS + "w: redshift group=front", at=("w",)),
    Case(
        "W9005",
        "no private subnet to go to",
        SUBNETS.replace("Private", "Other") + "d: rds group=front",
        at=("d",),
    ),
    Case("W9005", "a machine is meant to be there", SUBNETS + "m: ec2 group=front"),
    Case(
        "W9005", "a name that says neither", NET + "group s kind=subnet parent=net label=Data\nd: rds group=s"
    ),
    Case("W9006", "in a private subnet", SUBNETS + "n: nat-gateway group=back", at=("n",)),
    Case("W9006", "in a public subnet", SUBNETS + "n: nat-gateway group=front"),
    Case("I9007", "a database without a standby", "fn: lambda\nd: rds\nfn -> d sdk-call", at=("d",)),
    Case(
        "I9007",
        "one node of a cache",
        "fn: lambda\nc: elasticache instance_count=1\nfn -> c sdk-call",
        at=("c",),
    ),
    Case(
        "I9007",
        "objects in one zone",
        "fn: lambda\nb: s3 storage_class=onezone-ia\nfn -> b sdk-call",
        at=("b",),
    ),
    Case("I9007", "a single broker", "b: amazon-mq\nfn: lambda\nb -> fn event-source-mapping", at=("b",)),
    Case("I9007", "Aurora Serverless moves by itself", "fn: lambda\nd: aurora\nfn -> d sdk-call"),
    Case("I9007", "nothing uses it", "d: rds\nk: kms\nk -> d encrypt"),
    Case(
        "I9008",
        "a bucket of another account",
        ACCOUNTS + "fn: lambda group=ours\nb: s3 group=theirs\nfn -> b sdk-call",
        at=("b",),
        says=("resource policy", "Partner"),
    ),
    Case(
        "I9008",
        "a service without resource policies",
        ACCOUNTS + "fn: lambda group=ours\nm: bedrock group=theirs\nfn -> m sdk-call",
        at=("m",),
        says=("role there",),
    ),
    Case(
        "I9008",
        "a queue that two functions of another account read",
        ACCOUNTS + "q: sqs group=theirs\nx: lambda group=ours\ny: lambda group=ours\n"
        "q -> x event-source-mapping\nq -> y event-source-mapping",
        at=("q",),
        says=("use", "them"),
    ),
    Case(
        "I9008", "within one account", ACCOUNTS + "fn: lambda group=ours\nb: s3 group=ours\nfn -> b sdk-call"
    ),
    Case("I9008", "one end is in no account", ACCOUNTS + "fn: lambda\nb: s3 group=ours\nfn -> b sdk-call"),
    Case(
        "W9009", "a Region in a VPC", NET + "group r kind=region parent=net\nfn: lambda group=r", at=("fn",)
    ),
    Case(
        "W9009",
        "a VPC in a subnet of a VPC",
        SUBNETS + "group v kind=vpc parent=back\nm: ec2 group=v",
        at=("m",),
    ),
    Case(
        "W9009",
        "a frame in between changes nothing",
        SUBNETS + "group f parent=back\ngroup s kind=subnet parent=f\nm: ec2 group=s",
        at=("m",),
    ),
    Case(
        "W9009",
        "account, Region, VPC and subnet",
        "group a kind=account\ngroup r kind=region parent=a\ngroup v kind=vpc parent=r\ngroup s kind=subnet parent=v\n"
        "m: ec2 group=s",
    ),
    Case("W9009", "any frame may hold anything", "group f\ngroup v kind=vpc parent=f\nm: ec2 group=v"),
    Case(
        "W9010",
        "a balancer in a private subnet",
        SUBNETS + "c: client\nlb: elb group=back\nc -> lb protocol-ingest",
        at=("lb",),
    ),
    Case(
        "W9010",
        "clients come through a tunnel",
        SUBNETS + "c: client\nlb: elb group=back\nv: vpn\nc -> lb protocol-ingest",
    ),
    Case("W9010", "a public subnet", SUBNETS + "c: client\nlb: elb group=front\nc -> lb protocol-ingest"),
    Case(
        "W9011",
        "a server of one's own and a database in a VPC",
        NET + "s: on-premises-server\nd: rds group=net\ns -> d sdk-call",
        at=("s",),
        says=("VPN",),
    ),
    Case(
        "W9011",
        "a private line",
        NET + "s: on-premises-server\nl: direct-connect\nd: rds group=net\ns -> d sdk-call",
    ),
    Case(
        "W9011",
        "a public broker",
        NET + "c: client\nb: amazon-mq group=net publicly_accessible=true\nc -> b protocol-ingest",
    ),
    Case("W9011", "no VPC is drawn", "s: on-premises-server\nd: rds\ns -> d sdk-call"),
    Case(
        "W9011",
        "a client in the VPC",
        NET + "c: client group=net\nb: amazon-mq group=net\nc -> b protocol-ingest",
    ),
    Case(
        "I9012", "two zones, one gateway", ZONES + "n: nat-gateway group=a", at=("n",), says=("eu-west-1b",)
    ),
    Case("I9012", "one in each", ZONES + "n: nat-gateway group=a\nm: nat-gateway group=b"),
    Case("I9012", "two by its setting", ZONES + "n: nat-gateway group=a gateways=2"),
    Case("I9012", "a regional one stands in no subnet", ZONES + "n: nat-gateway group=net"),
    Case("I9012", "names tell of no zone", SUBNETS + "n: nat-gateway group=front"),
]


@pytest.mark.parametrize("case", CASES, ids=repr)
def test_the_rule_finds_what_the_table_says(case):
    assert sorted(case.at) == list(places(case))
    assert not unsaid(case)


@pytest.mark.parametrize("case", [case for case in CASES if case.at], ids=repr)
def test_a_fix_mends_the_finding_it_comes_with(case):
    assert not left_after_fixes(case)


@pytest.mark.parametrize("goal", ["s3", "sqs", "bedrock", "external-saas", "polly"])
def test_the_fix_of_a_caller_without_a_way_out_makes_connections_that_aws_offers(goal):
    design = sketch(NET + f"fn: lambda group=net\ng: {goal}\nfn -> g sdk-call")

    design.apply(found(design, "W9001")[0].fix.change)

    assert not found(design, "E1001", "I1002", "E1003", "E1006", "W9001")


def test_what_is_put_into_a_group_lies_within_its_frame():
    design = sketch(NET + "fn: lambda\nd: rds group=net\nfn -> d sdk-call")

    design.apply(found(design, "W9002")[0].fix.change)
    frame, node = design.groups["net"], design.nodes["fn"]

    assert node.group == "net"
    assert frame.x <= node.x <= frame.x + frame.width - 100
    assert frame.y <= node.y <= frame.y + frame.height - 80


def test_what_is_taken_out_of_a_vpc_goes_to_the_region_around_it():
    text = "group r kind=region\ngroup v kind=vpc parent=r\ngroup s kind=subnet parent=v\nb: s3 group=s\nq: sqs group=s"
    design = sketch(text)

    design.apply(found(design, "I9004")[0].fix.change)

    assert {"r"} == {node.group for node in design.nodes.values()}
    assert design.nodes["b"].y != design.nodes["q"].y
    assert min(node.x for node in design.nodes.values()) > design.groups["v"].x + design.groups["v"].width


def test_tiles_that_fixes_add_or_move_lie_on_no_other_and_in_no_frame_but_their_own():
    design = sketch(
        "group net kind=vpc x=200 y=-40 width=1000 height=160\na: lambda group=net\nb: lambda\n"
        "d: rds group=net\ns: s3 group=net\nt: dynamodb\np: polly\n"
        "a -> t sdk-call\na -> p sdk-call\nb -> d sdk-call\nb -> s sdk-call"
    )

    for rule in ("W9001", "W9002", "I9004", "I5013"):
        design.apply(found(design, rule)[0].fix.change)
    frame = design.groups["net"]

    for one, two in itertools.combinations(design.nodes.values(), 2):
        assert abs(one.x - two.x) >= TILE_WIDTH or abs(one.y - two.y) >= TILE_HEIGHT, (one.id, two.id)
    for node in design.nodes.values():
        across = frame.x - TILE_WIDTH < node.x < frame.x + frame.width
        down = frame.y - TILE_HEIGHT < node.y < frame.y + frame.height
        assert (node.group == "net") == (across and down)
