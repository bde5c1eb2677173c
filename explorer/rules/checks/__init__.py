"""The rules, by area: one file each. A file here that makes a `Rule` is a rule; nothing else lists it."""
