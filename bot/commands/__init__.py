"""What the subcommands of `signpost` do."""
