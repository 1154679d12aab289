"""The worker that posts reminders: each of them once."""
