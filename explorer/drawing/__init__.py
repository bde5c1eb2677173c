"""How a design looks, without a toolkit: themes, tile and arrow geometry, and pictures as lists of shapes.

The window paints these shapes and the picture formats write them, so that an export is what was on screen.
"""
