"""The words everyone speaks: frozen values that import nothing of ours."""
