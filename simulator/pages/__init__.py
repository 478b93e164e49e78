"""The pages of the small world, as files."""
