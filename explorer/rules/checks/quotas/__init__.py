"""2xxx: payloads, rates and timeouts against the limits of the services."""
