#!/usr/bin/env bash
# What the tests need beside the SDK: the emulator, PostgreSQL, Chromium, the accessibility rules. Runs again when the container is rebuilt.
set -euo pipefail
npm install --global azurite@3.37.0 azure-functions-core-tools@4
npm ci --prefix tests/BalancePipeline.Browser.Tests --ignore-scripts
# Ubuntu's own package of Chromium is a snap, which doesn't run in a container.
npx --yes playwright install --with-deps chromium
sudo ln --symbolic --force "$(find ~/.cache/ms-playwright -type f -name chrome -path '*/chromium-*' | sort --version-sort | tail -n 1)" /usr/bin/chromium
# The data of Docker outlives the container, and with it an earlier server.
docker rm --force postgres
docker run --detach --restart always --name postgres --publish 127.0.0.1:5432:5432 --env POSTGRES_HOST_AUTH_METHOD=trust postgres:17 -c max_connections=300
dotnet restore
