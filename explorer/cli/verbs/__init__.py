"""The verbs of the command line: the module's name is the verb."""
