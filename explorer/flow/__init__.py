"""What the load does: a workload at the sources gives quantities at every node and on every connection."""

from explorer.flow.engine import Flow, flow_of
from explorer.flow.model import FlowResult, Load, NodeFlow, Spread

__all__ = ["Flow", "FlowResult", "Load", "NodeFlow", "Spread", "flow_of"]
