"""The runtime's wheel: `jitscript/__init__.py` and `jitscript/runtime`, nothing of the compiler.

The sources are the repository's own, two folders up; the sdist has a copy of them beside this file.
"""

import os

from setuptools import setup
from setuptools.command.build_py import build_py
from setuptools.command.sdist import sdist

HERE = os.path.dirname(os.path.abspath(__file__))
COPIED = os.path.isdir(os.path.join(HERE, "jitscript", "runtime"))
ROOT = "." if COPIED else "../.."


class RuntimeOnly(build_py):
    def find_package_modules(self, package, package_dir):
        modules = super().find_package_modules(package, package_dir)
        return [found for found in modules if package != "jitscript" or found[1] == "__init__"]


class WithSources(sdist):
    def make_release_tree(self, base_dir, files):
        inside = [name for name in files if not name.startswith("..")]
        super().make_release_tree(base_dir, inside)
        for _, _, path in self.get_finalized_command("build_py").find_all_modules():
            target = os.path.join(base_dir, os.path.relpath(path, ROOT))
            self.mkpath(os.path.dirname(target))
            self.copy_file(path, target)


setup(
    cmdclass={"build_py": RuntimeOnly, "sdist": WithSources},
    packages=["jitscript", "jitscript.runtime", "jitscript.runtime.gpu"],
    package_dir={"": ROOT},
)
