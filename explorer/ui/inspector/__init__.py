"""The inspector: what is selected, its settings, what enters there, what flows and what it costs."""
