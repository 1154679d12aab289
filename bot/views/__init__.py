"""Pure builders: a value of the directory in, Block Kit out. No I/O."""
