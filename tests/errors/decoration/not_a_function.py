from jitscript import script

f = script(42)
