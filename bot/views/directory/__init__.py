"""What editing the directory looks like in Slack: messages and forms, made from the list of kinds."""
