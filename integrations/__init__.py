"""The outside world, one folder or file per vendor: translate, and know nothing else."""
