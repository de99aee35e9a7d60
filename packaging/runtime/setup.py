"""The runtime's wheel: `jitscript/__init__.py` and `jitscript/runtime`, nothing of the compiler."""

from setuptools import setup
from setuptools.command.build_py import build_py


class RuntimeOnly(build_py):
    def find_package_modules(self, package, package_dir):
        modules = super().find_package_modules(package, package_dir)
        return [found for found in modules if package != "jitscript" or found[1] == "__init__"]


setup(cmdclass={"build_py": RuntimeOnly})
