"""What every flow needs, once: states and sessions, who takes what was said, to whom it belongs, how it is stored."""
