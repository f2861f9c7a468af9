#!/usr/bin/env bash
# Builds the solution and runs every test.
set -euo pipefail
cd "$(dirname "$0")"
dotnet build AgentOtel.sln -c Release --nologo -v minimal
dotnet test AgentOtel.sln -c Release --no-build --nologo --logger "console;verbosity=minimal"
