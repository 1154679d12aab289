"""Consultations over time: working days, the timeline as a picture and as a calendar, and its shape."""
