"""The action that fits settings to the load."""

from explorer.app.actions.action import Action
from explorer.app.session import Session
from explorer.app.sizing import fit


def _no_workload(session: Session) -> str:
    return "" if session.design.workloads else "Nothing enters yet: state a workload first"


ACTIONS = (
    Action(
        id="edit.fit",
        title="Fit settings to the load",
        help="Set shards, instances, workers and capacity to what the load needs",
        menu="Edit",
        why_disabled=_no_workload,
        run=fit,
    ),
)
