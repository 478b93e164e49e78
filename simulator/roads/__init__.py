"""The streets of the simulated world, read from an .osm.pbf: its own graph and its own shortest paths, nobody else's."""
