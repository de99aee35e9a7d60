"""The start of programs that run where no compiler is."""

WITHOUT_COMPILER = """
import sys
class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "llvmlite" or name in (
            "jitscript.api", "jitscript.frontend", "jitscript.backend", "jitscript.cuda"
        ):
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Refuse())
"""
