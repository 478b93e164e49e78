"""Staff: who they are, how they sign in, what their role allows, and the log of what must be answered for."""
