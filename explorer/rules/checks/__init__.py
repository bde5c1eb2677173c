"""The rules: one file each, in a folder by area. Loading the folder is the registry."""
