"""The window: widgets over a session. They show and forward; they decide nothing about AWS.

This is the only package that imports Qt. What the user does is an action or a gesture on the `Session`; a
view redraws what a change names. Labels of foreign text are plain text throughout (`plain`).
"""
