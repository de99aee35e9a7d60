"""The compiler's wheel, without what the runtime's wheel ships: no file has two owners."""

from setuptools import setup
from setuptools.command.build_py import build_py


class CompilerOnly(build_py):
    def find_package_modules(self, package, package_dir):
        modules = super().find_package_modules(package, package_dir)
        return [module for module in modules if module[:2] != ("jitscript", "__init__")]


setup(cmdclass={"build_py": CompilerOnly})
