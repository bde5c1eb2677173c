"""The problems panel: findings as they are, what stands behind them, what mends them, who answers for them."""

from explorer.ui.panels.problems.panel import ProblemsPanel

__all__ = ["ProblemsPanel"]
