"""Programs that show jitscript at work; every one of them is run by the test suite."""
