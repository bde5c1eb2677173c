"""The order in which nodes can be worked out."""

from explorer.design import Design


class Order:
    """Nodes so that sources come before targets; those on or behind cycles apart, to be gone round.

    It holds the connections at each node as they are now: another is made when one of them changes.
    """

    def __init__(self, design: Design) -> None:
        self.entering = {key: design.entering(key) for key in design.nodes}
        self.leaving = {key: design.leaving(key) for key in design.nodes}
        waiting = {key: len({link.source for link in links}) for key, links in self.entering.items()}
        self.straight = [key for key, count in waiting.items() if not count]
        for key in self.straight:
            for target in dict.fromkeys(link.target for link in self.leaving[key]):
                waiting[target] -= 1
                if not waiting[target]:
                    self.straight.append(target)
        done = set(self.straight)
        self.circular = [key for key in design.nodes if key not in done]
        self.place = {key: index for index, key in enumerate(self.straight)}
