"""How people of each language talk on the day: a file a language, read by `simulator/day/speech.py`."""
