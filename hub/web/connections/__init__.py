"""What stands between a socket and what answers: how HTTP is read, who is counted, what is
measured, and clients that leave.
"""
