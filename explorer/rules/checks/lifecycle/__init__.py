"""4xxx: services that end, and regions that do not have them."""
