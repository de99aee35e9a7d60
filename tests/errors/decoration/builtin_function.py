from jitscript import script

f = script(len)
