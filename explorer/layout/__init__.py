"""Positions from graphs: arrays in, arrays out. Knows no design, no catalog and no window."""
