"""8xxx: running it."""
