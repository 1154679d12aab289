"""What consultations look like in Slack: the picture of one, and the forms that change it."""
