"""How the small model is made: rows read where they lie, fitted, weighed by cost, written as integers."""
