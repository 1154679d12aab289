"""Reminders while workers are killed and Slack misbehaves: what was lost, posted twice, or late."""
