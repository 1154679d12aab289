"""What a council's directory knows: records, packs, questions and answers. No Slack, no web framework."""
