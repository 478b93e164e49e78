"""A whole delivery day: its script, its people, what goes wrong in it, and who judges whether it went well."""
