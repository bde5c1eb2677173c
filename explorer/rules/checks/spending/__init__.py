"""7xxx: money that a design spends for nothing."""
