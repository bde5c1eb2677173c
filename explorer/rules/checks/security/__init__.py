"""5xxx: who could see what."""
