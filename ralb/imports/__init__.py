"""Old minutes, brought in: what they are typed in, what they say, what becomes of it."""
