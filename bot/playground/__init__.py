"""A Slack workspace in memory: it drives the real app over signed HTTP or Socket Mode, as Slack would.

People try Signpost in it through a web page; pytest talks to the app through it in sentences.
"""
