"""I7011: recommendations that are paid for and not asked for."""

from collections.abc import Iterator

from explorer.design import Node
from explorer.rules.fixes import set_to
from explorer.rules.model import Finding, Fix, View, rule
from explorer.rules.tariffs import WORTH_USD, dollars, usd_of
from explorer.rules.words import number

_TIMES = 2.0
"""What is billed is this often what is asked for, and more: below it campaigns are well used."""


@rule(
    id="I7011",
    title="Campaigns are billed for far more recommendations than are asked for",
    why="A campaign is billed for its least rate all month; recommendations made in batches are billed by the user.",
    source="Amazon Personalize Developer Guide: Creating a campaign "
    "https://docs.aws.amazon.com/personalize/latest/dg/campaigns.html",
    pillars=("cost optimization",),
    fails="""
        p: personalize recommendations_per_month=100000
    """,
    passes="""
        p: personalize recommendations_per_month=2000000
    """,
)
def idle_campaign(view: View) -> Iterator[Finding]:
    """Every Personalize whose least rate comes to twice the recommendations that are asked for, and more."""
    for node in view.nodes("personalize"):
        billed, asked = (
            view.quantity(node, "billed_recommendations"),
            view.number(node, "recommendations_per_month"),
        )
        if billed is None or asked is None or billed < _TIMES * asked:
            continue
        extra = usd_of(view, node, "billed_recommendations", billed - asked)
        if extra is not None and extra >= WORTH_USD:
            message = (
                f"{number(asked)} recommendations a month are asked of {view.label(node)} and {number(billed)} are "
                f"billed: about {dollars(extra)} USD for nothing."
            )
            yield Finding(message, (node.id,), fix=_fix(view, node))


def _fix(view: View, node: Node) -> Fix | None:
    """The least rate that can be set, where more was."""
    rate = view.number(node, "min_provisioned_tps")
    service = view.service(node)
    setting = service.setting("min_provisioned_tps") if service else None
    least = setting.min if setting else None
    return set_to(view, node, "min_provisioned_tps", least) if rate and least and rate > least else None
