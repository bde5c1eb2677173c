"""I7024: a key that is asked for every object."""

from collections.abc import Iterator

from explorer.rules.fixes import set_to
from explorer.rules.model import Finding, View, rule
from explorer.rules.tariffs import WORTH_USD, dollars, usd_at
from explorer.rules.words import number


@rule(
    id="I7024",
    title="A bucket asks AWS KMS for every object",
    why="Each object written or read is a request to AWS KMS; a bucket key answers nearly all of them within S3.",
    source="Amazon S3 User Guide: Reducing the cost of SSE-KMS with Amazon S3 Bucket Keys "
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html",
    pillars=("cost optimization",),
    fails="""
        b: s3 encryption=sse-kms
        b << records items_per_month=10000000 item_kb=200
    """,
    passes="""
        b: s3 encryption=sse-kms bucket_key=true
        b << records items_per_month=10000000 item_kb=200
    """,
)
def bucket_key(view: View) -> Iterator[Finding]:
    """Every bucket under a KMS key, with many objects and without a bucket key."""
    for node in view.nodes("s3"):
        if view.setting(node, "encryption") != "sse-kms" or view.setting(node, "bucket_key") is not False:
            continue
        puts, gets = view.quantity(node, "put_requests"), view.quantity(node, "get_requests")
        usd = None if puts is None or gets is None else usd_at(view, "kms", "requests", puts + gets)
        if usd is not None and usd >= WORTH_USD:
            asked = number((puts or 0.0) + (gets or 0.0))
            message = (
                f"{asked} objects a month are written to and read from {view.label(node)}, each with a request to "
                f"AWS KMS: about {dollars(usd)} USD a month."
            )
            yield Finding(message, (node.id,), fix=set_to(view, node, "bucket_key", True))
