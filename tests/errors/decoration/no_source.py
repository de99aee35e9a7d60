from jitscript import script

exec("def g(a: int) -> int:\n    return a", globals())
f = script(g)
