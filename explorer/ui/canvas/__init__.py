"""The drawing surface: one item per record, gestures as small state machines without Qt, one camera."""
