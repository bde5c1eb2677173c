"""3xxx: what starts what, where data ends, and where it goes round."""
