from jitscript import script


@script
class Point:
    x: int
