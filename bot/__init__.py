"""Everything that speaks Slack, and the `signpost` command."""
