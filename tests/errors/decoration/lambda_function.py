from jitscript import script

f = script(lambda a: a + 1)
