"""W5005: a database with an address that everyone can reach."""

from collections.abc import Iterator

from explorer.rules.fixes import set_to
from explorer.rules.model import Finding, View, rule


@rule(
    id="W5005",
    title="A database can be reached from the internet",
    why="Only a password and a security group stand between the data and everyone who scans addresses.",
    source="Amazon RDS User Guide: Working with a DB instance in a VPC "
    "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html",
    pillars=("security",),
    fails="""
        db: rds publicly_accessible=true
    """,
    passes="""
        db: rds publicly_accessible=false
    """,
)
def public_database(view: View) -> Iterator[Finding]:
    """Every database, warehouse or broker with a public address."""
    for node in view.nodes():
        if node.settings and view.setting(node, "publicly_accessible") is True:
            message = f"{view.label(node)} has a public address. Let callers come from within its VPC."
            fix = set_to(view, node, "publicly_accessible", False, words="Take its public address away")
            yield Finding(message, (node.id,), fix=fix)
