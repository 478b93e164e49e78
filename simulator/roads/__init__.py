"""The streets of the simulated world, read from an .osm.pbf: a graph and shortest paths of its own."""
