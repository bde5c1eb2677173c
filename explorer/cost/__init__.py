"""Quantity times price, tier by tier: what a month of a design costs, and what of it is not known."""

from explorer.cost.estimate import CostItem, Estimate, estimate

__all__ = ["CostItem", "Estimate", "estimate"]
