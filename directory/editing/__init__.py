"""Changing the directory: what can be changed, by which command, and what stops a change."""
