"""1xxx: may these be connected, and this way?"""
