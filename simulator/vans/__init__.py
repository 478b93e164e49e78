"""Vans of the simulated world: they drive on its streets, stand at its doors, and carry a tracker that posts GPS."""
