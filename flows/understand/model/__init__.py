"""A small trained model: what a text most likely means and in which language it is, where rules do not reach."""
