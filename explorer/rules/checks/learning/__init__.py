"""6xxx: practice of machine learning."""
