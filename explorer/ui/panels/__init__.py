"""The panels round the page: what is wrong, what it costs, what flows, and the design as a plain list."""
